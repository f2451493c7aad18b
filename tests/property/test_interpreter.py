"""The generated Python does what the text says, on random models: checked against a reference that tries everything."""

from collections.abc import Iterator
from random import Random

import pytest
import reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_terms import formulas, terms
from strategies import environments, machines, states

from septum.interpreter import Machine, attempts, evaluate, layout, record, replay, walk
from septum.interpreter.traces import ReplayVerdict, from_json, to_json
from septum.logic import BOOLEAN
from septum.logic.build import variable
from septum.spec.model import Outcome

_THOROUGH = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=[layout.MANY, 1], ids=["small", "indexed"])
def shapes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Once with the shapes of small instances, once with those of large ones."""
    monkeypatch.setattr(layout, "MANY", request.param)
    return iter(())


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_generated_terms_have_the_value_of_the_simple_evaluator(data: st.DataObject) -> None:
    machine, words = data.draw(machines())
    sorts = [BOOLEAN, words.enumeration, words.powers, *words.sorts]
    scope = tuple(variable(f"v{i}", s) for i, s in enumerate(data.draw(st.lists(st.sampled_from(sorts), max_size=3))))
    wanted = data.draw(st.sampled_from((BOOLEAN, words.enumeration, words.sorts[0])))
    term = data.draw(formulas(words, scope, 3) if wanted.is_boolean else terms(words, scope, wanted, 3))
    state = data.draw(states(machine))
    given_values = data.draw(environments(machine, scope))
    assert machine.evaluate(state, term, given_values) == evaluate(term, machine.structure(state), given_values)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_every_step_ends_as_its_text_says(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    step = data.draw(st.sampled_from(machine.model.steps))
    arguments = tuple(data.draw(environments(machine, step.parameters)).values())
    structure = machine.structure(state)
    expected = list(reference.endings(machine.model, step, structure, arguments))
    choices = machine.choices_of(state, step.name, arguments)
    assert len(choices) == len(expected)
    for chosen, (outcome, guard, known) in zip(choices, expected, strict=True):
        effect = machine.perform(state, step.name, arguments, chosen)
        assert (effect.outcome, effect.guard) == (outcome, guard)
        assert effect.status == (guard.status if guard is not None and outcome is Outcome.REFUSED else None)
        assert list(effect.choices) == [known[c] for c in step.choices if c in known]
        if outcome is not Outcome.DONE:
            assert effect.state == state and not effect.changed and not effect.told
            continue
        now = reference.after(step, structure, known)
        assert reference.plain(machine.structure(effect.state)) == reference.plain(now)
        _changes_are_the_difference(machine, state, effect.state, effect.changed)
        told = {(n.identifier, n.principal, *([n.recipient] if n.recipient else []), n.carries) for n in effect.told}
        assert told == reference.news(step, structure, known)
        assert effect.returned == (evaluate(step.returns, structure, known) if step.returns is not None else None)


def _changes_are_the_difference(machine: Machine, before: object, after: object, changed: object) -> None:
    expected = set()
    for slot in machine.layout.state_slots:
        name = slot.symbol.name
        for place in machine.universe.arguments(slot.symbol.domain):
            old, new = machine.read(before, name, *place), machine.read(after, name, *place)  # type: ignore[arg-type]
            if old != new:
                expected.add((name, place, old, new))
    listed = [(e.symbol, e.arguments, e.before, e.after) for e in changed]  # type: ignore[attr-defined]
    assert set(listed) == expected and len(listed) == len(expected)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_what_is_enabled_is_what_can_be_done(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    structure = machine.structure(state)
    expected = [
        (step.name, arguments, tuple(known[c] for c in step.choices))
        for step in machine.active_steps
        for arguments in machine.universe.arguments([p.sort for p in step.parameters])
        for outcome, _, known in reference.endings(machine.model, step, structure, arguments)
        if outcome is Outcome.DONE
    ]
    assert [(a.step, a.arguments, a.choices) for a in machine.enabled(state)] == expected
    for step in machine.active_steps:
        for label, after in machine.program.successors(step)(state):
            action = machine.action(label)
            effect = machine.perform(state, action.step, action.arguments, action.choices)
            assert effect.state == after and hash(effect.state) == hash(after)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_a_check_finds_every_failure_and_nothing_else(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    structure = machine.structure(state)
    for fact in machine.model.invariants:
        found = machine.check(state, [fact])
        expected = reference.failures(fact, structure)
        assert {v.arguments for v in found} == expected and len(found) == len(expected)
        assert machine.program.fails(fact)(state) == bool(expected)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_a_check_of_what_changed_finds_every_new_failure(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = data.draw(states(machine))
    for effect in walk(machine, Random(data.draw(st.integers(0, 999))), 4, state):
        before, after = set(machine.check(state)), set(machine.check(effect.state))
        found = set(machine.check_changed(effect.state, effect.changed))
        assert after - before <= found <= after
        state = effect.state


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_a_view_shows_what_its_text_says(data: st.DataObject) -> None:
    machine, words = data.draw(machines())
    first, second = data.draw(states(machine)), data.draw(states(machine))
    guests = machine.universe.values(words.sorts[0])
    for principal, viewer in (("Manager", None), *((words.sorts[0].name, str(g)) for g in guests)):
        views = [v for v in machine.model.views if v.principal == principal]
        shown = [machine.observing.view(state, principal, viewer) for state in (first, second)]
        for state, entries in zip((first, second), shown, strict=True):
            structure = machine.structure(state)
            assert entries == {k: e for v in views for k, e in reference.seen(v, structure, viewer).items()}
        different = {k: (shown[0][k], shown[1][k]) for k in shown[0] if shown[0][k] != shown[1][k]}
        assert machine.observing.differences(first, second, principal, viewer) == different
        assert machine.observing.same_view(first, second, principal, viewer) == (not different)


@_THOROUGH
@given(st.data())
def test_a_recorded_run_replays_after_a_trip_through_json(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    effects = list(attempts(machine, Random(data.draw(st.integers(0, 999))), 6))
    trace = record(machine, machine.initial(), effects)
    again = from_json(to_json(trace))
    assert again == trace
    result = replay(Machine(machine.model, again.instance), again)
    assert result.verdict is ReplayVerdict.SAME and result.effects == tuple(effects)
