"""Why ground statements cannot hold together: a tree of cases that ends in statements, or clauses, that are false."""

from typing import TypeAlias

from attrs import frozen

from septum.logic.terms import Term
from septum.obligations.shape import Literal, ShapedClause


@frozen
class Leaf:
    """The statement or clause of that number is false."""

    number: int


@frozen
class Split:
    """An atom holds, or not."""

    atom: Term
    holds: "Tree"
    fails: "Tree"


Tree: TypeAlias = Leaf | Split


@frozen
class Refutation:
    """`conditionals`: what was put beside the statements. `clauses`: literals that cannot hold together. `shapes`: of
    each clause, what it is a case of.

    Leaves number the statements, two statements for each conditional, and the clauses, in this order.
    """

    conditionals: tuple[Term, ...]
    clauses: tuple[tuple[Literal, ...], ...]
    tree: Tree
    shapes: tuple[ShapedClause, ...] = ()
