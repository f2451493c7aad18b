"""Ranges of addresses with what lies over them, as pieces that do not overlap."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_BLOCK = 512


class Starts:
    """Different numbers in order, in blocks, so that adding one moves few others."""

    def __init__(self) -> None:
        self._blocks: list[list[int]] = []
        self._firsts: list[int] = []

    def add(self, number: int) -> None:
        """Add a number that is not there."""
        if not self._blocks:
            self._blocks.append([number])
            self._firsts.append(number)
            return
        at = (bisect_right(self._firsts, number) or 1) - 1
        block = self._blocks[at]
        if number > block[-1]:
            block.append(number)
        else:
            insort(block, number)
            self._firsts[at] = block[0]
        if len(block) > 2 * _BLOCK:
            self._blocks.insert(at + 1, block[_BLOCK:])
            self._firsts.insert(at + 1, block[_BLOCK])
            del block[_BLOCK:]

    def remove(self, number: int) -> None:
        """Remove a number that is there."""
        at = bisect_right(self._firsts, number) - 1
        block = self._blocks[at]
        del block[bisect_left(block, number)]
        if block:
            self._firsts[at] = block[0]
        else:
            del self._blocks[at], self._firsts[at]

    def before(self, number: int) -> int | None:
        """The largest that is smaller."""
        at = bisect_left(self._firsts, number)
        if not at:
            return None
        block = self._blocks[at - 1]
        return block[bisect_left(block, number) - 1]

    def within(self, first: int, end: int) -> list[int]:
        """Those from `first`, less than `end`, in order."""
        found: list[int] = []
        for at in range(max(0, bisect_right(self._firsts, first) - 1), len(self._blocks)):
            block = self._blocks[at]
            if block[0] >= end:
                break
            found += block[bisect_left(block, first) : bisect_left(block, end)]
        return found

    def __iter__(self) -> Iterator[int]:
        for block in self._blocks:
            yield from block


class Segments(Generic[T]):
    """Ranges `[first, end)`, each with the things that lie over it, the earliest first. What has none is not there."""

    def __init__(self) -> None:
        self._starts = Starts()
        self._at: dict[int, tuple[int, tuple[T, ...]]] = {}

    def __iter__(self) -> Iterator[tuple[int, int, tuple[T, ...]]]:
        for first in self._starts:
            end, things = self._at[first]
            yield first, end, things

    def overlapping(self, first: int, end: int) -> list[tuple[int, int, tuple[T, ...]]]:
        """The pieces that `[first, end)` meets, cut to it, in order."""
        found: list[tuple[int, int, tuple[T, ...]]] = []
        last = self._starts.before(end)
        # The last piece that begins before the end of the range reaches furthest.
        if last is None or self._at[last][0] <= first:
            return found
        before = self._starts.before(first)
        if before is not None and self._at[before][0] > first:
            piece_end, things = self._at[before]
            found.append((first, min(end, piece_end), things))
        for start in self._starts.within(first, end):
            piece_end, things = self._at[start]
            found.append((start, min(end, piece_end), things))
        return found

    def put(self, first: int, end: int, thing: T) -> list[tuple[int, int, tuple[T, ...]]]:
        """Lay something over a range; what lay there before, in pieces cut to it."""
        met = self.overlapping(first, end)
        if not met:
            self._new(first, end, (thing,))
            return met
        at = first
        for start in self._pieces(first, end):
            if at < start:
                self._new(at, start, (thing,))
            at, things = self._at[start]
            self._at[start] = (at, (*things, thing))
        if at < end:
            self._new(at, end, (thing,))
        return met

    def take(self, first: int, end: int, thing: T) -> None:
        """Take something away from a range, once wherever it lies."""
        whole = self._at.get(first)
        for start in [first] if whole is not None and whole[0] == end else self._pieces(first, end):
            piece_end, things = self._at[start]
            if thing not in things:
                continue
            last = len(things) - 1 - things[::-1].index(thing)
            left = (*things[:last], *things[last + 1 :])
            if left:
                self._at[start] = (piece_end, left)
            else:
                del self._at[start]
                self._starts.remove(start)

    def _pieces(self, first: int, end: int) -> list[int]:
        """Where the pieces within a range begin, after cutting those that reach beyond it."""
        self._cut(first)
        self._cut(end)
        return self._starts.within(first, end)

    def _cut(self, at: int) -> None:
        before = self._starts.before(at)
        if before is not None and self._at[before][0] > at:
            end, things = self._at[before]
            self._at[before] = (at, things)
            self._new(at, end, things)

    def _new(self, first: int, end: int, things: tuple[T, ...]) -> None:
        self._starts.add(first)
        self._at[first] = (end, things)
