"""The generated Python does what the text says, on random models: checked against a reference that tries everything."""

from random import Random

import pytest
import reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_terms import formulas, terms
from strategies import machines, some_states, some_values

from septum.interpreter import Entry, Machine, State, Value, attempts, evaluate, layout, plans, record, replay, walk
from septum.interpreter.traces import ReplayVerdict, from_json, to_json
from septum.logic import BOOLEAN
from septum.logic.build import variable
from septum.spec.model import Outcome, Step

_THOROUGH = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


_SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture(params=["small", "scanned", "indexed"])
def shapes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as small instances are kept, once always looking through relations, once as large instances are kept."""
    if request.param != "small":
        monkeypatch.setattr(plans, "FEW", 0)
    if request.param == "indexed":
        monkeypatch.setattr(layout, "MANY", 1)
        monkeypatch.setattr(plans, "FEW_WITH_INDEX", 0)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_generated_terms_have_the_value_of_the_simple_evaluator(data: st.DataObject) -> None:
    machine, words = data.draw(machines())
    sorts = [BOOLEAN, words.enumeration, words.powers, *words.sorts]
    scope = tuple(variable(f"v{i}", s) for i, s in enumerate(data.draw(st.lists(st.sampled_from(sorts), max_size=3))))
    wanted = data.draw(st.sampled_from((BOOLEAN, words.enumeration, words.sorts[0])))
    term = data.draw(formulas(words, scope, 3) if wanted.is_boolean else terms(words, scope, wanted, 3))
    random = Random(data.draw(_SEEDS))
    for state in some_states(machine, random, 5):
        known = some_values(machine, random, scope)
        assert machine.evaluate(state, term, known) == evaluate(term, machine.structure(state), known)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_every_step_ends_as_its_text_says(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    random = Random(data.draw(_SEEDS))
    for state in some_states(machine, random, 5):
        for step in machine.model.steps:
            _ends_as_its_text_says(machine, state, step, tuple(some_values(machine, random, step.parameters).values()))


def _ends_as_its_text_says(machine: Machine, state: State, step: Step, arguments: tuple[Value, ...]) -> None:
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


def _changes_are_the_difference(machine: Machine, before: State, after: State, changed: tuple[Entry, ...]) -> None:
    expected: set[object] = set()
    for slot in machine.layout.state_slots:
        name = slot.symbol.name
        for place in machine.universe.arguments(slot.symbol.domain):
            old, new = machine.read(before, name, *place), machine.read(after, name, *place)
            if old != new:
                expected.add((name, place, old, new))
    listed = [(e.symbol, e.arguments, e.before, e.after) for e in changed]
    assert set(listed) == expected and len(listed) == len(expected)


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_what_is_enabled_is_what_can_be_done(data: st.DataObject) -> None:
    machine, _ = data.draw(machines())
    state = some_states(machine, Random(data.draw(_SEEDS)), 1)[0]
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
    for state in some_states(machine, Random(data.draw(_SEEDS)), 5):
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
    random = Random(data.draw(_SEEDS))
    for state in some_states(machine, random, 5):
        for effect in walk(machine, random, 4, state):
            before, after = set(machine.check(state)), set(machine.check(effect.state))
            found = set(machine.check_changed(effect.state, effect.changed))
            assert after - before <= found <= after
            state = effect.state


@pytest.mark.usefixtures("shapes")
@_THOROUGH
@given(st.data())
def test_a_view_shows_what_its_text_says(data: st.DataObject) -> None:
    machine, words = data.draw(machines())
    first, second = some_states(machine, Random(data.draw(_SEEDS)), 2)
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
    effects = list(attempts(machine, Random(data.draw(_SEEDS)), 6))
    trace = record(machine, machine.initial(), effects)
    again = from_json(to_json(trace))
    assert again == trace
    result = replay(Machine(machine.model, again.instance), again)
    assert result.verdict is ReplayVerdict.SAME and result.effects == tuple(effects)
