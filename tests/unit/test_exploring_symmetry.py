"""Which elements are interchangeable, and that one state of each orbit is visited."""

import shutil
from itertools import permutations
from random import Random

import pytest
from lending import MODEL

from septum.engines.explore import Engine, Symmetry, explore
from septum.engines.explore.packing import Packing
from septum.engines.explore.symmetry import Transposition, chunks_of, images, interchangeable, transpositions, walk
from septum.interpreter import Instance, Machine, State
from septum.interpreter import walk as random_walk
from septum.logic import Sort


def _machine(guests: int, frames: int, broken: tuple[str, ...] = ()) -> Machine:
    elements = {
        "Guest": tuple(f"g{n}" for n in range(guests)),
        "Frame": tuple(f"f{n}" for n in range(frames)),
        "Word": ("zero", "seven"),
    }
    constants = {"Lending.broken": {(frame,): True for frame in broken}, "Lending.ZERO": {(): "zero"}}
    return Machine(MODEL, Instance(elements, constants))


def _named(machine: Machine) -> list[tuple[str, tuple[str, ...]]]:
    universe = machine.universe
    return [(c.sort.name, tuple(str(universe.decode(c.sort, n)) for n in c.elements)) for c in interchangeable(machine)]


def test_what_a_constant_tells_apart_is_not_interchangeable() -> None:
    assert _named(_machine(2, 3)) == [("Guest", ("g0", "g1")), ("Frame", ("f0", "f1", "f2"))]
    assert _named(_machine(1, 4, ("f1", "f3"))) == [("Frame", ("f0", "f2")), ("Frame", ("f1", "f3"))]
    assert _named(_machine(1, 2, ("f1",))) == []


def test_classes_are_cut_where_there_would_be_too_many_symmetries() -> None:
    assert [len(c.elements) for c in interchangeable(_machine(3, 5), most=12)] == [3, 2]


@pytest.mark.parametrize("sizes", [(2, 1), (3, 1), (4, 1), (2, 3), (3, 4), (4, 3)])
def test_a_walk_leads_through_every_permutation_once(sizes: tuple[int, int]) -> None:
    classes = interchangeable(_machine(*sizes))
    exchanges = transpositions(classes)
    at: tuple[tuple[Sort, int], ...] = tuple((c.sort, n) for c in classes for n in c.elements)
    seen = [at]
    for number in walk(classes):
        at = tuple((sort, exchanges[number](sort, n)) for sort, n in at)
        seen.append(at)
    expected = 1
    for c in classes:
        expected *= len([*permutations(c.elements)])
    assert len(seen) == len(set(seen)) == expected


def _renamed(machine: Machine, state: State, exchange: Transposition) -> State:
    """By names, entry by entry."""
    universe = machine.universe

    def name(sort: Sort, value: object) -> object:
        if not sort.is_uninterpreted:
            return value
        return universe.decode(sort, exchange(sort, universe.encode(sort, value)))  # type: ignore[arg-type]

    entries: dict[str, dict[tuple[object, ...], object]] = {}
    for slot in machine.layout.state_slots:
        symbol = slot.symbol
        table = entries[symbol.name] = {}
        for arguments in universe.arguments(symbol.domain):
            there = tuple(name(sort, a) for sort, a in zip(symbol.domain, arguments, strict=True))
            table[there] = name(symbol.codomain, machine.read(state, symbol.name, *arguments))
    return machine.state_of(entries)  # type: ignore[arg-type]


def test_packed_states_are_renamed_as_states_are() -> None:
    machine = _machine(3, 3)
    packing = Packing(machine, 1_000)
    chunks = chunks_of(packing)
    for exchange in transpositions(interchangeable(machine)):
        tables = [*images(packing, chunks, exchange)]
        for effect in random_walk(machine, Random(7), 30):
            words = packing.pack(effect.state)
            renamed = [0] * packing.words
            for number, chunk in enumerate(chunks):
                value = words[chunk.word] >> chunk.shift & (1 << chunk.bits) - 1
                renamed = [a | b for a, b in zip(renamed, tables[number * 256 + value], strict=True)]
            assert packing.unpack(renamed) == _renamed(machine, effect.state, exchange)


@pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no gcc")
@pytest.mark.parametrize("broken", [(), ("f1",)])
def test_one_state_of_each_orbit_is_visited(broken: tuple[str, ...]) -> None:
    machine = _machine(2, 2, broken)
    reached, waiting = {machine.initial()}, [machine.initial()]
    while waiting:
        state = waiting.pop()
        for step in machine.active_steps:
            for _, after in machine.program.successors(step)(state):
                if after not in reached:
                    reached.add(after)
                    waiting.append(after)
    classes = interchangeable(machine)
    exchanges = transpositions(classes)
    orbits = 0
    left = set(reached)
    while left:
        orbits += 1
        state = left.pop()
        for number in walk(classes):
            state = _renamed(machine, state, exchanges[number])
            left.discard(state)
    result = explore(machine, engine=Engine.COMPILED, symmetry=Symmetry.ON)
    assert result.states == orbits < len(reached)
