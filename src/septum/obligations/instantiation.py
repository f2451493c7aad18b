"""What is put for the variables of hypotheses, so that a goal follows by computing alone."""

from collections.abc import Mapping

from attrs import frozen

from septum.logic.terms import Term

GOAL = "goal"
"""The name of the denied goal where it is a premise; its position is -1."""


@frozen(eq=False)
class Instantiation:
    """A hypothesis is used with these values.

    `premise` and `position`: its name and place in `Obligation.hypotheses`. `values`: by the names that its bound
    variables have in the specification, terms over the free variables of the obligation, applications in the states
    `s` and `t`, and the terms of witnesses. `some~Page` stands for any page, where nothing else speaks of one.
    What the hypothesis says to exist has its witness for a value. A variable that has no value here has an enumeration
    for its sort, and the hypothesis is used for every member; or the hypothesis says nothing of it.
    """

    premise: str
    position: int
    values: Mapping[str, Term]


@frozen(eq=False)
class Witness:
    """The thing that a hypothesis says to exist, as a variable that occurs in later values.

    `variable`: the name that it has in the hypothesis. `scope`: the values for the variables around it, as of an
    instantiation. `term`: the variable that stands for it, with a name that no other has.
    """

    premise: str
    position: int
    variable: str
    scope: Mapping[str, Term]
    term: Term


@frozen(eq=False)
class Instances:
    """A goal follows from these instantiations.

    `witnesses` are in an order in which the scope of each speaks only of those before it. No instantiation can be left
    out. The denied goal is a premise like others: an instantiation of it has values for what the goal says to exist, a
    witness of it is a counterexample to what the goal says of all.
    """

    identifier: str
    instantiations: tuple[Instantiation, ...]
    witnesses: tuple[Witness, ...] = ()
