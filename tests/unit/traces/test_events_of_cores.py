"""Runs of other people's cores, event by event: what breaks isolation is found, what does not is not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from runs_of_cores import BAD, BOTH, GOOD, PAGE, Event, event, map_

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.judging import Judgement, Standing, judge_runs
from septum.traces.recording import read_runs


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@pytest.fixture
def judge(model: Model) -> Callable[..., Judgement]:
    def judged(*events: Event, **header: Any) -> Judgement:
        head = {"septum": "trace", "version": 1, **header}
        text = "".join(json.dumps(line) + "\n" for line in (head, *events))
        return judge_runs(read_runs("r", text), model, {"r": text})[0]

    return judged


def _found(judgement: Judgement) -> list[tuple[str, tuple[int, ...]]]:
    """The check and the lines of each finding, lines from 1, the header's."""
    return [(f.check, tuple(w.place.line for w in f.witnesses)) for f in judgement.findings]


@pytest.mark.parametrize("name", GOOD)
def test_what_keeps_guests_apart_is_proved(name: str, judge: Callable[..., Judgement]) -> None:
    judgement = judge(*GOOD[name])
    assert not judgement.findings
    assert judgement.standing is Standing.PROVED


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_is_found_with_its_lines(name: str, judge: Callable[..., Judgement]) -> None:
    events, found = BAD[name]
    judgement = judge(*events)
    assert _found(judgement) == found
    assert judgement.standing is Standing.VIOLATED


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("gap", ["events", "guests", "maps", "frames"])
def test_a_gap_that_the_answer_rests_on_makes_it_unknown(name: str, gap: str, judge: Callable[..., Judgement]) -> None:
    judgement = judge(*GOOD[name], gaps=[{"what": gap, "because": "nobody wrote it down"}])
    assert judgement.standing is Standing.UNKNOWN
    assert any("nobody wrote it down" in check.found for check in judgement.checks)


def test_maps_without_frames_prove_nothing(judge: Callable[..., Judgement]) -> None:
    bare = event("map", iova=0, size=PAGE, guest="a")
    judgement = judge(*BOTH, bare, map_("b", 2))
    assert judgement.standing is Standing.UNKNOWN
    assert "1 map without a physical address, the first r:4" in judgement.checks[0].found


def test_a_page_of_zeros_may_be_shared_and_nobody_says_that_it_is_read_only(judge: Callable[..., Judgement]) -> None:
    zeros = [map_(guest, 7, iova=PAGE * page) for guest in ("a", "b") for page in range(3)]
    judgement = judge(*BOTH, *zeros)
    assert judgement.standing is Standing.UNKNOWN
    assert "frame 0x7000" in judgement.checks[0].found
    assert judge(*BOTH, *zeros[:-2]).standing is Standing.VIOLATED, "one address of the other is no sign of it"
    assert judge(*BOTH, *({**one, "access": "rw"} for one in zeros)).standing is Standing.VIOLATED
    assert judge(*BOTH, *({**one, "access": "r"} for one in zeros)).standing is Standing.PROVED


def test_a_run_without_lines_is_not_run(judge: Callable[..., Judgement]) -> None:
    assert judge().standing is Standing.NOT_RUN


def test_what_is_left_out_of_a_run_is_said_to_be_not_shown(judge: Callable[..., Judgement]) -> None:
    judgement = judge(*BOTH, map_("a", 1), map_("b", 2))
    assert {check.identifier for check in judgement.checks} == {"frames", "handover", "attachments", "returned"}
    assert any("flushed" in text for text in judgement.unseen)


def test_each_question_names_what_the_profile_has_for_it(judge: Callable[..., Judgement]) -> None:
    judgement = judge(*BOTH, map_("a", 1), map_("b", 2))
    assert all(check.by for check in judgement.checks)
