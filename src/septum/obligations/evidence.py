"""How a goal follows: which pieces of which hypotheses, with which values, and why they refute its denial."""

from collections.abc import Mapping

from attrs import frozen

from septum.logic.terms import Term
from septum.obligations.instantiation import Witness
from septum.obligations.propositions import Piece
from septum.obligations.refutation import Refutation


@frozen(eq=False)
class Used:
    """A piece of the hypothesis at `position`, with `values` for its variables and its witnesses, says `statement`."""

    position: int
    piece: Piece
    values: Mapping[Term, Term]
    statement: Term


@frozen(eq=False)
class Argument:
    """Why one piece of a goal holds, for all values of its variables, which are constants here (`values`).

    The refutation is of the statements used, then of the denied conclusion.
    """

    piece: Piece
    values: Mapping[Term, Term]
    used: tuple[Used, ...]
    conclusion: Term
    refutation: Refutation


@frozen(eq=False)
class Evidence:
    """Why an obligation holds: one argument for each piece of its goal, in order.

    `found`: the values for what the goal says to exist, in the order in which it does.
    """

    identifier: str
    witnesses: tuple[Witness, ...]
    found: tuple[Term, ...]
    arguments: tuple[Argument, ...]
