"""Other possible starts of a run: where contents, or whatever else is left open, have other values."""

from collections.abc import Set
from typing import cast

from septum.interpreter.effects import State
from septum.interpreter.layout import Shape, Slot
from septum.interpreter.machine import Machine
from septum.logic import Symbol


def other_starts(machine: Machine, start: State, contents: Set[Symbol]) -> list[State]:
    """A start in which contents are otherwise, and one in which all maps are, as far as the initial facts let them."""
    open_ = [s for s in machine.layout.state_slots if s.shape is Shape.DENSE and s.symbol.codomain.is_uninterpreted]
    first = _changed(machine, start, [slot for slot in open_ if slot.symbol in contents])
    second = _changed(machine, first, [slot for slot in open_ if slot.symbol not in contents])
    return [s for s in dict.fromkeys((first, second)) if s != start]


def with_entry_of(state: State, other: State, place: int, index: int) -> State:
    """The state with one entry of a map as it is in the other."""
    mine, theirs = _values(state, place), _values(other, place)
    return _with(state, place, (*mine[:index], theirs[index], *mine[index + 1 :]))


def entries_unlike(first: State, second: State, place: int) -> list[int]:
    """The numbers of the entries of a map in which two states differ."""
    one, other = _values(first, place), _values(second, place)
    return [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def is_start(machine: Machine, state: State) -> bool:
    """May a run begin there?"""
    facts = (*machine.model.initially, *machine.model.axioms)
    return not any(machine.program.fails(fact)(state) for fact in facts)


def _changed(machine: Machine, state: State, slots: list[Slot]) -> State:
    for slot in slots:
        assert slot.place is not None
        place, size = slot.place, machine.universe.size(slot.symbol.codomain)
        other = _with(state, place, tuple((value + 1) % size for value in _values(state, place)))
        if is_start(machine, other):
            state = other
            continue
        for index in entries_unlike(state, other, place):
            tried = with_entry_of(state, other, place, index)
            if is_start(machine, tried):
                state = tried
    return state


def _with(state: State, place: int, values: tuple[int, ...]) -> State:
    return (*state[:place], values, *state[place + 1 :])


def _values(state: State, place: int) -> tuple[int, ...]:
    return cast(tuple[int, ...], state[place])
