"""Why ground statements cannot hold together: a tree of cases that ends in statements, or clauses, that are false."""

from typing import TypeAlias

from attrs import frozen

from septum.logic.terms import Term

Literal: TypeAlias = tuple[Term, bool]
"""An equation or another atom, and whether it holds."""


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
    """`conditionals`: what was put beside the statements. `clauses`: literals that cannot hold together.

    Leaves number the statements, two statements for each conditional, and the clauses, in this order.
    """

    conditionals: tuple[Term, ...]
    clauses: tuple[tuple[Literal, ...], ...]
    tree: Tree
