"""Which ways to do a step need not be tried behind which, since the same states are found without.

Two ways are independent where neither writes what the other reads or writes: in either order they end in the same
state. Behind a way, a lower one that is independent of it is asleep (P. Godefroid, *Partial-Order Methods for the
Verification of Concurrent Systems*, 1996: sleep sets). No state is lost, and each is found at its depth. For let a
state w first be reachable at depth d + 1, and of all ways from states of depth d to w let b be the highest, from x. If
x was found by a way a > b, independent of b, from s, then b is possible in s, b(s) has depth d, and from there a leads
to w, against the choice of b. So b is not asleep in x, and w is found.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from septum.engines.explore.actions import Branch, Leaf, Tree
from septum.engines.explore.conditions import Condition, support

MOST_COMPARED = 1_000
"""Of more ways than these, none is asleep: to compare them all costs more than it saves."""


@frozen
class Way:
    """The bits of a packed state that a way reads and writes; word n begins at bit 64 * n."""

    reads: int
    writes: int

    def is_independent_of(self, other: "Way") -> bool:
        """Whether neither writes what the other reads or writes."""
        return not (self.writes & (other.reads | other.writes) or other.writes & self.reads)


def ways_of(trees: Sequence[Tree], reads: int = 0) -> Iterator[Way]:
    """The ways that write something, in the order of their leaves. `reads`: the bits that were read before."""
    for tree in trees:
        if isinstance(tree, Branch):
            yield from ways_of(tree.inside, reads | _bits(tree.condition))
        elif tree.writes:
            yield _way(tree, reads)


def asleep(ways: Sequence[Way]) -> list[int]:
    """For each way, the set of those that are asleep behind it: bit n for way n."""
    if len(ways) > MOST_COMPARED:
        return [0] * len(ways)
    return [
        sum(1 << lower for lower in range(number) if ways[lower].is_independent_of(way))
        for number, way in enumerate(ways)
    ]


def _way(leaf: Leaf, reads: int) -> Way:
    writes = 0
    for write in leaf.writes:
        writes |= write.entry.place.mask << 64 * write.entry.place.word
        for condition in write.cases.values():
            reads |= _bits(condition)
    return Way(reads, writes)


def _bits(condition: Condition) -> int:
    return sum(mask << 64 * word for word, mask in support(condition).items())
