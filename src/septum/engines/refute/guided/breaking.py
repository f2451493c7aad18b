"""A run that breaks an invariant or a stated property, near one that an example tells."""

from collections.abc import Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.loss import loss_between
from septum.engines.refute.guided.openings import openings, shortened_openings
from septum.engines.refute.guided.ranking import ranked
from septum.engines.refute.guided.search import explained
from septum.engines.refute.guided.seeds import seed
from septum.engines.results import Attack
from septum.spec.model import Model

_BREAKING = 3
"""So many runs that break a fact are found at most, before the shortest is taken."""


def break_near_examples(model: Model, original: Model, names: Sequence[str]) -> Attack | None:
    """The shortest run found near one that an example tells that breaks one of these facts of `original`; else None.

    Raises NotReplayedError where the interpreter does not confirm it: an internal error.
    """
    loss = loss_between(model, original)
    facts = tuple(fact for fact in original.invariants if fact.name in names)
    found: list[Found] = []
    for example in ranked(loss, facts) if loss.steps else ():
        if len(found) >= _BREAKING:
            break
        run = seed(loss, example)
        for opening in () if run is None else shortened_openings(openings(run, facts, False)[:2], facts):
            broken = min(str(name) for name, *_ in opening.broken)
            start = opening.states[:1]
            found.append(Found(opening.arena, GoalKind.VIOLATION, None, False, start, (opening.labels,), fact=broken))
    return explained(loss, min(found, key=lambda one: one.cost, default=None))
