"""Which literals cannot hold together."""

from collections.abc import Sequence

from septum.engines.certify.ground.closure import Closure
from septum.engines.certify.ground.statements import Atoms
from septum.engines.certify.ground.terms import Numbers
from septum.logic.terms import Term
from septum.obligations.shape import Literal


def contradiction(atoms: Atoms, chosen: Sequence[int], known: Sequence[bool | None]) -> int:
    """Of chosen atoms with what is known of them, a set that cannot hold together, as bits; 0 where all may."""
    places = sorted({place for atom in chosen for place in atoms.places[atom]})
    closure = Closure(atoms.numbers)
    for atom in chosen:
        closure.note(atoms.sides[atom], bool(known[atom]), 1 << atom, places)
        if closure.conflict:
            return closure.conflict
    spent = closure.spent()
    return 0 if spent is None else spent[1]


def contradicts(literals: Sequence[Literal]) -> bool:
    """Can literals not hold together?"""
    atoms = Atoms(Numbers())
    chosen = [atoms.number(atom) for atom, _ in literals]
    if len(set(chosen)) < len(chosen):
        held = {(number, holds) for number, (_, holds) in zip(chosen, literals, strict=True)}
        return len(held) > len(set(chosen))
    return contradiction(atoms, chosen, [holds for _, holds in literals]) != 0


def spent_term(literals: Sequence[Literal]) -> Term | None:
    """The term of an enumeration that is none of its members, if literals are impossible for that reason alone."""
    atoms = Atoms(Numbers())
    chosen = [atoms.number(atom) for atom, _ in literals]
    closure = Closure(atoms.numbers)
    for atom, (_, holds) in zip(chosen, literals, strict=True):
        closure.note(atoms.sides[atom], holds, 1 << atom)
    spent = closure.spent()
    return None if closure.conflict or spent is None else atoms.numbers.terms[spent[0]]
