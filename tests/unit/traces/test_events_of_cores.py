"""Runs of other people's cores, event by event: what breaks isolation is found, what does not is not."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.judging import Judgement, Standing, judge_runs
from septum.traces.recording import read_runs

Event = dict[str, Any]
PAGE = 4096


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


def _event(event: str, **keys: Any) -> Event:
    return {"event": event, **keys}


def _map(guest: str, frame: int, pages: int = 1, iova: int = 0, **keys: Any) -> Event:
    return _event("map", iova=iova, size=pages * PAGE, frame=frame * PAGE, guest=guest, **keys)


def _unmap(guest: str, pages: int = 1, iova: int = 0, **keys: Any) -> Event:
    return _event("unmap", iova=iova, size=pages * PAGE, guest=guest, **keys)


def _attach(function: str, guest: str, **keys: Any) -> Event:
    return _event("attach", function=function, guest=guest, **keys)


def _detach(function: str, guest: str, **keys: Any) -> Event:
    return _event("detach", function=function, guest=guest, **keys)


def _found(judgement: Judgement) -> list[tuple[str, tuple[int, ...]]]:
    """The check and the lines of each finding, lines from 1, the header's."""
    return [(f.check, tuple(w.place.line for w in f.witnesses)) for f in judgement.findings]


BOTH = (_attach("f", "a"), _attach("g", "b"))

GOOD: dict[str, list[Event]] = {
    "frames of two guests": [*BOTH, _map("a", 1), _map("b", 2)],
    "a frame that is passed on after its unmap": [*BOTH, _map("a", 1), _unmap("a"), _map("b", 1)],
    "a frame twice for one guest": [*BOTH, _map("a", 1), _map("a", 1, iova=PAGE), _map("b", 2)],
    "a map that failed": [*BOTH, _map("a", 1), _map("b", 1, error="EEXIST")],
    "an attachment that failed": [*BOTH, _map("a", 1), _map("b", 2), _attach("f", "b", error="EBUSY")],
    "pages that both can only read": [*BOTH, _map("a", 1, access="r"), _map("b", 1, access="r")],
    "what the host maps for itself": [*BOTH, _map("a", 1), _map("b", 2), _event("map", iova=0, size=PAGE, frame=PAGE)],
    "registers of different functions": [*BOTH, _map("a", 0xFE000), _map("b", 0xFE001)],
    "domains by name, for whom they are attached": [
        _attach("f", "a", domain="d"),
        _event("map", iova=0, size=PAGE, frame=PAGE, domain="d"),
        _event("unmap", iova=0, size=PAGE, domain="d"),
        _detach("f", "a"),
        _attach("f", "b", domain="d"),
        _event("map", iova=0, size=PAGE, frame=PAGE, domain="d"),
    ],
    "one of two functions goes to another guest": [
        _attach("f", "a", domain="d"),
        _attach("g", "a", domain="d"),
        _map("a", 1, domain="d"),
        _detach("f", "a"),
        _attach("f", "b", domain="e"),
        _map("b", 2, domain="e"),
    ],
    "loans one after another": [
        _event("lend", guest="a", frame=PAGE, size=PAGE),
        *BOTH,
        _map("a", 1),
        _unmap("a"),
        _event("take_back", guest="a", frame=PAGE, size=PAGE),
        _event("lend", guest="b", frame=PAGE, size=PAGE),
        _map("b", 1),
    ],
    "flushed, scrubbed and reset between two": [
        _attach("f", "a"),
        _map("a", 1),
        _unmap("a"),
        _event("flush"),
        _detach("f", "a"),
        _event("reset", function="f"),
        _event("scrub", frame=PAGE, size=PAGE),
        _attach("f", "b"),
        _map("b", 1),
        _unmap("b"),
        _detach("f", "b"),
    ],
}


@pytest.mark.parametrize("name", GOOD)
def test_what_keeps_guests_apart_is_proved(name: str, judge: Callable[..., Judgement]) -> None:
    judgement = judge(*GOOD[name])
    assert not judgement.findings
    assert judgement.standing is Standing.PROVED


BAD: dict[str, tuple[list[Event], list[tuple[str, tuple[int, ...]]]]] = {
    "a frame of two guests": ([*BOTH, _map("a", 1), _map("b", 1)], [("frames", (4, 5))]),
    "a frame of a large map": ([*BOTH, _map("a", 0, pages=8), _map("b", 5)], [("frames", (4, 5))]),
    "a page that one of them writes": (
        [*BOTH, _map("a", 1, access="r"), _map("b", 1, access="rw")],
        [("frames", (4, 5))],
    ),
    "an unmap of a neighbour": (
        [*BOTH, _map("a", 1, pages=2), _unmap("a"), _map("b", 2)],
        [("frames", (4, 6))],
    ),
    "an unmap that failed": (
        [*BOTH, _map("a", 1), _unmap("a", error="EINVAL"), _map("b", 1)],
        [("frames", (4, 6))],
    ),
    "an unmap that found nothing": (
        [*BOTH, _map("a", 1), _unmap("a", unmapped=0), _map("b", 1)],
        [("frames", (4, 6))],
    ),
    "another guest's domain": (
        [_attach("f", "a", domain="d"), _map("a", 1, domain="d"), _detach("f", "a"), _attach("f", "b", domain="d")],
        [("handover", (3, 5))],
    ),
    "two attachments": ([_attach("f", "a"), _map("a", 1), _attach("f", "b")], [("attachments", (2, 4))]),
    "detached once more": (
        [*BOTH, _map("a", 1), _map("b", 2), _detach("f", "a"), _detach("f", "a")],
        [("attachments", (6, 7))],
    ),
    "ended with a map": (
        [*BOTH, _map("a", 1), _map("b", 2), _detach("f", "a"), _event("destroy", guest="a")],
        [("returned", (4, 7))],
    ),
    "a frame lent twice": (
        [*BOTH, _event("lend", guest="a", frame=0, size=8 * PAGE), _event("lend", guest="b", frame=PAGE, size=PAGE)],
        [("loans", (4, 5))],
    ),
    "another's frame mapped": (
        [*BOTH, _event("lend", guest="a", frame=PAGE, size=PAGE), _map("b", 1)],
        [("loans", (4, 5))],
    ),
    "nobody's frame mapped": (
        [*BOTH, _event("lend", guest="a", frame=PAGE, size=PAGE), _map("b", 2)],
        [("loans", (5,))],
    ),
    "taken back while mapped": (
        [
            *BOTH,
            _event("lend", guest="a", frame=PAGE, size=PAGE),
            _map("a", 1),
            _event("take_back", guest="a", frame=PAGE, size=PAGE),
        ],
        [("loans", (5, 6))],
    ),
    "an interrupt that stays": (
        [
            _attach("f", "a"),
            _event("route", guest="a", function="f", interrupt="0"),
            _detach("f", "a"),
            _attach("f", "b"),
        ],
        [("interrupts", (3, 5))],
    ),
    "an instance of two guests": (
        [*BOTH, _event("bind", function="f", instance="i"), _event("bind", function="g", instance="i")],
        [("instances", (4, 5))],
    ),
    "an instance with what the former left": (
        [
            *BOTH,
            _event("scrub", instance="other"),
            _event("bind", function="f", instance="i"),
            _event("unbind", function="f", instance="i"),
            _event("bind", function="g", instance="i"),
        ],
        [("scrub", (6, 7))],
    ),
    "an unmap that was not flushed": (
        [*BOTH, _event("flush"), _map("a", 1), _unmap("a"), _map("b", 1), _event("flush")],
        [("flush", (6, 7))],
    ),
    "a flush of another domain": (
        [
            _attach("f", "a", domain="d"),
            _attach("g", "b", domain="e"),
            _map("a", 1, domain="d"),
            _unmap("a", domain="d"),
            _event("flush", domain="e"),
            _map("b", 1, domain="e"),
        ],
        [("flush", (5, 7))],
    ),
    "a loan that was not scrubbed": (
        [
            *BOTH,
            _event("scrub", frame=0, size=PAGE),
            _event("lend", guest="a", frame=PAGE, size=PAGE),
            _event("take_back", guest="a", frame=PAGE, size=PAGE),
            _event("lend", guest="b", frame=PAGE, size=PAGE),
        ],
        [("scrub", (6, 7))],
    ),
    "a function that was not reset": (
        [
            _event("reset", function="g"),
            _attach("f", "a"),
            _detach("f", "a"),
            _attach("f", "b"),
            _event("start", guest="b"),
        ],
        [("reset", (5, 6))],
    ),
}


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
    bare = _event("map", iova=0, size=PAGE, guest="a")
    judgement = judge(*BOTH, bare, _map("b", 2))
    assert judgement.standing is Standing.UNKNOWN
    assert "1 map without a physical address, the first r:4" in judgement.checks[0].found


def test_a_page_of_zeros_may_be_shared_and_nobody_says_that_it_is_read_only(judge: Callable[..., Judgement]) -> None:
    zeros = [_map(guest, 7, iova=PAGE * page) for guest in ("a", "b") for page in range(3)]
    judgement = judge(*BOTH, *zeros)
    assert judgement.standing is Standing.UNKNOWN
    assert "frame 0x7000" in judgement.checks[0].found
    assert judge(*BOTH, *zeros[:-2]).standing is Standing.VIOLATED, "one address of the other is no sign of it"
    assert judge(*BOTH, *({**one, "access": "rw"} for one in zeros)).standing is Standing.VIOLATED
    assert judge(*BOTH, *({**one, "access": "r"} for one in zeros)).standing is Standing.PROVED


def test_a_run_without_lines_is_not_run(judge: Callable[..., Judgement]) -> None:
    assert judge().standing is Standing.NOT_RUN


def test_what_is_left_out_of_a_run_is_said_to_be_not_shown(judge: Callable[..., Judgement]) -> None:
    judgement = judge(*BOTH, _map("a", 1), _map("b", 2))
    assert {check.identifier for check in judgement.checks} == {"frames", "handover", "attachments", "returned"}
    assert any("flushed" in text for text in judgement.unseen)


def test_each_question_names_what_the_profile_has_for_it(judge: Callable[..., Judgement]) -> None:
    judgement = judge(*BOTH, _map("a", 1), _map("b", 2))
    assert all(check.by for check in judgement.checks)
