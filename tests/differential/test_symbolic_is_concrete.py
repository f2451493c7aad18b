"""What obligations say of a step is what the interpreter does: weakest preconditions and guards, state by state."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_terms import formulas
from strategies import environments, machines, states
from symbolic import event, tagged
from symbolic import given as values_of_event

from septum.interpreter import Instance, Machine, attempts, evaluate, sample_state
from septum.logic.build import apply, variable
from septum.logic.walk import substitute
from septum.obligations.lower import lower
from septum.obligations.views import goal_constants
from septum.spec.load import load_profile
from septum.spec.model import Outcome

_MANY = settings(max_examples=60)


@_MANY
@given(st.data())
def test_a_goal_after_a_step_is_its_weakest_precondition_before(data: st.DataObject) -> None:
    machine, words = data.draw(machines())
    state = data.draw(states(machine))
    step = data.draw(st.sampled_from(machine.active_steps or machine.model.steps))
    if step not in machine.active_steps:
        return
    arguments = tuple(data.draw(environments(machine, step.parameters)).values())
    sorts = data.draw(st.lists(st.sampled_from(words.plain_sorts), max_size=3))
    scope = tuple(variable(f"g{i}~goal", sort) for i, sort in enumerate(sorts))
    # Goals that read what the step writes are the ones that can go wrong.
    goal = lower(data.draw(formulas(words, scope, 3)))
    goal_values = data.draw(environments(machine, scope))
    made = event(step, "s")
    for effect in machine.effects(state, step.name, arguments):
        if effect.outcome is not Outcome.DONE:
            continue
        known = values_of_event(made, arguments, effect.choices)
        before = tagged({"s": machine.structure(state)}, known)
        expected = evaluate(goal, machine.structure(effect.state), goal_values)
        assert evaluate(made.after(goal), before, {**known, **goal_values}) == expected


@_MANY
@given(st.data())
def test_every_entry_after_a_step_is_what_its_updates_say(data: st.DataObject) -> None:
    """Entry by entry: no update is lost, none goes too far, the later of two counts."""
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    random = Random(data.draw(st.integers(0, 999)))
    for effect in attempts(machine, random, 3, state):
        if effect.outcome is Outcome.DONE:
            step = machine.model.step(effect.step)
            made = event(step, "s")
            known = values_of_event(made, effect.arguments, effect.choices)
            before = tagged({"s": machine.structure(state)}, known)
            after = machine.structure(effect.state)
            for symbol in sorted(step.writes, key=str):
                variables = [variable(f"g{i}~goal", sort) for i, sort in enumerate(symbol.domain)]
                read = apply(symbol, variables)
                for place in machine.universe.arguments(symbol.domain):
                    at = dict(zip(variables, place, strict=True))
                    assert evaluate(made.after(read), before, {**known, **at}) == evaluate(read, after, at)
        state = effect.state


@_MANY
@given(st.data())
def test_a_step_is_done_exactly_where_all_its_guards_hold(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    step = data.draw(st.sampled_from(machine.model.steps))
    if step not in machine.active_steps:
        return
    arguments = tuple(data.draw(environments(machine, step.parameters)).values())
    made = event(step, "s")
    guards = machine.program.guards[step.name]
    for effect in machine.effects(state, step.name, arguments):
        known = values_of_event(made, arguments, effect.choices)
        before = tagged({"s": machine.structure(state)}, known)
        stopped = None
        for guard in guards:
            if guard.choice is not None and made.values[guard.choice.bare] not in known:
                constant = made.values[guard.choice.bare]
                options = machine.universe.values(constant.sort)
                assert not any(evaluate(made.holds(guard), before, {**known, constant: o}) for o in options)
                stopped = guard
                break
            if not evaluate(made.holds(guard), before, known):
                stopped = guard
                break
        assert (effect.outcome is Outcome.DONE) == (stopped is None)
        assert effect.guard == stopped


@pytest.fixture(scope="module")
def minimal() -> Machine:
    model = load_profile("minimal")
    elements = {}
    for sort in model.sorts:
        if sort.is_uninterpreted:
            elements[sort.name] = tuple(f"{sort.name.lower()}{i}" for i in range(2))
    return Machine(model, Instance(elements))


@pytest.mark.parametrize("seed", range(3))
def test_the_minimal_profile_does_what_its_obligations_say(minimal: Machine, seed: int) -> None:
    random = Random(seed)
    facts = [(lower(f.body), f) for f in minimal.model.invariants]
    done: set[str] = set()
    for _ in range(20):
        state = sample_state(minimal, random)
        for step in minimal.active_steps:
            ways = minimal.program.successors(step)(state)
            if not ways:
                continue
            done.add(step.name)
            action = minimal.action(random.choice(ways)[0])
            effect = minimal.perform(state, action.step, action.arguments, action.choices)
            made = event(step, "s")
            known = values_of_event(made, action.arguments, action.choices)
            before = tagged({"s": minimal.structure(state)}, known)
            after = minimal.structure(effect.state)
            assert all(evaluate(made.holds(g), before, known) for g in step.guards)
            for body, fact in facts:
                constants = goal_constants(fact.parameters)
                at = {p.bare: random.choice(minimal.universe.values(p.sort)) for p in fact.parameters}
                named = {constants[p]: value for p, value in at.items()}
                goal = substitute(body, constants)
                assert evaluate(made.after(goal), before, {**known, **named}) == evaluate(body, after, at)
    assert len(done) > 10
