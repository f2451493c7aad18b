"""Clauses of a refutation, generalised: what is impossible for all functions and values is one lemma for many."""

from typing import TypeAlias

from attrs import field, frozen

from septum.logic.symbols import Symbol
from septum.logic.terms import Term

Literal: TypeAlias = tuple[Term, bool]
"""An equation or another atom, and whether it holds."""


@frozen
class Spent:
    """`term` is one of `members`, the variables that stand for all members of its enumeration, in order."""

    term: Term
    members: tuple[Term, ...]


@frozen(cache_hash=True)
class Shape:
    """Literals that cannot hold together, whatever the variables and symbols in them stand for.

    Their sorts are any sorts: `A0`, `A1`, … and truth values. `variables` and `symbols` are in the order in which they
    come. `apart`: pairs of variables that stand for different members of an enumeration. `spent`: what more is known,
    where the literals are impossible because a term is none of the members of its sort.
    """

    literals: tuple[Literal, ...]
    variables: tuple[Term, ...]
    symbols: tuple[Symbol, ...]
    apart: tuple[tuple[Term, Term], ...] = ()
    spent: Spent | None = None


@frozen
class Function:
    """What a symbol stands for: `body`, for the values of its parameters."""

    parameters: tuple[Term, ...]
    body: Term

    @property
    def plain(self) -> bool:
        """Is the body a function applied to just the parameters?"""
        return self.body.arguments == self.parameters


@frozen
class ShapedClause:
    """A clause as a case of a shape: what the shape's variables and symbols stand for, in their order.

    The literals of the shape, with these put in, are those of the clause in its order.
    """

    shape: Shape
    values: tuple[Term, ...] = field(repr=False)
    functions: tuple[Function, ...] = field(repr=False)
