"""Where states differ: a place is the index of a symbol's value in a state."""

from itertools import compress, count
from operator import is_not

from septum.interpreter.effects import State


def changed(first: State, second: State) -> frozenset[int]:
    """The places at which two states are not the same."""
    places = compress(count(), map(is_not, first, second))
    return frozenset([place for place in places if first[place] != second[place]])


def with_places_of(state: State, other: State, places: frozenset[int]) -> State:
    """The state with what is at these places of the other."""
    values = list(state)
    for place in places:
        values[place] = other[place]
    return tuple(values)
