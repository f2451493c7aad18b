"""A difference in a table entry that the observer notices at once: by one request more, where most is set up."""

from collections.abc import Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.pairs import ends_of, joined
from septum.engines.refute.guided.two_runs import compare
from septum.engines.refute.guided.watching import Watching

_ASKED = 12
"""After how many findings requests are made."""

_ALIKE = 2
"""So many of them that end alike."""

_CASES = 60
"""Each request with so many different arguments at most."""

Entry = tuple[Watching, Found]
"""A finding that is but a table entry, as it was found, with nothing left out."""


def noticed(entries: Sequence[Entry]) -> Entry | None:
    """The first of the findings with a request that is answered differently at its end; None where none has one."""
    for watching, found in _most_set_up(entries):
        shown = _answered(watching, found)
        if shown is not None:
            return watching, shown
    return None


def _answered(watching: Watching, found: Found) -> Found | None:
    """The same runs and one request of the observer more, which is answered differently."""
    if found.viewer is None or found.kind is GoalKind.VIOLATION or found.asked:
        return None
    ends = ends_of(found)
    for label in watching.requests(found.viewer, _CASES):
        shown = compare(found.arena, watching, found.viewer, ends, [(label, label)], True)
        if shown is not None:
            return joined(found, shown)
    return None


def _most_set_up(entries: Sequence[Entry]) -> list[Entry]:
    """Those before which most is done, a few that end alike."""
    kinds: dict[tuple[object, ...], int] = {}
    kept: list[Entry] = []
    for watching, found in sorted(entries, key=_length, reverse=True):
        last = tuple(run[-1] for run in found.runs)
        kind = (watching, found.kind, found.viewer, last)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _ALIKE and len(kept) < _ASKED:
            kept.append((watching, found))
    return kept


def _length(entry: Entry) -> int:
    return len(entry[1].runs[0])
