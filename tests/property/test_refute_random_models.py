"""The circuits of the refuter mean what the interpreter does, on random models: steps, news, refusals, views, facts."""

from collections.abc import Mapping

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import environments, machines, states

from septum.engines.refute.evaluate import Entries, Value
from septum.engines.refute.layout import Layout, lay_out
from septum.engines.refute.observe import bits_of
from septum.engines.refute.scope import Scope
from septum.engines.refute.search import without_idle_guards
from septum.engines.refute.skeleton import read_entries
from septum.engines.refute.template import Unrolling
from septum.engines.refute.transition import compile_transition
from septum.engines.refute.unroll import view_template, violation_template
from septum.interpreter import Machine, State, hears
from septum.interpreter.instance import Universe
from septum.interpreter.instance import Value as Plain
from septum.logic import Sort
from septum.smt.sat import SatAnswer, SatSolver
from septum.spec.model import Model, Observer, Outcome, Step

_THOROUGH = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def _scope(machine: Machine) -> Scope:
    return Scope({name: len(elements) for name, elements in machine.instance.elements.items()})


def _literals(sort: Sort, value: Value, plain: Plain, universe: Universe) -> list[int]:
    """The literals that say that the value is that one."""
    number = universe.encode(sort, plain)
    if isinstance(value, int):
        return [value if number else -value]
    if sort.is_set:
        return [literal if number >> i & 1 else -literal for i, literal in enumerate(value)]
    return [value[number]]


def _entries(machine: Machine, state: State, entries: Entries) -> list[int]:
    found: list[int] = []
    for symbol, table in entries.items():
        for at, value in table.items():
            names = tuple(machine.universe.decode(s, n) for s, n in zip(symbol.domain, at, strict=True))
            plain = machine.read(state, symbol.name, *names)
            found += _literals(symbol.codomain, value, plain, machine.universe)
    return found


def _solver(layout: Layout) -> tuple[SatSolver, Unrolling]:
    solver = SatSolver()
    unrolling = Unrolling(solver, layout.constants)
    solver.add([*layout.well_formed_rigid, *layout.well_formed_state])
    unrolling.variables = layout.states
    return solver, unrolling


def _identity(layout: Layout) -> list[tuple[int, int]]:
    return [(v, v) for v in range(layout.constants + 1, layout.states + 1)]


def _observer(model: Model, data: st.DataObject) -> Observer:
    return data.draw(st.sampled_from(model.observers))


def _viewer(observer: Observer, machine: Machine) -> str | None:
    return None if observer.sort is None else machine.instance.elements[observer.sort.name][0]


def _known(step: Step, arguments: tuple[Plain, ...], machine: Machine, values: Mapping[str, Value]) -> list[int]:
    return [
        literal
        for p, plain in zip(step.parameters, arguments, strict=True)
        for literal in _literals(p.sort, values[p.name], plain, machine.universe)
    ]


@_THOROUGH
@given(st.data())
def test_a_step_is_possible_does_and_tells_what_the_interpreter_says(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    model = without_idle_guards(machine.model)
    steps = [s for s in model.active_steps() if not any(v.sort.is_set for v in s.choices)]
    assume(steps)
    state, step, observer = data.draw(states(machine)), data.draw(st.sampled_from(steps)), _observer(model, data)
    arguments = tuple(data.draw(environments(machine, step.parameters)).values())
    choices = data.draw(environments(machine, step.choices))
    effect = machine.perform(state, step.name, arguments, tuple(choices.values()))
    layout = lay_out(model, _scope(machine))
    transition = compile_transition(layout, [step], observer)
    solver, unrolling = _solver(layout)
    with solver:
        table = unrolling.place(transition.circuit, _identity(layout))
        values: dict[str, Value] = {}
        for v, register in zip((*step.parameters, *step.choices), transition.bindings[step.name], strict=True):
            inner = register.value
            values[v.name] = table[inner] if isinstance(inner, int) else tuple(table[literal] for literal in inner)
        assumed = [*_entries(machine, state, layout.entries), *_known(step, arguments, machine, values)]
        for v, plain in choices.items():
            assumed += _literals(v.sort, values[v.name], plain, machine.universe)
        answer = solver.solve([*assumed, table[transition.taken[step.name]]])
        assert (answer is SatAnswer.SATISFIABLE) == (effect.outcome is Outcome.DONE)
        if answer is SatAnswer.SATISFIABLE:
            after = read_entries(layout.shifted(transition.offset), lambda literal: solver.holds(table[literal]))
            for symbol in layout.state:
                for at, element in after[symbol].items():
                    names = tuple(machine.universe.decode(s, n) for s, n in zip(symbol.domain, at, strict=True))
                    expected = machine.universe.encode(symbol.codomain, machine.read(effect.state, symbol.name, *names))
                    assert int(element) == expected  # type: ignore[arg-type]
            viewer = _viewer(observer, machine)
            own = machine.observing.own(step.name, arguments, observer.name, viewer)
            identifiers = {n.identifier for n in hears(effect, observer.name, viewer)} if not own else set()
            heard = {
                (tell.news, sum(earlier.news == tell.news for earlier in step.tells[:place]))
                for place, tell in enumerate(step.tells)
                if tell.identifier in identifiers
            }
            assert {(n.news, n.number) for n in transition.heard if solver.holds(table[n.literal])} == heard
            assert solver.holds(table[transition.own]) == own


@_THOROUGH
@given(st.data())
def test_a_request_in_vain_ends_at_a_guard_at_which_the_interpreter_can_end_it(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    model = without_idle_guards(machine.model)
    observer = _observer(model, data)
    viewer = _viewer(observer, machine)
    state = data.draw(states(machine))
    owned: list[tuple[Step, tuple[Plain, ...]]] = []
    for step in model.active_steps():
        arguments = tuple(data.draw(environments(machine, step.parameters)).values())
        if step.guards and machine.observing.own(step.name, arguments, observer.name, viewer):
            owned.append((step, arguments))
    assume(owned)
    step, arguments = data.draw(st.sampled_from(owned))
    layout = lay_out(model, _scope(machine))
    transition = compile_transition(layout, [step], observer, [step])
    solver, unrolling = _solver(layout)
    with solver:
        table = unrolling.place(transition.circuit, _identity(layout))
        values: dict[str, Value] = {}
        for v, register in zip(step.parameters, transition.bindings[step.name], strict=False):
            inner = register.value
            values[v.name] = table[inner] if isinstance(inner, int) else tuple(table[literal] for literal in inner)
        assumed = [*_entries(machine, state, layout.entries), *_known(step, arguments, machine, values)]
        endings = {e.guard.identifier: e for e in machine.effects(state, step.name, arguments) if e.guard is not None}
        possible: set[str] = set()
        for ending in transition.endings:
            literals = [*assumed, table[transition.asked[step.name]], table[ending.literal]]
            if solver.solve(literals) is SatAnswer.SATISFIABLE:
                possible.add(ending.guard)
                assert endings[ending.guard].status == ending.status
        # The others end at a guard that lets wait, or at a duty: that is no answer.
        patient = {g.identifier for g in step.guards if str(g.kind) in ("waits", "duty")}
        assert possible == set(endings) - patient


@_THOROUGH
@given(st.data())
def test_two_states_have_the_same_view_bits_if_and_only_if_they_look_the_same(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    model, observer = machine.model, _observer(machine.model, data)
    pair = [data.draw(states(machine)) for _ in range(2)]
    layout = lay_out(model, _scope(machine))
    circuit, bits = view_template(model, layout, observer)
    seen: list[list[bool]] = []
    for state in pair:
        solver, unrolling = _solver(layout)
        with solver:
            table = unrolling.place(circuit, _identity(layout))
            assert solver.solve(_entries(machine, state, layout.entries)) is SatAnswer.SATISFIABLE
            seen.append([solver.holds(table[bit.literal]) for bit in bits])
    same = machine.observing.same_view(pair[0], pair[1], observer.name, _viewer(observer, machine))
    assert (seen[0] == seen[1]) == same


@_THOROUGH
@given(st.data())
def test_a_fact_is_violated_where_the_interpreter_finds_it_to_be(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    assume(machine.model.invariants)
    state = data.draw(states(machine))
    fact = data.draw(st.sampled_from(machine.model.invariants))
    layout = lay_out(machine.model, _scope(machine))
    circuit, literal = violation_template(layout, [fact])
    solver, unrolling = _solver(layout)
    with solver:
        table = unrolling.place(circuit, _identity(layout))
        answer = solver.solve([*_entries(machine, state, layout.entries), table[literal]])
    assert (answer is SatAnswer.SATISFIABLE) == bool(machine.check(state, [fact]))


def test_values_of_two_elements_are_one_bit() -> None:
    assert bits_of((4, -4)) == (4,)
    assert bits_of((4, 5, 6)) == (4, 5, 6)
