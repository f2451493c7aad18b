"""All minimal sets that suffice, and all minimal sets of which something is needed.

Liffiton, Previti, Malik and Marques-Silva, *Fast, flexible MUS enumeration* (Constraints, 2016): a SAT solver keeps the
map of the subsets that were not looked at yet; each that suffices is shrunk, each other one is grown.
"""

from collections.abc import Callable, Sequence

from attrs import frozen

from septum.smt.sat import SatAnswer, SatSolver

Set = frozenset[str]


@frozen
class Map:
    """`sufficient`: the minimal sets that suffice. `needed`: the minimal sets that cannot all be missing."""

    sufficient: tuple[Set, ...]
    needed: tuple[Set, ...]


def explore(universe: Sequence[str], suffices: Callable[[Set], bool]) -> Map:
    """The map of a monotone predicate: what suffices does so with more as well."""
    number = {name: index for index, name in enumerate(universe, 1)}
    sufficient: list[Set] = []
    needed: list[Set] = []
    with SatSolver() as solver:
        solver.add([[variable, -variable] for variable in number.values()])
        while solver.solve() is SatAnswer.SATISFIABLE:
            seed = _largest(solver, universe, number)
            if suffices(seed):
                found = _shrunk(seed, universe, suffices)
                sufficient.append(found)
                solver.add([[-number[name] for name in universe if name in found]])
            else:
                missing = frozenset(universe) - _grown(seed, universe, suffices)
                needed.append(missing)
                solver.add([[number[name] for name in universe if name in missing]])
    order = list(universe)
    return Map(tuple(sorted(sufficient, key=_by(order))), tuple(sorted(needed, key=_by(order))))


def _by(order: list[str]) -> Callable[[Set], tuple[int, list[int]]]:
    return lambda found: (len(found), sorted(order.index(name) for name in found))


def _largest(solver: SatSolver, universe: Sequence[str], number: dict[str, int]) -> Set:
    """A maximal set that the map leaves open: a large seed is near to what cannot be left out."""
    chosen = [number[name] for name in universe if solver.holds(number[name])]
    for name in universe:
        variable = number[name]
        if variable not in chosen and solver.solve([*chosen, variable]) is SatAnswer.SATISFIABLE:
            chosen.append(variable)
    return frozenset(name for name in universe if number[name] in chosen)


def _shrunk(seed: Set, universe: Sequence[str], suffices: Callable[[Set], bool]) -> Set:
    for name in universe:
        if name in seed and suffices(seed - {name}):
            seed = seed - {name}
    return seed


def _grown(seed: Set, universe: Sequence[str], suffices: Callable[[Set], bool]) -> Set:
    for name in universe:
        if name not in seed and not suffices(seed | {name}):
            seed = seed | {name}
    return seed
