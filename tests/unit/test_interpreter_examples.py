"""Examples: what plays, and what a failing one says."""

from attrs import evolve
from lending import (
    BROKEN,
    CONTENTS,
    FRAME,
    FRAMES,
    GUEST,
    GUESTS,
    LENT,
    MODEL,
    WORD,
    WORDS,
    ZERO,
    at,
    rights,
)

from septum.interpreter import ExampleResult, ExampleVerdict, Instance, instance_of, play_example, replay
from septum.interpreter.machine import Machine
from septum.interpreter.traces import ReplayVerdict
from septum.logic import FALSE, Term
from septum.logic.build import apply, equal, negate, variable
from septum.spec.model import Example, ExampleCall, ExampleFact, Fact, FactKind, Model, Outcome, without

_NOTHING = variable("nothing", WORD)
_ZERO_IS_NOTHING = ExampleFact(equal(apply(ZERO, []), _NOTHING), at(100))


def _call(line: int, step: str, *arguments: Term, status: str | None = None, result: Term | None = None) -> ExampleCall:
    expected = Outcome.DONE if status is None else Outcome.REFUSED
    return ExampleCall(step, arguments, expected, at(line), status, result)


def _impossible(line: int, step: str, *arguments: Term) -> ExampleCall:
    return ExampleCall(step, arguments, Outcome.IMPOSSIBLE, at(line))


def _play(*script: ExampleCall | ExampleFact, left_out: tuple[str, ...] = (), model: Model = MODEL) -> ExampleResult:
    example = Example("a_run", "Lending", (GUESTS, FRAMES, WORDS), script, at(100), left_out)
    return play_example(model, example)


def test_a_run_that_is_possible_plays_and_its_trace_replays() -> None:
    result = _play(
        _call(101, "lend", GUESTS, FRAMES, rights("WRITE")),
        ExampleFact(apply(LENT, [FRAMES]), at(102)),
        _call(103, "lend", GUESTS, FRAMES, rights("WRITE"), status="LENT"),
        _call(104, "store", GUESTS, WORDS, result=apply(ZERO, [])),
        _call(105, "take_back", FRAMES),
        _call(106, "store", GUESTS, WORDS, status="FAULT"),
        _impossible(107, "rattle", FRAMES),
    )
    assert result.verdict is ExampleVerdict.PLAYS and result.failure is None and result.broken == ()
    assert [e.outcome for e in result.effects].count(Outcome.DONE) == 3
    assert result.trace is not None and len(result.trace.events) == 6
    again = replay(Machine(MODEL, result.trace.instance), result.trace)
    assert again.verdict is ReplayVerdict.SAME and again.effects == result.effects
    other = replay(Machine(without(MODEL, "lend.LENT"), result.trace.instance), result.trace)
    assert other.verdict is ReplayVerdict.DIFFERENT and other.reason == "lend was done"


def test_a_failing_line_is_named_with_what_was_found() -> None:
    lend = _call(101, "lend", GUESTS, FRAMES, rights("READ"))
    cases = {
        "done instead of refused": (_call(102, "take_back", FRAMES, status="NOT_LENT"), "done"),
        "another status": (_call(102, "scrub", FRAMES, status="DIRTY"), "refused LENT"),
        "refused instead of done": (_call(102, "scrub", FRAMES), "refused LENT"),
        "not impossible": (_impossible(102, "take_back", FRAMES), "done"),
        "impossible": (_call(102, "rattle", FRAMES), "impossible (switched off)"),
        "not so": (ExampleFact(negate(apply(LENT, [FRAMES])), at(102)), "it is false"),
    }
    for name, (line, found) in cases.items():
        result = _play(lend, line)
        assert result.verdict is ExampleVerdict.FAILS, name
        assert result.failure is not None and result.failure.span == at(102), name
        assert result.failure.found == found, name
        assert [e.step for e in result.effects] == ["lend"], name


def test_a_returned_value_is_compared() -> None:
    calls = (_call(101, "lend", GUESTS, FRAMES, rights("WRITE")), _call(102, "store", GUESTS, WORDS, result=WORDS))
    parameters = (GUESTS, FRAMES, _NOTHING, WORDS)
    result = play_example(MODEL, Example("a", "Lending", parameters, (_ZERO_IS_NOTHING, *calls), at(99)))
    assert result.failure is not None and result.failure.found == "done, returned nothing"
    assert result.failure.expected == "store(guest, word) == word"


def test_what_an_example_is_without_is_left_out_and_the_broken_invariant_is_reported_with_its_line() -> None:
    lend = [_call(line, "lend", guest, FRAMES, rights("READ")) for line, guest in ((101, GUESTS), (102, GUESTS))]
    assert _play(*lend).verdict is ExampleVerdict.FAILS
    other = variable("other", GUEST)
    example = Example(
        "twice", "Lending", (GUESTS, other, FRAMES), (lend[0], _call(102, "lend", other, FRAMES, rights("READ"))),
        at(100), ("lend.LENT",), leak=True,
    )  # fmt: skip
    result = play_example(MODEL, example)
    assert result.verdict is ExampleVerdict.PLAYS
    (broken,) = result.broken
    assert (broken.call, broken.step, broken.span) == (1, "lend", at(102))
    assert broken.violation.arguments == ("guest", "frame", "READ")


def test_constants_are_chosen_by_what_the_example_says_of_them() -> None:
    example = Example("a", "Lending", (FRAMES,), (ExampleFact(apply(BROKEN, [FRAMES]), at(101)),), at(100))
    instance = instance_of(MODEL, example)
    assert isinstance(instance, Instance) and instance.constants == {"Lending.broken": {("frame",): True}}
    assert instance.elements == {"Guest": ("guest",), "Frame": ("frame",), "Word": ("word",)}
    nothing_is_broken = Fact("sound", "Lending", FactKind.AXIOM, (FRAMES,), negate(apply(BROKEN, [FRAMES])), at(9))
    result = play_example(evolve(MODEL, axioms=(nothing_is_broken,)), example)
    assert result.failure is not None and result.failure.span == at(9)


def test_a_fact_of_constants_that_cannot_hold_is_named() -> None:
    result = _play(ExampleFact(apply(BROKEN, [FRAMES]), at(101)), ExampleFact(negate(apply(BROKEN, [FRAMES])), at(102)))
    assert result.verdict is ExampleVerdict.FAILS and result.failure is not None
    assert result.failure.span == at(102) and result.failure.expected == "not broken(frame)"


def test_some_choice_must_lead_to_the_end() -> None:
    second = variable("second", FRAME)
    script = (
        _call(101, "lend", GUESTS, FRAMES, rights("WRITE")),
        _call(102, "lend", GUESTS, second, rights("WRITE")),
        _call(103, "store", GUESTS, WORDS),
        ExampleFact(equal(apply(CONTENTS, [second]), WORDS), at(104)),
    )
    example = Example("a", "Lending", (GUESTS, FRAMES, second, _NOTHING, WORDS), (_ZERO_IS_NOTHING, *script), at(100))
    result = play_example(MODEL, example)
    assert result.verdict is ExampleVerdict.PLAYS and result.effects[-1].choices == ("second",)


def test_an_example_without_initial_state_fails_at_its_head() -> None:
    never = Fact("never", "Lending", FactKind.INITIALLY, (), FALSE, at(3))
    result = _play(_call(101, "take_back", FRAMES), model=evolve(MODEL, initially=(never,)))
    assert result.failure is not None and result.failure.span == at(100) and "never" in result.failure.found


def test_what_some_choice_makes_possible_is_not_impossible() -> None:
    second = variable("second", FRAME)
    script = (
        ExampleFact(apply(BROKEN, [second]), at(101)),
        _call(102, "lend", GUESTS, FRAMES, rights("WRITE")),
        _call(103, "lend", GUESTS, second, rights("WRITE")),
        _impossible(104, "store", GUESTS, WORDS),
    )
    result = play_example(MODEL, Example("a", "Lending", (GUESTS, FRAMES, second, WORDS), script, at(100)))
    assert (
        result.failure is not None and result.failure.span == at(104) and result.failure.found == "done, returned word"
    )
