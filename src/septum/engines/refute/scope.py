"""A finite scope: how many elements each sort has."""

import itertools
from collections.abc import Iterator

from attrs import field, frozen

from septum.logic import Sort, Symbol


@frozen
class Scope:
    """The number of elements of each uninterpreted sort, by name; at least one each. Elements are numbered from 0."""

    sizes: dict[str, int] = field(factory=dict[str, int])

    def size(self, sort: Sort) -> int:
        """How many elements the sort has; for a set, how many may be in it."""
        if sort.is_boolean:
            return 2
        if sort.is_set:
            assert sort.element is not None
            return self.size(sort.element)
        if sort.is_enumeration:
            return len(sort.members)
        return self.sizes.get(sort.name, 1)

    def tuples(self, symbol: Symbol) -> Iterator[tuple[int, ...]]:
        """Every tuple of elements to which the symbol applies."""
        return self.product(symbol.domain)

    def product(self, sorts: tuple[Sort, ...]) -> Iterator[tuple[int, ...]]:
        """Every tuple of elements of these sorts."""
        return itertools.product(*(range(self.size(sort)) for sort in sorts))
