"""Findings about everything but maps: attachments, loans, interrupts, instances, and the order of cleaning up."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from septum.traces.judging.holdings import Passed
from septum.traces.judging.observing import Observed
from septum.traces.judging.phrases import Range, amount, bytes_of, intervals, map_witness, number_of, witness
from septum.traces.judging.results import Finding, Witness

T = TypeVar("T")


def attachment_findings(seen: Observed) -> Iterator[Finding]:
    """Functions attached for two guests at once, and detachments of what was not attached."""
    for group in _together(seen.attachments.clashes, lambda c: (c.function, c.older_guest, c.older)):
        first = group[0]
        yield Finding(
            "attachments",
            f"{first.function}, attached for {first.newer_guest} while it was for {first.older_guest}",
            (witness(seen, first.older, first.older_guest), witness(seen, first.newer, first.newer_guest)),
            f"detachment from {first.older_guest} between the two",
            number_of(len(group) - 1, "more attachment") if len(group) > 1 else "",
            victims=((first.older_guest, first.newer_guest),),
        )
    yield from _not_given_back(seen)
    clashing = {(clash.function, clash.newer_guest) for clash in seen.attachments.clashes}
    for one in seen.attachments.unmatched:
        if (one.function, one.guest) not in clashing:
            yield Finding(
                "attachments",
                f"{one.function}, detached from {one.guest} and not attached for it",
                (witness(seen, one.older), witness(seen, one.newer, one.guest)),
                f"attachment for {one.guest} between the two",
            )


def _not_given_back(seen: Observed) -> Iterator[Finding]:
    """Functions that are still attached for a guest that has ended, and for which nobody else has got them."""
    clashing = {(clash.function, clash.older_guest) for clash in seen.attachments.clashes}
    for function, holders in seen.attachments.held.items():
        for guest, lines in holders.items():
            ended = seen.guests.get(guest)
            if lines and ended is not None and (function, guest) not in clashing:
                yield Finding(
                    "returned",
                    f"{function}, still attached for {guest} when it ended",
                    (witness(seen, lines[-1], guest), witness(seen, ended, guest)),
                    f"detachment from {guest} between the two",
                )


def loan_findings(seen: Observed) -> Iterator[Finding]:
    """Frames of two guests, frames mapped for a guest that does not have them, and taken back while mapped."""
    for group in _together(seen.loans.lent_twice, lambda one: one.older):
        older, newer = group[0].older, group[0].newer
        yield Finding(
            "loans",
            f"frames {intervals(_ranges(group[:1]))}, lent to {newer.guest} and {older.guest}",
            (witness(seen, older.line), witness(seen, newer.line)),
            f"taking back from {older.guest} between the two",
            _more(group, "loan"),
            victims=((older.guest, newer.guest),),
        )
    for group in _together(seen.loans.not_own, lambda one: (one.loan, one.mapped.guest)):
        mapped, loan = group[0].mapped, group[0].loan
        whose = "nobody" if loan is None else loan.guest
        before: tuple[Witness, ...] = () if loan is None else (witness(seen, loan.line),)
        yield Finding(
            "loans",
            f"frames {intervals(_ranges(group[:1]))}, mapped for {mapped.guest} and lent to {whose}",
            (*before, map_witness(seen, mapped)),
            f"lending of them to {mapped.guest}",
            _more(group, "map"),
            victims=((mapped.guest or "nobody", whose),),
        )
    for group in _together(seen.loans.still_mapped, lambda one: one.line):
        first = group[0]
        guest = first.mapped.guest or "nobody"
        yield Finding(
            "loans",
            f"frames {intervals(_ranges(group[:1]))}, taken back from {guest} while mapped for it",
            (map_witness(seen, first.mapped), witness(seen, first.line)),
            "unmap between the two",
            _more(group, "map"),
        )


def holding_findings(seen: Observed) -> Iterator[Finding]:
    """Interrupts and instances that two guests have at once."""
    for passed in _together(seen.routes.passed, lambda one: (one.what, one.former.guest, one.former.line)):
        missing = f"end of the route to {passed[0].former.guest} between the two"
        yield _passed(seen, "interrupts", passed, "reaching {former} while its function serves {guest}", missing)
    for passed in _together(seen.instances.shared, lambda one: (one.what, one.former.guest, one.former.line)):
        missing = f"unbind from {passed[0].former.guest} between the two"
        yield _passed(seen, "instances", passed, "bound for {guest} while it was for {former}", missing)


def order_findings(seen: Observed) -> Iterator[Finding]:
    """What must come between two owners and did not: a flush, a scrub, a reset."""
    for group in _together(seen.caches.used, lambda one: one.older.line):
        older, newer = group[0].older, group[0].newer
        guest = older.mapped.guest or "nobody"
        yield Finding(
            "flush",
            f"frames {intervals(_ranges(group[:1]))}, mapped for {newer.guest} before what was unmapped for {guest} "
            "was flushed",
            (witness(seen, older.line, guest), map_witness(seen, newer)),
            "flush between the two",
            _more(group, "map"),
            victims=((guest, newer.guest or "nobody"),),
        )
    for group in _together(seen.loans.not_scrubbed, lambda one: (one.line, one.loan)):
        first = group[0]
        yield Finding(
            "scrub",
            f"frames {intervals(_ranges(group))}, lent to {first.loan.guest} with what {first.former.guest} left",
            (witness(seen, first.line), witness(seen, first.loan.line)),
            "scrub between the two",
            flows=("read",),
            victims=((first.former.guest, first.loan.guest),),
        )
    for passed in _together(seen.instances.not_scrubbed, lambda one: (one.what, one.former.line)):
        text = "bound for {guest} with what {former} left in it"
        yield _passed(seen, "scrub", passed, text, "scrub between the two", ("read",))
    for one in seen.resets.failing:
        yield Finding(
            "reset",
            f"{one.function}, given from {one.former} to {one.guest} and not reset before it was used",
            (witness(seen, one.line, one.guest), witness(seen, one.used, one.guest)),
            f"reset of {one.function} before the latter",
            victims=((one.former, one.guest),),
        )


def _passed(
    seen: Observed,
    check: str,
    passed: list[Passed],
    text: str,
    missing: str,
    flows: tuple[str, ...] = ("write", "read"),
) -> Finding:
    first = passed[0]
    return Finding(
        check,
        f"{first.what}, {text.format(former=first.former.guest, guest=first.guest)}",
        (witness(seen, first.former.line, first.former.guest), witness(seen, first.line, first.guest)),
        missing,
        flows=flows,
        victims=((first.former.guest, first.guest),),
    )


def _together(things: Iterable[T], key: Callable[[T], Any]) -> list[list[T]]:
    """Those of one key in one group, in the order of the first of each."""
    groups: dict[Any, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return list(groups.values())


def _ranges(group: Iterable[Any]) -> list[Range]:
    return [(one.first, one.end) for one in group]


def _more(group: list[Any], noun: str) -> str:
    if len(group) < 2:
        return ""
    return f"{number_of(len(group) - 1, f'more {noun}')}, {amount(bytes_of(_ranges(group)))} in all"
