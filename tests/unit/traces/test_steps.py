"""Runs of steps are replayed: a core that answers as the profile does conforms, any other is found at its line."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.interpreter import Effect, Instance, Machine, attempts
from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.judging import Judgement, Standing, judge_runs
from septum.traces.judging.steps.encoding import encoded
from septum.traces.judging.steps.replaying import answer_of
from septum.traces.recording import Answer, Header, Run, StepCall, Told, read_runs, written

CASES = Path(__file__).parents[2] / "cases"
BAD = sorted(CASES.glob("SEP-TRC-06*/bad-*.jsonl"))
ELEMENTS = {
    "Guest": ("alice", "bob"),
    "Frame": ("f0", "f1"),
    "Page": ("p0", "p1", "p2"),
    "Function": ("vf0",),
    "RequesterId": ("vf0",),
}


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@pytest.fixture(scope="module")
def machine(model: Model) -> Machine:
    others = {sort.name: (f"some {sort.name}",) for sort in model.sorts if sort.is_uninterpreted}
    return Machine(model, Instance({**others, **ELEMENTS}))


@pytest.fixture
def judge(model: Model) -> Callable[..., Judgement]:
    def judged(*lines: dict[str, Any], **header: Any) -> Judgement:
        head = {
            "septum": "trace",
            "version": 1,
            "profile": "minimal",
            "instance": {"Guest": ["alice", "bob"]},
            **header,
        }
        text = "".join(json.dumps(line) + "\n" for line in (head, *lines))
        return judge_runs(read_runs("r.jsonl", text), model, {"r.jsonl": text})[0]

    return judged


def _step(step: str, status: str | None = None, **more: Any) -> dict[str, Any]:
    told, value, expect = more.pop("told", None), more.pop("value", None), more.pop("expect", None)
    answer = {"status": status, "told": told, "value": value, "expect": expect}
    return {"step": step, "arguments": more, **{key: one for key, one in answer.items() if one is not None}}


CREATE = _step("create", "OK", guest="alice")
LEND = {"guest": "alice", "page": "p1", "frame": "f0"}
SCRUB = _step("scrub", "OK", frame="f0")
LENT = [{"to": "alice", "news": "LENT", "values": ["p1"]}]


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_there_are_cases() -> None:
    assert len(BAD) > 10


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_a_mistake_is_reported_as_written_down(file: Path, model: Model) -> None:
    text = file.read_text(encoding="utf-8")
    with pytest.raises(InputError) as raised:
        judge_runs(read_runs(file.name, text), model, {file.name: text})
    assert render(raised.value) == file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {file.parent.name}


def test_a_core_that_answers_as_the_profile_does_conforms(judge: Callable[..., Judgement]) -> None:
    judgement = judge(CREATE, _step("lend", "NOT_SCRUBBED", **LEND), SCRUB, _step("lend", "OK", told=LENT, **LEND))
    assert judgement.standing is Standing.PROVED
    assert judgement.last == "4 answers as minimal says, every invariant kept"


def test_a_core_that_lends_what_it_did_not_scrub_is_found_with_the_line_of_the_check(
    judge: Callable[..., Judgement],
) -> None:
    judgement = judge(CREATE, _step("lend", "OK", **LEND), SCRUB)
    assert judgement.standing is Standing.VIOLATED
    (finding,) = judgement.findings
    assert finding.subject == "lend answered OK, where minimal says NOT_SCRUBBED"
    recorded, profile = finding.witnesses
    assert str(recorded.place) == "r.jsonl:3"
    assert profile.place.file.endswith("memory.py") and "another's data" in profile.says
    assert judgement.unseen == ("1 line after r.jsonl:3, where the profile cannot follow",)


def test_a_core_that_refuses_too_much_is_found_and_the_rest_is_judged(judge: Callable[..., Judgement]) -> None:
    judgement = judge(CREATE, SCRUB, _step("lend", "NOT_SCRUBBED", **LEND), _step("lend", "NOT_SCRUBBED", **LEND))
    (finding,) = judgement.findings
    assert finding.subject == "lend answered NOT_SCRUBBED, where minimal says OK"
    assert finding.more == "1 more line"
    assert not judgement.unseen


def test_checks_out_of_order_are_found(judge: Callable[..., Judgement]) -> None:
    judgement = judge(_step("lend", "NOT_SCRUBBED", **LEND))
    assert judgement.findings[0].subject == "lend answered NOT_SCRUBBED, where minimal says NO_SUCH_GUEST"


def test_news_that_are_not_told_are_found(judge: Callable[..., Judgement]) -> None:
    judgement = judge(CREATE, SCRUB, _step("lend", "OK", told=[], **LEND))
    assert judgement.findings[0].subject == "lend told nothing, where minimal tells LENT(p1) to alice"
    wrong = [{"to": "bob", "news": "LENT", "values": ["p1"]}]
    judgement = judge(CREATE, SCRUB, _step("lend", "OK", told=wrong, **LEND))
    assert judgement.findings[0].subject == "lend told LENT(p1) to bob, where minimal tells LENT(p1) to alice"


def test_a_step_that_cannot_happen_is_found_with_the_assumption_that_keeps_it_away(
    judge: Callable[..., Judgement], model: Model
) -> None:
    step = next(one for one in model.steps if one.unless is not None and one.unless in model.assumes)
    arguments: dict[str, Any] = {}
    for parameter in step.parameters:
        sort = parameter.sort
        plain = "alice" if sort.name == "Guest" else "x"
        arguments[parameter.name] = [] if sort.element else sort.members[0] if sort.is_enumeration else plain
    judgement = judge({"step": step.name, "arguments": arguments, "status": "OK"})
    (finding,) = judgement.findings
    assert "where minimal says impossible" in finding.subject
    assert model.assumption(step.unless or "").identifier in finding.witnesses[1].says


def test_an_expectation_without_an_answer_is_not_run(judge: Callable[..., Judgement]) -> None:
    judgement = judge(_step("create", guest="alice", expect={"status": "OK"}))
    assert judgement.standing is Standing.NOT_RUN
    assert judgement.last == "1 step without an answer of a core"


def test_an_expectation_that_is_not_the_profiles_is_found(judge: Callable[..., Judgement]) -> None:
    judgement = judge(_step("create", guest="alice", expect={"status": "NAME_IN_USE"}))
    assert judgement.findings[0].subject == "create is expected to answer NAME_IN_USE, where minimal says OK"


def test_answers_that_nobody_recorded_prove_nothing(judge: Callable[..., Judgement]) -> None:
    assert judge(_step("create", guest="alice")).standing is Standing.VACUOUS
    assert judge().standing is Standing.NOT_RUN


def _call(effect: Effect, model: Model) -> StepCall:
    names = [parameter.name for parameter in model.step(effect.step).parameters]
    arguments = {name: encoded(value) for name, value in zip(names, effect.arguments, strict=True)}
    return StepCall(effect.step, arguments, tuple(encoded(c) for c in effect.choices), answer_of(effect))


@pytest.mark.parametrize("seed", range(3))
def test_what_the_interpreter_does_conforms_and_one_wrong_answer_does_not(
    seed: int, machine: Machine, model: Model
) -> None:
    random = Random(seed)
    calls = [_call(effect, model) for effect in attempts(machine, random, 60)]
    header = Header(profile="minimal", instance=machine.instance.elements)

    def judged(lines: list[StepCall]) -> Judgement:
        text = written([Run(header, tuple(lines))])
        return judge_runs(read_runs("r", text), model, {"r": text})[0]

    assert judged(calls).standing is Standing.PROVED
    for _ in range(6):
        at = random.randrange(len(calls))
        call = calls[at]
        others = [status for status in ("OK", "impossible", *model.statuses) if status != call.answer.status]
        wrong = StepCall(call.step, call.arguments, call.choices, Answer(random.choice(others)))
        judgement = judged([*calls[:at], wrong, *calls[at + 1 :]])
        assert judgement.standing is Standing.VIOLATED
        assert judgement.findings[0].witnesses[0].place.line == at + 2
    told = next((n for n, call in enumerate(calls) if call.answer.told), None)
    if told is not None:
        call = calls[told]
        more = (*(call.answer.told or ()), Told("bob", "LENT", ("p0",)))
        wrong = StepCall(call.step, call.arguments, call.choices, Answer("OK", call.answer.value, more))
        assert judged([*calls[:told], wrong]).findings[0].witnesses[0].place.line == told + 2


def test_choices_that_are_not_recorded_are_followed_as_far_as_answers_agree(machine: Machine, model: Model) -> None:
    random = Random(3)
    calls = [_call(effect, model) for effect in attempts(machine, random, 40)]
    bare = tuple(StepCall(call.step, call.arguments, (), call.answer) for call in calls)
    text = written([Run(Header(profile="minimal", instance=machine.instance.elements), bare)])
    assert judge_runs(read_runs("r", text), model, {"r": text})[0].standing is Standing.PROVED
