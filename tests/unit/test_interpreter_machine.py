"""One step at a time, on a model made by hand."""

import pytest
from attrs import evolve
from lending import (
    CONTENTS,
    FRAME,
    FRAMES,
    MODEL,
    OTHER,
    WORD,
    ZERO,
    step,
    write,
)

from septum.interpreter import MASKED, Instance, Machine, State, hears, layout
from septum.logic import BOOLEAN, FALSE, TRUE, Symbol
from septum.logic.build import apply, variable
from septum.spec.model import Model, Outcome, Step, without

_INSTANCE = Instance(
    {"Guest": ("alice", "bob"), "Frame": ("f0", "f1", "f2"), "Word": ("zero", "seven")},
    {"Lending.broken": {("f2",): True}},
)
_BOTH = frozenset({"READ", "WRITE"})


@pytest.fixture(params=[layout.MANY, 1], ids=["small", "indexed"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(layout, "MANY", request.param)
    return Machine(MODEL, _INSTANCE)


def _lent(machine: Machine, *loans: tuple[str, str]) -> State:
    state = machine.initial()
    for guest, frame in loans:
        state = machine.perform(state, "lend", (guest, frame, _BOTH)).state
    return state


def test_the_first_check_of_the_text_answers(machine: Machine) -> None:
    state = machine.changed(_lent(machine, ("alice", "f0")), {"Lending.contents": {("f0",): "seven"}})
    effect = machine.perform(state, "lend", ("bob", "f0", _BOTH))
    assert (effect.outcome, effect.status) == (Outcome.REFUSED, "LENT")
    assert effect.guard is not None and effect.guard.identifier == "lend.LENT"
    assert effect.state is state and not effect.changed and not effect.told and effect.returned is None


def test_a_loan_changes_and_tells_what_it_says(machine: Machine) -> None:
    effect = machine.perform(machine.initial(), "lend", ("bob", "f1", frozenset({"WRITE"})))
    assert effect.outcome is Outcome.DONE and effect.status is None
    assert [(e.symbol, e.arguments, e.before, e.after) for e in effect.changed] == [
        ("Lending.lent", ("f1",), False, True),
        ("Lending.holder", ("f1",), "alice", "bob"),
        ("Lending.may", ("bob", "f1", "WRITE"), False, True),
    ]
    (news,) = effect.told
    assert (news.news, news.principal, news.recipient) == ("LENT_TO_YOU", "Guest", "bob")
    assert news.carries == ("f1", frozenset({("WRITE",)}))
    assert hears(effect, "Guest", "bob") == (news,) and hears(effect, "Guest", "alice") == ()


def test_a_bulk_update_reaches_every_entry_and_no_other(machine: Machine) -> None:
    state = _lent(machine, ("alice", "f0"), ("bob", "f1"))
    after = machine.perform(state, "take_back", ("f0",)).state
    assert machine.entries(after, "Lending.may") == {("bob", "f1", "READ"): True, ("bob", "f1", "WRITE"): True}


def test_updates_are_simultaneous(machine: Machine) -> None:
    state = machine.changed(machine.initial(), {"Lending.contents": {("f0",): "seven"}})
    effect = machine.perform(state, "swap", ("f0", "f1"))
    assert machine.entries(effect.state, "Lending.contents") == {("f1",): "seven"}
    assert len(effect.changed) == 2


def test_a_choice_is_the_first_that_is_admitted_unless_it_is_given(machine: Machine) -> None:
    state = _lent(machine, ("alice", "f0"), ("alice", "f1"), ("bob", "f2"))
    assert machine.choices_of(state, "store", ("alice", "seven")) == (("f0",), ("f1",))
    assert machine.perform(state, "store", ("alice", "seven")).choices == ("f0",)
    given = machine.perform(state, "store", ("alice", "seven"), ("f1",))
    assert given.returned == "zero" and machine.read(given.state, "Lending.contents", "f1") == "seven"
    assert [e.choices for e in machine.effects(state, "store", ("alice", "seven"))] == [("f0",), ("f1",)]


def test_a_choice_that_is_not_admitted_is_impossible_and_none_at_all_is_refused(machine: Machine) -> None:
    state = _lent(machine, ("alice", "f0"))
    stolen = machine.perform(state, "store", ("alice", "seven"), ("f1",))
    assert stolen.outcome is Outcome.IMPOSSIBLE and stolen.guard is not None
    assert stolen.guard.identifier == "store.frame" and stolen.status is None
    empty = machine.perform(state, "store", ("bob", "seven"))
    assert (empty.outcome, empty.status, empty.choices) == (Outcome.REFUSED, "FAULT", ())


def test_a_condition_after_a_choice_sees_it(machine: Machine) -> None:
    state = _lent(machine, ("bob", "f2"))
    effect = machine.perform(state, "store", ("bob", "seven"))
    assert effect.outcome is Outcome.IMPOSSIBLE and effect.choices == ("f2",)
    assert effect.guard is not None and effect.guard.identifier == "store.when"


def test_an_assumption_keeps_its_duty_and_switches_its_adverse_step_off() -> None:
    kept, lost = Machine(MODEL, _INSTANCE), Machine(without(MODEL, "care"), _INSTANCE)
    never = Machine(evolve(MODEL, assumes=()), _INSTANCE)
    assert kept.perform(kept.initial(), "scrub", ("f2",)).outcome is Outcome.IMPOSSIBLE
    assert kept.perform(kept.initial(), "rattle", ("f0",)).outcome is Outcome.IMPOSSIBLE
    assert "rattle" not in {a.step for a in kept.enabled(kept.initial())}
    for machine in (lost, never):
        assert machine.perform(machine.initial(), "scrub", ("f2",)).outcome is Outcome.DONE
        assert machine.perform(machine.initial(), "rattle", ("f0",)).outcome is Outcome.DONE


def test_views_mask_what_is_not_the_viewers(machine: Machine) -> None:
    state = _lent(machine, ("alice", "f0"), ("bob", "f1"))
    assert machine.observing.view(state, "Guest", "alice") == {
        ("own_frames", "f0"): ("zero",),
        ("own_frames", "f1"): MASKED,
        ("own_frames", "f2"): MASKED,
    }
    other = machine.perform(state, "store", ("alice", "seven")).state
    assert machine.observing.differences(state, other, "Guest", "alice") == {
        ("own_frames", "f0"): (("zero",), ("seven",))
    }
    assert machine.observing.same_view(state, other, "Guest", "bob")
    assert machine.observing.same_view(state, other, "Manager")
    assert machine.observing.own("store", ("alice", "seven"), "Guest", "alice")
    assert not machine.observing.own("store", ("alice", "seven"), "Guest", "bob")
    assert machine.observing.own("take_back", ("f0",), "Manager")


def _with_step(*updates: object, parameters: tuple[object, ...] = (FRAMES, OTHER)) -> Model:
    added: Step = step("added", parameters, 90, updates=updates)  # type: ignore[arg-type]
    return evolve(MODEL, steps=(added,))


@pytest.mark.parametrize("many", [layout.MANY, 1])
def test_of_two_updates_of_one_entry_the_later_counts(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MANY", many)
    pair = Symbol("Lending.pair", (FRAME, FRAME), BOOLEAN)
    one, every = variable("one", FRAME), variable("every", FRAME)
    put, clear = write(pair, (FRAMES, OTHER), TRUE), write(pair, (FRAMES, every), FALSE, (every,))
    several = write(pair, (one, OTHER), TRUE, (one,))
    symbols = (*MODEL.symbols, evolve(MODEL.symbols[0], symbol=pair))
    found: dict[str, set[object]] = {}
    for name, updates in {"put clear": (put, clear), "clear put": (clear, put), "all clear": (several, clear)}.items():
        machine = Machine(evolve(_with_step(*updates), symbols=symbols), _INSTANCE)
        start = machine.changed(machine.initial(), {"Lending.pair": {("f0", "f2"): True}})
        effect = machine.perform(start, "added", ("f0", "f1"))
        found[name] = set(machine.entries(effect.state, "Lending.pair"))
        after = machine.program.successors(machine.model.steps[0])(start)
        assert effect.state in [state for _, state in after]
    assert found == {"put clear": set(), "clear put": {("f0", "f1")}, "all clear": {("f1", "f1"), ("f2", "f1")}}


def test_of_two_updates_of_one_map_entry_the_later_counts() -> None:
    first, second = write(CONTENTS, (FRAMES,), apply(CONTENTS, [OTHER])), write(CONTENTS, (FRAMES,), apply(ZERO, []))
    machine = Machine(_with_step(first, second), _INSTANCE)
    start = machine.changed(machine.initial(), {"Lending.contents": {("f0",): "seven", ("f1",): "seven"}})
    assert machine.entries(machine.perform(start, "added", ("f0", "f1")).state, "Lending.contents") == {
        ("f1",): "seven"
    }


def test_an_update_whose_loop_does_not_say_where_to_write_is_rejected() -> None:
    word = variable("any_word", WORD)
    machine = Machine(_with_step(write(CONTENTS, (FRAMES,), word, (word,))), _INSTANCE)
    with pytest.raises(ValueError, match="`any_word` is no place of the entry"):
        machine.perform(machine.initial(), "added", ("f0", "f1"))


def test_unknown_names_are_named(machine: Machine) -> None:
    state = machine.initial()
    with pytest.raises(ValueError, match="there is no step `lent`: did you mean `lend`"):
        machine.perform(state, "lent", ())
    with pytest.raises(ValueError, match="`lend`: 1 arguments are given, 3 are taken"):
        machine.perform(state, "lend", ("alice",))
    with pytest.raises(ValueError, match="`take_back`: 'alice' is not a Frame"):
        machine.perform(state, "take_back", ("alice",))
    with pytest.raises(ValueError, match=r"there is no symbol `Lending\.lend`"):
        machine.read(state, "Lending.lend", "f0")
