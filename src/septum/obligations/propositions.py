"""Quantified statements as people read them, and their quantifier-free pieces.

`not any(…)` is read: for all, not. A statement with its denials turned around so is a proposition; each of its pieces
is a truth value for all values of some variables, with the route on which a proof of the whole leads to it.
"""

from collections.abc import Iterator
from typing import TypeAlias

from attrs import evolve, frozen

from septum.logic.sorts import BOOLEAN
from septum.logic.terms import TRUE, Operator, Term, make
from septum.logic.walk import has_quantifier


class NotAPiece(Exception):
    """A quantifier stands where no piece can be had: what, in its own words."""


@frozen
class Part:
    """One of the statements that are joined by `and`: which, and of how many."""

    index: int
    count: int


@frozen
class Apply:
    """What holds for all, at a value."""

    variable: Term


@frozen
class Suppose:
    """What follows from a premise: the piece says so. `found`: the variables for which the premise says that any is."""

    found: tuple[Term, ...]
    premise: Term


@frozen
class Witness:
    """What is said to exist gets a name."""

    variable: Term


Move: TypeAlias = Part | Apply | Suppose | Witness


@frozen
class Piece:
    """`matrix` holds for all values of the variables that `route` applies or finds."""

    matrix: Term
    route: tuple[Move, ...]

    @property
    def variables(self) -> tuple[Term, ...]:
        """The variables for which values are wanted, in order."""
        found: list[Term] = []
        for move in self.route:
            if isinstance(move, Apply):
                found.append(move.variable)
            elif isinstance(move, Suppose):
                found.extend(move.found)
        return tuple(found)


def turned(term: Term) -> Term:
    """The proposition that a statement is: denials of quantified statements are turned around, nothing else changes."""
    term = term.bare
    if not has_quantifier(term):
        return term
    if term.operator is Operator.NOT:
        return _denial(term.arguments[0])
    arguments = tuple(turned(a) for a in term.arguments)
    return make(term.operator, term.sort, arguments, bound=term.bound)


def _denial(term: Term) -> Term:
    if not has_quantifier(term):
        return denied(term)
    arguments = term.arguments
    match term.operator:
        case Operator.NOT:
            return turned(arguments[0])
        case Operator.FORALL | Operator.EXISTS:
            other = Operator.EXISTS if term.operator is Operator.FORALL else Operator.FORALL
            return make(other, BOOLEAN, (_denial(arguments[0]),), bound=term.bound)
        case Operator.AND:
            free = tuple(a for a in arguments if not has_quantifier(a))
            rest = [a for a in arguments if has_quantifier(a)]
            if len(rest) == 1 and free:
                premise = free[0] if len(free) == 1 else make(Operator.AND, BOOLEAN, free)
                return make(Operator.IMPLIES, BOOLEAN, (premise, _denial(rest[0])))
            return make(Operator.OR, BOOLEAN, tuple(_denial(a) for a in arguments))
        case Operator.OR:
            return make(Operator.AND, BOOLEAN, tuple(_denial(a) for a in arguments))
        case Operator.IMPLIES:
            return make(Operator.AND, BOOLEAN, (turned(arguments[0]), _denial(arguments[1])))
        case operator:
            raise NotAPiece(f"a quantifier inside a denied {operator}")


def denied(term: Term) -> Term:
    """Not the term; a double negation is none."""
    return term.arguments[0] if term.operator is Operator.NOT else make(Operator.NOT, BOOLEAN, (term,))


def pieces(proposition: Term) -> Iterator[Piece]:
    """The pieces of a proposition that is turned. Those that cannot be had are left out."""
    yield from _pieces(proposition, Piece(TRUE, ()), False)


def _pieces(term: Term, so_far: Piece, inside: bool) -> Iterator[Piece]:
    """`inside`: below something that holds for all, or follows from a premise."""
    if not has_quantifier(term):
        yield _concluded(term, so_far)
        return
    arguments = term.arguments
    match term.operator:
        case Operator.FORALL:
            moves = tuple(Apply(v.bare) for v in term.bound)
            yield from _pieces(arguments[0], _further(so_far, *moves), True)
        case Operator.EXISTS if not inside:
            moves = tuple(Witness(v.bare) for v in term.bound)
            yield from _pieces(arguments[0], _further(so_far, *moves), False)
        case Operator.AND:
            for index, argument in enumerate(arguments):
                yield from _pieces(argument, _further(so_far, Part(index, len(arguments))), inside)
        case Operator.IMPLIES if not any(isinstance(m, Suppose) for m in so_far.route):
            premise, conclusion = arguments
            found: tuple[Term, ...] = ()
            while premise.operator is Operator.EXISTS:
                found += tuple(v.bare for v in premise.bound)
                premise = premise.arguments[0]
            if not has_quantifier(premise):
                yield from _pieces(conclusion, _further(so_far, Suppose(found, premise)), True)
        case _:
            return


def _further(so_far: Piece, *moves: Move) -> Piece:
    return evolve(so_far, route=(*so_far.route, *moves))


def _concluded(term: Term, so_far: Piece) -> Piece:
    for move in so_far.route:
        if isinstance(move, Suppose):
            term = make(Operator.IMPLIES, BOOLEAN, (move.premise, term))
    return evolve(so_far, matrix=term)
