"""Integrity: who changes a place that somebody sees is that somebody, or tells it.

A place in sight may be written by somebody else only with what is there. The symbols that a step writes are taken one
after another, in some order in which no single write shows: two changes never make up for each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, permutations

from attrs import evolve

from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.logic.walk import substitute, symbols
from septum.obligations.lower import lower, same
from septum.obligations.run import Event
from septum.spec.model import View

Names = Mapping[Term, Term]
"""The constants that stand for a view's viewer and parameters."""
_ORDERS = 6


def entry(view: View, event: Event, names: Names) -> tuple[Term, list[Term]]:
    """Whether an entry of a view is visible after the event, and its values."""
    where = event.after(lower(substitute(view.where, names)))
    return where, [event.after(lower(substitute(carried.value, names))) for carried in view.values]


def unchanged(event: Event, view: View, names: Names, follows: Callable[[Term], bool]) -> Term:
    """An entry that is visible before or after the event stays as it is, write by write.

    `follows` chooses the order; the goal of the first order is returned where none will do.
    """
    shown = _symbols(event, view)
    first: Term | None = None
    for order in islice(permutations(shown), _ORDERS):
        goal = build.conjunction(*_in_turn(event, view, names, order))
        if first is None:
            first = goal
            if len(shown) < 2:
                break
        if follows(goal):
            return goal
    assert first is not None
    return first


def _in_turn(event: Event, view: View, names: Names, order: Sequence[Symbol]) -> Iterator[Term]:
    still = _writing(event, ())
    hidden_before = build.negate(entry(view, still, names)[0])
    hidden_after = build.negate(entry(view, event, names)[0])
    hidden = build.conjunction(hidden_before, hidden_after)
    last = still
    for number in range(len(order)):
        following = _writing(event, order[: number + 1])
        yield build.disjunction(hidden, _same_entry(view, last, following, names))
        last = following


def _writing(event: Event, written: Sequence[Symbol]) -> Event:
    """The event, as if it wrote these symbols alone."""
    updates = tuple(u for u in event.step.updates if u.symbol in written)
    return Event(evolve(event.step, updates=updates), event.state, event.values)


def _same_entry(view: View, one: Event, other: Event, names: Names) -> Term:
    left, left_values = entry(view, one, names)
    right, right_values = entry(view, other, names)
    parts = [build.equal(left, right)]
    for carried, first, second in zip(view.values, left_values, right_values, strict=True):
        body = build.implies(left, lower(same(first, second)))
        parts.append(build.forall(tuple(b.bare for b in carried.bound), body))
    return lower(build.conjunction(*parts))


def _symbols(event: Event, view: View) -> list[Symbol]:
    read = symbols(view.where).union(*(symbols(c.value) for c in view.values))
    return [s for s in dict.fromkeys(u.symbol for u in event.step.updates) if s in read]
