"""From a weakened model to a replayed attack, or none within the budget."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from septum.engines.refute.explain import explain
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.hints import Budget, Failing, Hints
from septum.engines.refute.prepare import prepare
from septum.engines.refute.scopes import scopes_for
from septum.engines.refute.turns import take_turns
from septum.engines.results import Attack
from septum.interpreter.steps import active_guards
from septum.spec.model import Fact, FactKind, Model

_CLAUSES = {
    "o_write": GoalKind.WRITE,
    "o_birth": GoalKind.BIRTH,
    "o_start": GoalKind.START,
    "o_told": GoalKind.READ,
    "o_own": GoalKind.READ,
    "o_reply": GoalKind.READ,
    "o_status": GoalKind.READ,
}

_ORDER = (GoalKind.START, GoalKind.WRITE, GoalKind.BIRTH, GoalKind.READ, GoalKind.VIOLATION)


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


def without_idle_guards(model: Model) -> Model:
    """The model less the duties of assumptions that it does not make."""
    return evolve(model, steps=tuple(evolve(step, guards=active_guards(model, step)) for step in model.steps))


def goals_in_order(model: Model, hints: Hints) -> Iterator[tuple[Goal, ...]]:
    """Groups of goals: what the hints name, then all else.

    Where a condition of isolation fails, a stated property that falls as well is left for the second group: what one
    guest does to another is the better story.
    """
    properties = tuple(fact for fact in model.invariants if fact.kind is FactKind.ALWAYS)
    hinted = list(dict.fromkeys(goal for failing in hints.failing for goal in _hinted(model, failing, properties)))
    every = [
        Goal(kind, observer)
        for kind in (GoalKind.WRITE, GoalKind.BIRTH, GoalKind.READ)
        for observer in model.observers
        if kind is not GoalKind.BIRTH or observer.sort is not None
    ]
    if properties:
        every.append(Goal(GoalKind.VIOLATION, facts=properties))
    isolation = [goal for goal in hinted if goal.kind is not GoalKind.VIOLATION]
    first = sorted(isolation or hinted, key=lambda goal: _ORDER.index(goal.kind))
    if first:
        yield tuple(first)
    later = tuple(goal for goal in every if goal not in first)
    if later:
        yield later


def _hinted(model: Model, failing: Failing, properties: tuple[Fact, ...]) -> Iterator[Goal]:
    kind = _CLAUSES.get(failing.clause)
    if kind is not None:
        for observer in model.observers:
            if failing.observer in (None, observer.name) and (kind is not GoalKind.BIRTH or observer.sort is not None):
                yield Goal(kind, observer)
    elif failing.entry is not None and any(fact.name == failing.entry for fact in properties):
        yield Goal(GoalKind.VIOLATION, facts=properties)
