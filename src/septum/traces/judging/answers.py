"""What a run is about, question by question, where nothing is violated and everything is shown."""

from collections.abc import Callable, Mapping

from septum.traces.judging.observing import Observed
from septum.traces.judging.phrases import amount, listed, number_of
from septum.traces.judging.results import Standing

About = tuple[Standing, str]
"""A verdict, and what it rests on."""


def _frames(seen: Observed) -> About:
    if len(seen.mapping) < 2:
        whose = f"for {next(iter(seen.mapping))} alone" if seen.mapping else "for nobody"
        return (Standing.VACUOUS, f"something was mapped {whose}")
    each = (f"{guest} {amount(seen.tables.most.get(guest, 0))}" for guest in seen.mapping)
    return (Standing.PROVED, f"mapped at most: {', '.join(each)}")


def _handover(seen: Observed) -> About:
    handovers = seen.attachments.handovers
    if not handovers:
        return (Standing.VACUOUS, "no function was attached for one guest and then for another")
    parts = [
        f"nothing of {former} when {function} was attached for {guest}, {seen.run.place(line)}"
        for (function, former, guest), line in handovers.items()
    ]
    more = f"; {number_of(len(parts) - 3, 'more handover')}" if len(parts) > 3 else ""
    return (Standing.PROVED, "; ".join(parts[:3]) + more)


def _attachments(seen: Observed) -> About:
    users = {guest for used in seen.attachments.used.values() for guest, _ in used}
    alone = [guest for guest in seen.mapping if guest not in users]
    if seen.mapping and (not users or alone):
        return (Standing.UNKNOWN, f"no attachment of a function for {listed(alone)} was recorded")
    if len(users) < 2:
        return (Standing.VACUOUS, f"functions were attached for {listed(sorted(users)) or 'nobody'} alone")
    functions = number_of(len(seen.attachments.used), "function")
    return (Standing.PROVED, f"{functions}, {number_of(seen.words['attach'], 'attachment')}")


def _returned(seen: Observed) -> About:
    ended = [guest for guest in seen.mapping if seen.guests.get(guest) is not None]
    running = [guest for guest in seen.mapping if guest not in ended and seen.tables.sizes[guest]]
    if not seen.mapping:
        return (Standing.VACUOUS, "nothing was mapped for anybody")
    if running:
        return (Standing.NOT_RUN, f"{listed(running)} had not ended at the last line")
    return (Standing.PROVED, f"nothing of {listed(list(seen.mapping))} is mapped at the last line")


def _anything(_: Observed) -> About:
    return (Standing.PROVED, "")


_ABOUT: Mapping[str, Callable[[Observed], About]] = {
    "frames": _frames,
    "handover": _handover,
    "attachments": _attachments,
    "returned": _returned,
}


def about(question: str, seen: Observed) -> About:
    """The answer to a question of which nothing is violated: proved, or about nothing."""
    return _ABOUT.get(question, _anything)(seen)
