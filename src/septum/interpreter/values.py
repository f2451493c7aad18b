"""What a state holds for each symbol: immutable, hashable, equal when alike.

A relation is the frozen set of the tuples for which it is true, so that an empty relation over billions of tuples
costs nothing. A tuple of one is written without its brackets: `page`, not `(page,)`. A map is a tuple of values in the
order of its arguments, or, where there are very many of these, a dictionary of what differs from the first value.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, TypeAlias, cast

Key: TypeAlias = Any
"""The arguments of an entry: an integer for one, else a tuple of integers."""

_Buckets: TypeAlias = dict[Any, frozenset[Key]]
_NOTHING: frozenset[Key] = frozenset()


class IndexedRelation(frozenset[Key]):
    """A relation with very many possible tuples, found by some of their places.

    An index is made when it is first asked for, and handed on, amended, to the relations made from this one.
    """

    __slots__ = ("_indexes",)
    _indexes: dict[tuple[int, ...], _Buckets]

    def matching(self, places: tuple[int, ...], found: Any) -> frozenset[Key]:
        """The tuples that have `found` at these places (one value, or a tuple of several)."""
        indexes = self._all_indexes()
        buckets = indexes.get(places)
        if buckets is None:
            part = _part(places)
            growing: dict[Any, set[Key]] = {}
            for key in self:
                growing.setdefault(part(key), set()).add(key)
            buckets = indexes[places] = {at: frozenset(keys) for at, keys in growing.items()}
        return buckets.get(found, _NOTHING)

    def changed(self, plus: Iterable[Key], minus: Iterable[Key]) -> "IndexedRelation":
        """The relation with `minus` false, then `plus` true."""
        plus = frozenset(plus)
        minus = self.intersection(minus) - plus
        result = IndexedRelation(self.difference(minus).union(plus) if minus else self.union(plus))
        result._indexes = {
            places: _amended(buckets, _part(places), plus, minus) for places, buckets in self._all_indexes().items()
        }
        return result

    def _all_indexes(self) -> dict[tuple[int, ...], _Buckets]:
        try:
            return self._indexes
        except AttributeError:
            self._indexes = {}
            return self._indexes


def _part(places: tuple[int, ...]) -> Callable[[Key], Any]:
    return cast(Callable[[Key], Any], itemgetter(*places))


def _amended(buckets: _Buckets, part: Callable[[Key], Any], plus: frozenset[Key], minus: frozenset[Key]) -> _Buckets:
    result = buckets.copy()
    for key in minus:
        at = part(key)
        left = result[at] - {key}
        if left:
            result[at] = left
        else:
            del result[at]
    for key in plus:
        at = part(key)
        result[at] = result.get(at, _NOTHING) | {key}
    return result


class SparseMap(dict[int, int]):
    """A map with very many arguments: what differs from 0, by the number of the arguments. Never changed in place."""

    __slots__ = ("_hash",)
    _hash: int

    def __missing__(self, key: int) -> int:
        return 0

    def __hash__(self) -> int:  # type: ignore[override]
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(frozenset(self.items()))
            return self._hash

    def changed(self, writes: Mapping[int, int]) -> "SparseMap":
        """The map with these values."""
        result = SparseMap(self)
        for key, value in writes.items():
            if value:
                result[key] = value
            else:
                result.pop(key, None)
        return result


def changed_dense(values: tuple[int, ...], writes: Mapping[int, int]) -> tuple[int, ...]:
    """A map kept as a tuple, with these values."""
    result = list(values)
    for index, value in writes.items():
        result[index] = value
    return tuple(result)
