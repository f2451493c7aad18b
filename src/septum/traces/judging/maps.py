"""Findings about maps: what is mapped for two guests, what is left behind, what is never returned."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from septum.traces.judging.attachments import LeftBehind
from septum.traces.judging.observing import Observed
from septum.traces.judging.phrases import (
    Range,
    amount,
    bytes_of,
    intervals,
    map_witness,
    number_of,
    witness,
)
from septum.traces.judging.results import Finding
from septum.traces.judging.tables import Mapped, Overlap, Taken


@frozen
class Cause:
    """Maps that adjoin each other in one table and should not be there any more: no unmap came where one should.

    `pieces`: the device addresses that are still mapped; `overlaps`: maps of others that lead to the same frames;
    `left`: attachments that came meanwhile; `ended`: the guest's end, if that is all.
    """

    maps: tuple[Mapped, ...]
    pieces: tuple[Range, ...]
    overlaps: tuple[Overlap, ...]
    left: tuple[LeftBehind, ...]
    ended: int | None = None


@frozen
class _About:
    """What is known of one map."""

    pieces: list[Range] = field(factory=list[Range])
    overlaps: list[Overlap] = field(factory=list[Overlap])
    left: list[LeftBehind] = field(factory=list[LeftBehind])
    ended: list[int] = field(factory=list[int])


def map_findings(seen: Observed) -> list[Finding]:
    """The findings about maps, by the line at which each shows; those of one cause are one."""
    found = [(_shown_at(cause), _finding(seen, cause)) for cause in _causes(seen)]
    return [finding for _, finding in sorted(found, key=lambda one: one[0])]


def returned(seen: Observed, guest: str) -> list[Taken]:
    """What is mapped for a guest when the run is over."""
    domains = [name for name, guests in seen.tables.owners.items() if guest in guests]
    return [piece for name in domains for piece in seen.tables.left(name) if piece.mapped.guest == guest]


def _causes(seen: Observed) -> Iterator[Cause]:
    about: dict[Mapped, _About] = {}
    for overlap in seen.overlaps:
        if seen.pages.seem_to_be_zeros(overlap) == "yes":
            continue
        known = about.setdefault(overlap.older, _About())
        if not known.overlaps:
            known.pieces.extend((piece.first, piece.end) for piece in seen.remaining[overlap.older])
        known.overlaps.append(overlap)
    for left in seen.attachments.left:
        known = about.setdefault(left.piece.mapped, _About())
        if not known.overlaps:
            known.pieces.append((left.piece.first, left.piece.end))
        known.left.append(left)
    for guest, line in seen.guests.items():
        if line is not None:
            for piece in returned(seen, guest):
                known = about.setdefault(piece.mapped, _About())
                if not known.overlaps and not known.left:
                    known.pieces.append((piece.first, piece.end))
                    known.ended.append(line)
    for group in _adjoining(about):
        facts = [about[mapped] for mapped in group]
        yield Cause(
            tuple(group),
            tuple(piece for fact in facts for piece in fact.pieces),
            tuple(sorted((o for f in facts for o in f.overlaps), key=lambda o: (o.newer.line, o.first))),
            tuple(sorted((one for f in facts for one in f.left), key=lambda one: (one.line, one.piece.first))),
            min((line for f in facts for line in f.ended), default=None),
        )


def _adjoining(maps: Iterable[Mapped]) -> Iterator[list[Mapped]]:
    """The maps in groups: of one guest and table, each beginning where another ends or overlapping it."""
    group: list[Mapped] = []
    end = 0
    for mapped in sorted(maps, key=lambda m: (m.domain, m.guest or "", m.iova, m.line)):
        same = bool(group) and (group[-1].domain, group[-1].guest) == (mapped.domain, mapped.guest)
        if group and not (same and mapped.iova <= end):
            yield group
            group, end = [], 0
        group.append(mapped)
        end = max(end, mapped.end)
    if group:
        yield group


def _shown_at(cause: Cause) -> tuple[int, int]:
    first = cause.maps[0].line
    if cause.overlaps:
        return cause.overlaps[0].newer.line, first
    return (cause.left[0].line if cause.left else cause.ended or 0), first


def _finding(seen: Observed, cause: Cause) -> Finding:
    missing = f"unmap of iova {intervals(cause.pieces)} between the two"
    if cause.overlaps:
        also = ("handover",) if cause.left else ()
        return evolve(_shared(seen, cause.overlaps), missing=missing, also=also)
    piece = cause.left[0].piece.mapped if cause.left else min(cause.maps, key=lambda mapped: mapped.line)
    guest = piece.guest or "nobody"
    more = _more(len(cause.maps), guest, cause.pieces)
    if cause.left:
        left = cause.left[0]
        when = f"when {left.function} was attached for {left.guest}"
        subject = f"iova {intervals(cause.pieces)}, still mapped for {guest} {when}"
        witnesses = (map_witness(seen, piece), witness(seen, left.line, left.guest))
        return Finding("handover", subject, witnesses, missing, more, victims=((left.guest, guest),))
    assert cause.ended is not None
    subject = f"iova {intervals(cause.pieces)}, still mapped when {guest} ended"
    witnesses = (map_witness(seen, piece), witness(seen, cause.ended, guest))
    return Finding("returned", subject, witnesses, missing, more)


def _shared(seen: Observed, overlaps: Sequence[Overlap]) -> Finding:
    first = overlaps[0]
    together = [(o.first, o.end) for o in overlaps if o.newer is first.newer and o.older is first.older]
    older, newer = first.older.guest or "nobody", first.newer.guest or "nobody"
    maps = dict.fromkeys(o.newer for o in overlaps)
    more = _more(len(maps), newer, [(o.first, o.end) for o in overlaps])
    subject = f"frames {intervals(together)}, mapped for {newer} and {older}"
    witnesses = (map_witness(seen, first.older), map_witness(seen, first.newer))
    victims = tuple(dict.fromkeys((older, m.guest or "nobody") for m in maps))
    flows = {"r": ("read",), "w": ("write",)}.get(first.older.access or "rw", ("write", "read"))
    return Finding("frames", subject, witnesses, "", more, flows, victims)


def _more(maps: int, guest: str, ranges: Iterable[Range]) -> str:
    return f"{number_of(maps - 1, 'more map')} of {guest}, {amount(bytes_of(ranges))} in all" if maps > 1 else ""
