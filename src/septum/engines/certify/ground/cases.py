"""What is known in a case, and on which atom to split it next."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import define

from septum.engines.certify.ground.closure import Closure
from septum.engines.certify.ground.reading import is_atom
from septum.engines.certify.ground.statements import Atoms, Statement, value


@define(eq=False)
class Case:
    """What is known in a case. `open_`: of each statement that is open, the atoms on which it depends.

    `touched`: the statements to look at again. `seen`: how many statements there were.
    """

    known: list[bool | None]
    closure: Closure
    open_: dict[int, list[int]]
    touched: Sequence[int]
    seen: int


def forced(statement: Statement, open_: Sequence[int], known: list[bool | None]) -> tuple[int, bool] | None:
    """A literal without which a statement is false, of the atoms on which it depends."""
    for atom in open_:
        for holds in (True, False):
            known[atom] = holds
            truth = value(statement, known)
            known[atom] = None
            if truth is False:
                return atom, not holds
    return None


def weightiest(open_: Iterable[Sequence[int]]) -> int:
    """The atom that the most statements depend on; one that depends on one atom more counts half."""
    weights: dict[int, float] = {}
    for atoms in open_:
        for atom in atoms:
            weights[atom] = weights.get(atom, 0.0) + 0.5 ** len(atoms)
    return max(weights, key=lambda atom: (weights[atom], -atom))


def undecided(case: Case, atoms: Atoms) -> Iterator[int]:
    """Terms of an enumeration of which no member is known: first those that alone keep two applications apart.

    Truth values that are arguments are told in the same way, where they are no statements made of others.
    """
    closure, terms = case.closure, atoms.numbers.terms
    places = {place for atom, held in enumerate(case.known) if held is not None for place in atoms.places[atom]}

    def is_open(term: int) -> bool:
        sort = terms[term].sort
        listed = sort.is_enumeration or (sort.is_boolean and is_atom(terms[term]))
        return listed and not closure.is_value(term)

    for apart in closure.kept_apart(sorted(places)):
        open_ = [next((t for t in pair if is_open(t)), None) for pair in apart]
        yield from (term for term in open_[:1] if term is not None and None not in open_)
    yield from filter(is_open, range(len(terms)))
