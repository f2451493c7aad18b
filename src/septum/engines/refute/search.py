"""From a weakened model to a replayed attack, or none within the budget."""

from collections.abc import Iterator, Sequence

from septum.engines.refute.explain import explain
from septum.engines.refute.goals import Goal, GoalKind, Shown
from septum.engines.refute.hints import Budget, Hints
from septum.engines.refute.idle import without_idle_guards
from septum.engines.refute.prepare import prepare
from septum.engines.refute.scopes import scopes_for
from septum.engines.refute.turns import take_turns
from septum.engines.results import Attack
from septum.spec.model import FactKind, Model, Observer

_CLAUSES = {
    "o_write": (GoalKind.WRITE, Shown.VIEW),
    "o_birth": (GoalKind.BIRTH, Shown.VIEW),
    "o_start": (GoalKind.START, Shown.VIEW),
    "o_told": (GoalKind.READ, Shown.VIEW),
    "o_own": (GoalKind.READ, Shown.VIEW),
    "o_reply": (GoalKind.READ, Shown.REPLY),
    "o_status": (GoalKind.READ, Shown.STATUS),
}

_ORDER = (GoalKind.START, GoalKind.WRITE, GoalKind.BIRTH, GoalKind.READ)
_EVERYTHING = tuple(Shown)


def search(model: Model, original: Model, hints: Hints | None = None, budget: Budget | None = None) -> Attack | None:
    """A replayed attack on `model`, which is `original` less something; None where none is found.

    Kinds of attack that the hints name come first. What is found is the shortest of its kind on its scope. None does
    not say that there is no attack: it says that there is none this short on scopes this small.

    Raises NotReplayedError where the solver's run is none for the interpreter: an internal error.
    """
    hints = hints or Hints()
    budget = budget or Budget()
    weak = without_idle_guards(model)
    prepared = [prepare(weak, scope) for scope in scopes_for(weak, hints.sizes, budget.scopes)]
    for goals in goals_in_order(weak, hints):
        found = take_turns(prepared, goals, hints, budget)
        if found is not None:
            goal, skeleton, shortest = found
            return explain(weak, original, goal, skeleton, shortest)
    return None


def break_fact(model: Model, original: Model, names: Sequence[str], budget: Budget | None = None) -> Attack | None:
    """The shortest run to a state in which one of these invariants or stated properties of `original` fails."""
    budget = budget or Budget()
    weak = without_idle_guards(model)
    facts = tuple(fact for fact in original.invariants if fact.name in names)
    if len(facts) != len(set(names)):
        raise KeyError(next(name for name in names if name not in {fact.name for fact in facts}))
    goal = Goal(GoalKind.VIOLATION, facts=facts)
    prepared = [prepare(weak, scope) for scope in scopes_for(weak, {}, budget.scopes)]
    found = take_turns(prepared, (goal,), Hints(), budget)
    return None if found is None else explain(weak, original, *found)


def goals_in_order(model: Model, hints: Hints) -> Iterator[tuple[Goal, ...]]:
    """Groups of goals: what the hints name, then all else.

    Where a condition of isolation fails, a stated property that falls as well is left for the second group: what one
    guest does to another is the better story.
    """
    properties = tuple(fact for fact in model.invariants if fact.kind is FactKind.ALWAYS)
    broken = any(failing.entry in {fact.name for fact in properties} for failing in hints.failing)
    violation = (Goal(GoalKind.VIOLATION, facts=properties),) if properties else ()
    isolation = tuple(
        goal for kind in _ORDER for observer in model.observers for goal in _hinted(hints, kind, observer)
    )
    first = isolation or (violation if broken else ())
    if first:
        yield first
    if hints.exact:
        return
    later = [
        Goal(kind, observer, shown=(Shown.VIEW,) if kind is not GoalKind.READ else _EVERYTHING)
        for kind in (GoalKind.WRITE, GoalKind.BIRTH, GoalKind.READ)
        for observer in model.observers
        if kind is not GoalKind.BIRTH or observer.sort is not None
    ]
    rest = tuple(goal for goal in (*later, *violation) if goal not in first)
    if rest:
        yield rest


def _hinted(hints: Hints, kind: GoalKind, observer: Observer) -> Iterator[Goal]:
    """The goal of this kind for the observer, where a failing condition speaks of it."""
    if kind is GoalKind.BIRTH and observer.sort is None:
        return
    about = [
        failing
        for failing in hints.failing
        if failing.observer in (None, observer.name) and failing.clause in _CLAUSES
        if _CLAUSES[failing.clause][0] is kind
    ]
    if about:
        words = {_CLAUSES[failing.clause][1] for failing in about}
        steps = [failing.step for failing in about if failing.step is not None]
        last = tuple(dict.fromkeys(steps)) if hints.exact and len(steps) == len(about) else ()
        yield Goal(kind, observer, last=last, shown=tuple(word for word in _EVERYTHING if word in words))
