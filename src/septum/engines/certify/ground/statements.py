"""Ground statements over numbered atoms, and their truth values where not all atoms are known (Kleene's three)."""

from collections.abc import Sequence
from typing import TypeAlias

from attrs import define, field

from septum.engines.certify.ground.closure import Sides
from septum.engines.certify.ground.reading import is_atom
from septum.engines.certify.ground.terms import Numbers
from septum.logic.terms import Operator, Term

Statement: TypeAlias = "tuple[Operator, tuple[Statement, ...]] | int | bool"
"""A connective over statements, the number of an atom counted from 2, or a truth value."""
Known: TypeAlias = Sequence[bool | None]
"""What is known of each atom, by its number."""
_FIRST = 2
"""The number of the first atom: 0 and 1 would be equal to the truth values."""


@define(eq=False)
class Atoms:
    """The atoms met so far. `sides`: what each says of numbered terms. `places`: the applications in it."""

    numbers: Numbers
    terms: list[Term] = field(factory=list[Term])
    sides: list[Sides] = field(factory=list[Sides])
    places: list[tuple[int, ...]] = field(factory=list[tuple[int, ...]])
    _known: dict[Term, int] = field(factory=dict[Term, int])

    def number(self, atom: Term) -> int:
        """The number of an atom; a new one where it was not met before."""
        found = self._known.get(atom)
        if found is None:
            found = len(self.terms)
            self._known[atom] = found
            self.terms.append(atom)
            if atom.operator is Operator.EQUAL:
                left, right = (self.numbers.number(a) for a in atom.arguments)
                self.sides.append((left, right))
                self.places.append((*self.numbers.inside[left], *self.numbers.inside[right]))
            else:
                number = self.numbers.number(atom)
                self.sides.append(number)
                self.places.append(self.numbers.inside[number])
        return found

    def read(self, statement: Term) -> Statement:
        """A statement over numbered atoms."""
        if is_atom(statement):
            return self.number(statement) + _FIRST
        if not statement.arguments:
            return statement.operator is Operator.TRUE
        return statement.operator, tuple(self.read(a) for a in statement.arguments)


def literal(number: int, holds: bool) -> Statement:
    """The statement that an atom holds, or does not."""
    return number + _FIRST if holds else (Operator.NOT, (number + _FIRST,))


def mentioned(statement: Statement) -> frozenset[int]:
    """The atoms of a statement."""
    if isinstance(statement, tuple):
        return frozenset[int]().union(*map(mentioned, statement[1]))
    return frozenset() if isinstance(statement, bool) else frozenset((statement - _FIRST,))


def value(statement: Statement, known: Known) -> bool | None:
    """The truth value, or None where it is open."""
    if statement is True or statement is False:
        return statement
    if isinstance(statement, int):
        return known[statement - _FIRST]
    operator, parts = statement
    match operator:
        case Operator.AND | Operator.OR:
            ends = operator is Operator.OR
            open_ = False
            for part in parts:
                found = value(part, known)
                if found is ends:
                    return ends
                open_ = open_ or found is None
            return None if open_ else not ends
        case Operator.NOT:
            found = value(parts[0], known)
            return None if found is None else not found
        case Operator.IMPLIES:
            left = value(parts[0], known)
            if left is False:
                return True
            right = value(parts[1], known)
            return True if right else None if left is None or right is None else False
        case Operator.IF:
            condition = value(parts[0], known)
            if condition is not None:
                return value(parts[1 if condition else 2], known)
            first = value(parts[1], known)
            return first if first is not None and first is value(parts[2], known) else None
        case _:
            left, right = value(parts[0], known), value(parts[1], known)
            return None if left is None or right is None else left is right


def open_atoms(statement: Statement, known: Known, found: dict[int, None]) -> None:
    """Put the atoms on which the value of a statement that is open still depends into `found`, in their order."""
    if isinstance(statement, bool):
        return
    if isinstance(statement, int):
        if known[statement - _FIRST] is None:
            found[statement - _FIRST] = None
        return
    operator, parts = statement
    if operator is Operator.IF:
        condition = value(parts[0], known)
        if condition is not None:
            open_atoms(parts[1 if condition else 2], known, found)
            return
    for part in parts:
        if isinstance(part, int) or value(part, known) is None:
            open_atoms(part, known, found)
