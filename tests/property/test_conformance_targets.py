"""On random models: what a call covers is what its guards say, and what is proved out of reach is never hit."""

from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reference import evaluate
from strategies import machines, some_states

from septum.engines.conformance.bench import Bench
from septum.engines.conformance.targets import Aspect, Target, targets_of
from septum.engines.conformance.unreachable import excluded
from septum.engines.settings import Settings
from septum.interpreter import Machine, State
from septum.interpreter.instance import Value
from septum.interpreter.steps import active_guards
from septum.logic import Term
from septum.spec.model import GuardKind, Model, Step

_SEEDS = st.integers(0, 2**32 - 1)
_MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@_MANY
@given(st.data())
def test_a_call_covers_what_its_guards_say(data: st.DataObject) -> None:
    bench, state = _bench(data)
    for step in bench.machine.active_steps:
        for label in bench.calls(step)[:40]:
            arguments = bench.machine.universe.decode_all([p.sort for p in step.parameters], label[1:])
            assert set(bench.hit(state, label)) == _said(bench.machine, state, step, arguments)


@_FEW
@given(st.data())
def test_what_is_excluded_is_hit_in_no_state_that_keeps_the_invariants(data: st.DataObject) -> None:
    bench, state = _bench(data)
    assume(not bench.machine.check(state, (*bench.model.invariants, *bench.model.axioms)))
    hit = {
        t for step in bench.machine.active_steps for label in bench.calls(step)[:40] for t in bench.hit(state, label)
    }
    gone = excluded(bench.model, targets_of(bench.model), Settings(solvers=("z3",)))
    assert gone.isdisjoint(hit)


def _bench(data: st.DataObject) -> tuple[Bench, State]:
    machine, _ = data.draw(machines())
    try:
        bench = Bench(machine.model, machine.instance)
    except ValueError:
        assume(False)
        raise
    return bench, some_states(bench.machine, Random(data.draw(_SEEDS)), 1)[0]


def _said(machine: Machine, state: State, step: Step, arguments: tuple[Value, ...]) -> set[Target]:
    """The same by the simple evaluator: which guard stops it, and which if that one did not."""
    known = {p.bare: value for p, value in zip(step.parameters, arguments, strict=True)}
    guards = active_guards(machine.model, step)
    first = _stopped(machine, state, step, known, -1)
    if first is None or guards[first].kind is GuardKind.DUTY:
        return set()
    then = _stopped(machine, state, step, known, first)
    if guards[first].status is None:
        return {Target(Aspect.WITHHELD, step.name, first)} if then is None else set()
    found = {Target(Aspect.STATUS, step.name, first)}
    if then is None:
        found.add(Target(Aspect.ALONE, step.name, first))
    elif guards[then].status is not None:
        found.add(Target(Aspect.ORDER, step.name, first, then))
    return found


def _stopped(machine: Machine, state: State, step: Step, known: dict[Term, Value], loose: int) -> int | None:
    """The first guard that stops the step where guard `loose` never does; choices are the first that can be made."""
    structure, known = machine.structure(state), dict(known)
    model: Model = machine.model
    for number, guard in enumerate(active_guards(model, step)):
        if guard.choice is None:
            if number != loose and evaluate(guard.condition, structure, known) is not True:
                return number
            continue
        options = [
            value
            for value in machine.universe.values(guard.choice.sort)
            if number == loose or evaluate(guard.condition, structure, {**known, guard.choice.bare: value}) is True
        ]
        if not options:
            return number
        known[guard.choice.bare] = options[0]
    return None
