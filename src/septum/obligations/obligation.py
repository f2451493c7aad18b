"""One thing to prove."""

from attrs import field, frozen

from septum.diagnostics import Span
from septum.logic.terms import Term


@frozen(cache_hash=True)
class Hypothesis:
    """A closed statement that may be used. `name` says where it comes from: `inv holders_are_alive @s`."""

    name: str
    term: Term


@frozen(eq=False)
class Obligation:
    """From the hypotheses, the goal. Free variables of all terms are arbitrary constants, alike in all of them.

    `identifier` is `step/clause/target`, or `clause/target` where no step is meant. `untouched`: the goal says of
    the state after a step what a hypothesis says of the state before, and the step writes nothing of it, so that no
    solver is asked; `goal` is then that statement itself. `target` is the name of an invariant, a view, a guard
    or `reply`; `target_span` its place.
    """

    identifier: str
    clause: str
    step: str | None
    other_step: str | None
    observer: str | None
    target: str
    target_span: Span
    should: str
    may: str
    hypotheses: tuple[Hypothesis, ...] = field(repr=False)
    goal: Term = field(repr=False)
    untouched: bool = False
