"""Judging by ranges says what judging page by page says, for random runs."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.events import Place
from septum.traces.judging.judging import judge_physical
from septum.traces.judging.observing import observe
from septum.traces.judging.segments import Segments, Starts
from septum.traces.recording import Header, Run
from septum.traces.recording.physical import Attach, Detach, Map, PhysicalEvent, Unmap
from septum.traces.recording.runs import Line

PAGE = 4096
GUESTS = ("a", "b", "c")


@given(st.lists(st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, 5000)), max_size=60), st.integers(1, 3))
def test_numbers_in_blocks_are_in_order(changes: list[tuple[str, int]], factor: int) -> None:
    starts, plain = Starts(), set[int]()
    for change, number in changes:
        for one in range(number, number + 200 * factor, factor):
            if change == "add" and one not in plain:
                starts.add(one)
                plain.add(one)
            elif change == "remove" and one in plain:
                starts.remove(one)
                plain.discard(one)
    assert list(starts) == sorted(plain)
    for at in (0, 17, 300, 5001, 10**6):
        assert starts.before(at) == max((n for n in plain if n < at), default=None)
        assert starts.within(at, at + 700) == sorted(n for n in plain if at <= n < at + 700)


ranges = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(st.tuples(st.sampled_from(["put", "take"]), ranges, st.sampled_from("xyz")), max_size=25))
def test_pieces_are_what_each_address_has(changes: list[tuple[str, tuple[int, int], str]]) -> None:
    segments: Segments[str] = Segments()
    plain: dict[int, Counter[str]] = {at: Counter() for at in range(50)}
    for change, (first, end), thing in changes:
        if change == "put":
            met = segments.put(first, end, thing)
            assert sum((Counter({at: len(t)}) for a, b, t in met for at in range(a, b)), Counter[int]()) == Counter(
                {at: plain[at].total() for at in range(first, end) if plain[at].total()}
            )
        else:
            segments.take(first, end, thing)
        for at in range(first, end):
            if change == "put" or plain[at][thing]:
                plain[at][thing] += 1 if change == "put" else -1
    found = {at: Counter[str]() for at in range(50)}
    last = 0
    for first, end, things in segments:
        assert last <= first < end and things
        last = end
        for at in range(first, end):
            found[at] = Counter(things)
    assert found == {at: +things for at, things in plain.items()}
    for first, end, things in segments.overlapping(7, 23):
        assert 7 <= first < end <= 23
        assert all(found[at] == Counter(things) for at in range(first, end))


pages = st.integers(0, 7)
sizes = st.integers(1, 3)
maps = st.builds(
    lambda g, i, s, f: Map(guest=g, iova=i * PAGE, size=s * PAGE, frame=f * PAGE, access="rw"),
    st.sampled_from(GUESTS),
    pages,
    sizes,
    pages,
)
unmaps = st.builds(lambda g, i, s: Unmap(guest=g, iova=i * PAGE, size=s * PAGE), st.sampled_from(GUESTS), pages, sizes)
failing = st.builds(lambda m: Map(guest=m.guest, iova=m.iova, size=m.size, frame=m.frame, error="EEXIST"), maps)
attachments = st.builds(lambda g: Attach(function="f", guest=g), st.sampled_from(GUESTS))
detachments = st.builds(lambda g: Detach(function="f", guest=g), st.sampled_from(GUESTS))
events: st.SearchStrategy[Line] = st.one_of(maps, unmaps, maps, unmaps, failing, attachments, detachments)


def _shared(lines: Iterable[PhysicalEvent]) -> set[tuple[int, int, str, str]]:
    """Page by page: the frames that are mapped for two guests, with the lines of both maps."""
    tables: dict[str, dict[int, list[tuple[int, int, tuple[int, int]]]]] = {guest: {} for guest in GUESTS}
    found: set[tuple[int, int, str, str]] = set()
    for number, line in enumerate(lines):
        if isinstance(line, Map) and line.error is None:
            assert line.guest is not None and line.frame is not None
            whole = (line.iova, line.size)
            for page in range(line.size // PAGE):
                frame = line.frame // PAGE + page
                for other, table in tables.items():
                    if other != line.guest:
                        theirs = [one for stack in table.values() for one in stack if one[1] == frame]
                        found |= {(one[0], number, other, line.guest) for one in theirs}
            for page in range(line.size // PAGE):
                stack = tables[line.guest].setdefault(line.iova // PAGE + page, [])
                stack.append((number, line.frame // PAGE + page, whole))
        elif isinstance(line, Unmap):
            assert line.guest is not None
            for page in range(line.size // PAGE):
                stack = tables[line.guest].get(line.iova // PAGE + page, [])
                exact = [one for one in stack if one[2] == (line.iova, line.size)]
                if stack:
                    stack.remove(exact[-1] if exact else stack[-1])
    return found


@given(st.lists(events, max_size=30))
def test_frames_of_two_guests_are_found_as_page_by_page(lines: list[PhysicalEvent]) -> None:
    seen = observe(Run(Header(), tuple(lines)))
    found = {(o.older.line, o.newer.line, o.older.guest, o.newer.guest) for o in seen.overlaps}
    assert found == _shared(lines)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@given(st.lists(events, max_size=25))
def test_every_shared_frame_is_in_some_finding_and_no_line_is_blamed_that_shares_nothing(
    model: Model, lines: list[PhysicalEvent]
) -> None:
    run = Run(Header(), tuple(lines), tuple(Place("r", number) for number in range(1, len(lines) + 2)))
    judgement = judge_physical(run, model)
    shared = _shared(lines)
    findings = [finding for finding in judgement.findings if finding.check == "frames"]
    assert bool(findings) == bool(shared)
    pairs = {(older + 2, newer + 2) for older, newer, _, _ in shared}
    for finding in findings:
        older, newer = finding.witnesses
        assert (older.place.line, newer.place.line) in pairs
    assert (judgement.standing == "violated") >= bool(shared)
