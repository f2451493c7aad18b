"""From a weakened model to a replayed attack: near the examples first, where an exhaustive search would be long."""

from collections.abc import Sequence
from math import prod

from septum.engines.refute.guided.breaking import break_near_examples
from septum.engines.refute.guided.early import Awaited, search_early
from septum.engines.refute.guided.search import search_near_examples
from septum.engines.refute.hints import Budget, Hints
from septum.engines.refute.idle import without_idle_guards
from septum.engines.refute.scopes import scopes_for
from septum.engines.results import Attack
from septum.spec.model import Model

SMALL = 2_000
"""Up to so many entries of a state times steps, all runs are searched at once, shortest first."""

LIMITED = Budget(conflicts=2_500, turn=1_500)
"""For models that are not small, after nothing was found near the examples."""


def near_attack(model: Model, original: Model, hints: Hints) -> Attack | None:
    """An attack near the runs that the examples tell; None for a small model, which is better searched."""
    if is_small(model):
        return None
    return search_near_examples(without_idle_guards(model), original, hints)


def early_attack(model: Model, original: Model, awaited: Awaited) -> Attack | None:
    """The same, begun before it is known what fails."""
    if is_small(model):
        return None
    return search_early(without_idle_guards(model), original, awaited)


def find_attack(model: Model, original: Model, hints: Hints) -> Attack | None:
    """An attack on isolation: the shortest of a small model, else one near the examples, else the shortest."""
    return near_attack(model, original, hints) or short_attack(model, original, hints)


def short_attack(model: Model, original: Model, hints: Hints) -> Attack | None:
    """The shortest attack of its kind, of a model that is not small within a limit."""
    # Imported late, here and below: most commands that look for an attack find one without all that a solver needs.
    from septum.engines.refute.search import search

    return search(model, original, hints, None if is_small(model) else LIMITED)


def find_violation(model: Model, original: Model, names: Sequence[str]) -> Attack | None:
    """A run to a state in which one of these invariants or stated properties of `original` fails."""
    from septum.engines.refute.search import break_fact

    if is_small(model):
        return break_fact(model, original, names)
    near = break_near_examples(without_idle_guards(model), original, names)
    return near or break_fact(model, original, names, LIMITED)


def is_small(model: Model) -> bool:
    """Is an exhaustive search quick?"""
    scope = scopes_for(model, {}, 1)[0]
    entries = sum(prod(scope.size(sort) for sort in d.symbol.domain) for d in model.symbols)
    return entries * len(model.active_steps()) <= SMALL
