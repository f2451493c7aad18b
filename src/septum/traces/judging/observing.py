"""One walk over a physical run: what is so after each line, and what must not be."""

from collections import Counter
from typing import TypeAlias

from attrs import field, frozen

from septum.traces.judging.attachments import Attachments
from septum.traces.judging.caches import Caches, Resets
from septum.traces.judging.holdings import Instances, Routes
from septum.traces.judging.loans import Loans
from septum.traces.judging.ownership import HOST, Owners, domain_of, owners_of
from septum.traces.judging.pages import PAGE, Pages
from septum.traces.judging.tables import Mapped, Overlap, Tables, Taken
from septum.traces.recording.physical import (
    Attach,
    Bind,
    Create,
    Destroy,
    Detach,
    Flush,
    Lend,
    Map,
    Reset,
    Route,
    Scrub,
    Start,
    TakeBack,
    Unbind,
    Unmap,
    Unroute,
)
from septum.traces.recording.runs import Line, Run

Kinds: TypeAlias = frozenset[type[Line]]
"""The kinds of lines that a run has: what nobody recorded is not followed."""


@frozen
class Observed:
    """What a walk over a run has seen. It lives as long as the judging of one run.

    `words`: how often each event happened, `failed`: how many calls failed; `guests`: in order, with the line at which
    each ended, None where it did not; `remaining`: of each map that another shares frames with, what was there when the
    first did; `homeless`: lines that unmap what nobody had mapped; `anonymous`: maps and unmaps
    of which nobody says whose they are.
    """

    run: Run
    owners: Owners
    tables: Tables
    attachments: Attachments
    loans: Loans
    routes: Routes = field(factory=Routes)
    instances: Instances = field(factory=Instances)
    caches: Caches = field(factory=Caches)
    resets: Resets = field(factory=Resets)
    overlaps: list[Overlap] = field(factory=list[Overlap])
    remaining: dict[Mapped, list[Taken]] = field(factory=dict[Mapped, list[Taken]])
    words: Counter[str] = field(factory=Counter[str])
    guests: dict[str, int | None] = field(factory=dict[str, int | None])
    mapping: dict[str, int] = field(factory=dict[str, int])
    pages: Pages = field(factory=Pages)
    homeless: list[int] = field(factory=list[int])
    anonymous: list[int] = field(factory=list[int])
    without_frame: list[int] = field(factory=list[int])

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the run."""
        return self.run.lines


def observe(run: Run) -> Observed:
    """Walk over a run of physical events. What failed has changed nothing."""
    tables = Tables()
    kinds = frozenset(type(line) for line in run.lines)
    seen = Observed(run, owners_of(run.lines), tables, Attachments(tables), Loans(tables))
    for number, line in enumerate(run.lines):
        if getattr(line, "error", None) is not None:
            seen.words["failed"] += 1
            continue
        _take(seen, number, line, kinds)
    return seen


def _take(seen: Observed, number: int, line: Line, kinds: Kinds) -> None:
    match line:
        case Map():
            _map(seen, number, line, kinds)
        case Unmap():
            _unmap(seen, number, line, kinds)
        case Attach():
            _attach(seen, number, line)
        case Detach():
            _detach(seen, number, line)
        case Create() | Start() | Destroy():
            seen.guests.setdefault(line.guest, None)
            if isinstance(line, Start):
                seen.resets.start(number, line.guest)
            elif isinstance(line, Destroy):
                seen.guests[line.guest] = number
                seen.routes.end(line.guest)
        case Flush():
            seen.caches.flush(line, seen.owners.guest(number, line))
        case Route():
            seen.routes.route(number, line)
        case Unroute():
            seen.routes.unroute(line)
        case Reset():
            seen.resets.reset(line.function)
        case Bind():
            holders = seen.attachments.held.get(line.function, {})
            guest = line.guest or next((one for one, lines in holders.items() if lines), None)
            if guest is not None:
                seen.instances.bind(number, line.function, line.instance, guest)
        case Unbind():
            seen.instances.unbind(number, line.function, line.instance)
        case Lend():
            seen.loans.lend(number, line)
        case TakeBack():
            seen.loans.take_back(number, line)
        case Scrub():
            seen.loans.scrub(line)
            if line.instance is not None:
                seen.instances.scrub(line.instance)
        case _:
            pass
    seen.words[getattr(line, "word", "step")] += 1


def _map(seen: Observed, number: int, event: Map, kinds: Kinds) -> None:
    guest = seen.owners.guest(number, event)
    if guest is None:
        seen.anonymous.append(number)
    else:
        seen.guests.setdefault(guest, None)
        seen.mapping[guest] = seen.mapping.get(guest, 0) + 1
        if event.frame is None:
            seen.without_frame.append(number)
        elif event.size == PAGE:
            seen.pages.map(guest, event.frame, event.iova)
    tables = seen.tables
    new, overlaps = tables.map(number, event, guest, domain_of(event, guest))
    seen.overlaps.extend(overlaps)
    for overlap in overlaps:
        if overlap.older not in seen.remaining:
            seen.remaining[overlap.older] = tables.left_of(overlap.older)
    if Flush in kinds:
        seen.caches.mapped(new)
    if Lend in kinds:
        seen.loans.mapped(new)


def _unmap(seen: Observed, number: int, event: Unmap, kinds: Kinds) -> None:
    guest = seen.owners.guest(number, event)
    domain = domain_of(event, guest)
    if event.domain is None:
        domain = _table(seen, event, guest, domain)
    taken = seen.tables.unmap(event, domain)
    if Flush in kinds:
        seen.caches.unmapped(number, taken)
    if not taken and event.unmapped != 0:
        seen.homeless.append(number)


def _table(seen: Observed, event: Unmap, guest: str | None, own: str) -> str:
    """The table that is meant by an unmap that names none: one that has the range, of the guest if that is known."""
    tables = seen.tables
    known = [own, *(name for name, guests in tables.owners.items() if guest in guests and name != own)]
    if guest is None:
        known = [own, HOST, *tables.owners]
    if len(known) == 1:
        return own
    end = event.iova + event.size
    covered = {name: tables.covers(name, event.iova, end) for name in dict.fromkeys(known)}
    if guest is None and covered.get(HOST):
        return HOST
    return max(covered, key=lambda name: covered[name])


def _attach(seen: Observed, number: int, event: Attach) -> None:
    if event.guest is None:
        return
    seen.guests.setdefault(event.guest, None)
    seen.resets.attach(number, event.function, event.guest)
    seen.routes.attach(number, event.function, event.guest)
    seen.attachments.attach(number, event.function, event.guest, domain_of(event, event.guest))


def _detach(seen: Observed, number: int, event: Detach) -> None:
    holders = seen.attachments.held.get(event.function, {})
    whose = event.guest or next((guest for guest, lines in holders.items() if lines), None)
    seen.attachments.detach(number, event.function, event.guest)
    if whose is not None:
        seen.resets.detach(number, event.function, whose)
