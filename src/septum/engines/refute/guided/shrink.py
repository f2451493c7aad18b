"""Runs made shorter until nothing more can be left out (Zeller and Hildebrandt, ddmin, 2002)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def shrink(items: Sequence[Item], keeps: Callable[[list[Item]], bool]) -> list[Item]:
    """A part of the items, in their order, that still `keeps` what they have, and of which no single one can go."""
    found = list(items)
    width = max(len(found) // 2, 1)
    while True:
        place, smaller = len(found), False
        while place > 0:
            start = max(place - width, 0)
            tried = found[:start] + found[place:]
            if keeps(tried):
                found, smaller = tried, True
            place = start
        if width > 1:
            width //= 2
        elif not smaller:
            return found
