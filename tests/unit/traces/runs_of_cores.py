"""Runs that somebody's core could have: those that keep guests apart, and those that do not, with what is wrong."""

from typing import Any

Event = dict[str, Any]
PAGE = 4096


def event(word: str, **keys: Any) -> Event:
    return {"event": word, **keys}


def map_(guest: str, frame: int, pages: int = 1, iova: int = 0, **keys: Any) -> Event:
    return event("map", iova=iova, size=pages * PAGE, frame=frame * PAGE, guest=guest, **keys)


def unmap(guest: str, pages: int = 1, iova: int = 0, **keys: Any) -> Event:
    return event("unmap", iova=iova, size=pages * PAGE, guest=guest, **keys)


def attach(function: str, guest: str, **keys: Any) -> Event:
    return event("attach", function=function, guest=guest, **keys)


def detach(function: str, guest: str, **keys: Any) -> Event:
    return event("detach", function=function, guest=guest, **keys)


BOTH = (attach("f", "a"), attach("g", "b"))

GOOD: dict[str, list[Event]] = {
    "frames of two guests": [*BOTH, map_("a", 1), map_("b", 2)],
    "a frame that is passed on after its unmap": [*BOTH, map_("a", 1), unmap("a"), map_("b", 1)],
    "a frame twice for one guest": [*BOTH, map_("a", 1), map_("a", 1, iova=PAGE), map_("b", 2)],
    "a map that failed": [*BOTH, map_("a", 1), map_("b", 1, error="EEXIST")],
    "an attachment that failed": [*BOTH, map_("a", 1), map_("b", 2), attach("f", "b", error="EBUSY")],
    "pages that both can only read": [*BOTH, map_("a", 1, access="r"), map_("b", 1, access="r")],
    "what the host maps for itself": [*BOTH, map_("a", 1), map_("b", 2), event("map", iova=0, size=PAGE, frame=PAGE)],
    "registers of different functions": [*BOTH, map_("a", 0xFE000), map_("b", 0xFE001)],
    "domains by name, for whom they are attached": [
        attach("f", "a", domain="d"),
        event("map", iova=0, size=PAGE, frame=PAGE, domain="d"),
        event("unmap", iova=0, size=PAGE, domain="d"),
        detach("f", "a"),
        attach("f", "b", domain="d"),
        event("map", iova=0, size=PAGE, frame=PAGE, domain="d"),
    ],
    "one of two functions goes to another guest": [
        attach("f", "a", domain="d"),
        attach("g", "a", domain="d"),
        map_("a", 1, domain="d"),
        detach("f", "a"),
        attach("f", "b", domain="e"),
        map_("b", 2, domain="e"),
    ],
    "loans one after another": [
        event("lend", guest="a", frame=PAGE, size=PAGE),
        *BOTH,
        map_("a", 1),
        unmap("a"),
        event("take_back", guest="a", frame=PAGE, size=PAGE),
        event("lend", guest="b", frame=PAGE, size=PAGE),
        map_("b", 1),
    ],
    "flushed, scrubbed and reset between two": [
        attach("f", "a"),
        map_("a", 1),
        unmap("a"),
        event("flush"),
        detach("f", "a"),
        event("reset", function="f"),
        event("scrub", frame=PAGE, size=PAGE),
        attach("f", "b"),
        map_("b", 1),
        unmap("b"),
        detach("f", "b"),
    ],
}


BAD: dict[str, tuple[list[Event], list[tuple[str, tuple[int, ...]]]]] = {
    "a frame of two guests": ([*BOTH, map_("a", 1), map_("b", 1)], [("frames", (4, 5))]),
    "a frame of a large map": ([*BOTH, map_("a", 0, pages=8), map_("b", 5)], [("frames", (4, 5))]),
    "a page that one of them writes": (
        [*BOTH, map_("a", 1, access="r"), map_("b", 1, access="rw")],
        [("frames", (4, 5))],
    ),
    "an unmap of a neighbour": (
        [*BOTH, map_("a", 1, pages=2), unmap("a"), map_("b", 2)],
        [("frames", (4, 6))],
    ),
    "an unmap that failed": (
        [*BOTH, map_("a", 1), unmap("a", error="EINVAL"), map_("b", 1)],
        [("frames", (4, 6))],
    ),
    "an unmap that found nothing": (
        [*BOTH, map_("a", 1), unmap("a", unmapped=0), map_("b", 1)],
        [("frames", (4, 6))],
    ),
    "another guest's domain": (
        [attach("f", "a", domain="d"), map_("a", 1, domain="d"), detach("f", "a"), attach("f", "b", domain="d")],
        [("handover", (3, 5))],
    ),
    "two attachments": ([attach("f", "a"), map_("a", 1), attach("f", "b")], [("attachments", (2, 4))]),
    "detached once more": (
        [*BOTH, map_("a", 1), map_("b", 2), detach("f", "a"), detach("f", "a")],
        [("attachments", (6, 7))],
    ),
    "ended with a map": (
        [*BOTH, map_("a", 1), map_("b", 2), detach("f", "a"), event("destroy", guest="a")],
        [("returned", (4, 7))],
    ),
    "a frame lent twice": (
        [*BOTH, event("lend", guest="a", frame=0, size=8 * PAGE), event("lend", guest="b", frame=PAGE, size=PAGE)],
        [("loans", (4, 5))],
    ),
    "another's frame mapped": (
        [*BOTH, event("lend", guest="a", frame=PAGE, size=PAGE), map_("b", 1)],
        [("loans", (4, 5))],
    ),
    "nobody's frame mapped": (
        [*BOTH, event("lend", guest="a", frame=PAGE, size=PAGE), map_("b", 2)],
        [("loans", (5,))],
    ),
    "taken back while mapped": (
        [
            *BOTH,
            event("lend", guest="a", frame=PAGE, size=PAGE),
            map_("a", 1),
            event("take_back", guest="a", frame=PAGE, size=PAGE),
        ],
        [("loans", (5, 6))],
    ),
    "an interrupt that stays": (
        [
            attach("f", "a"),
            event("route", guest="a", function="f", interrupt="0"),
            detach("f", "a"),
            attach("f", "b"),
        ],
        [("interrupts", (3, 5))],
    ),
    "an instance of two guests": (
        [*BOTH, event("bind", function="f", instance="i"), event("bind", function="g", instance="i")],
        [("instances", (4, 5))],
    ),
    "an instance with what the former left": (
        [
            *BOTH,
            event("scrub", instance="other"),
            event("bind", function="f", instance="i"),
            event("unbind", function="f", instance="i"),
            event("bind", function="g", instance="i"),
        ],
        [("scrub", (6, 7))],
    ),
    "an unmap that was not flushed": (
        [*BOTH, event("flush"), map_("a", 1), unmap("a"), map_("b", 1), event("flush")],
        [("flush", (6, 7))],
    ),
    "a flush of another domain": (
        [
            attach("f", "a", domain="d"),
            attach("g", "b", domain="e"),
            map_("a", 1, domain="d"),
            unmap("a", domain="d"),
            event("flush", domain="e"),
            map_("b", 1, domain="e"),
        ],
        [("flush", (5, 7))],
    ),
    "a loan that was not scrubbed": (
        [
            *BOTH,
            event("scrub", frame=0, size=PAGE),
            event("lend", guest="a", frame=PAGE, size=PAGE),
            event("take_back", guest="a", frame=PAGE, size=PAGE),
            event("lend", guest="b", frame=PAGE, size=PAGE),
        ],
        [("scrub", (6, 7))],
    ),
    "a function that was not reset": (
        [
            event("reset", function="g"),
            attach("f", "a"),
            detach("f", "a"),
            attach("f", "b"),
            event("start", guest="b"),
        ],
        [("reset", (5, 6))],
    ),
}
"""The events, and the check and the lines of each finding: lines from 1, the header's."""
