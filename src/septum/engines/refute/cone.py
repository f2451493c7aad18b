"""The cone of influence: the steps that can matter to what is looked for."""

from collections.abc import Iterable

from septum.logic import Symbol, Term
from septum.logic.walk import symbols
from septum.spec.model import Carried, Model, Observer, Step, View


def steps_in_cone(model: Model, targets: Iterable[Symbol]) -> tuple[Step, ...]:
    """The steps that can change a target, or enable a step that can, or change what it writes.

    A step outside changes nothing that these steps read, so a run without it ends alike.
    """
    relevant = set(targets)
    chosen: set[str] = set()
    steps = model.active_steps()
    grown = True
    while grown:
        grown = False
        for step in steps:
            written = [u for u in step.updates if u.symbol in relevant]
            if not written:
                continue
            terms: list[Term] = []
            if step.name not in chosen:
                chosen.add(step.name)
                grown = True
                terms += [g.condition for g in step.guards]
                for tell in step.tells:
                    terms += [tell.whom, tell.where, *(c.value for c in tell.carries)]
            for update in written:
                terms += [*update.at, update.condition, update.value]
            found = _symbols(terms)
            if not found <= relevant:
                relevant |= found
                grown = True
    return tuple(step for step in steps if step.name in chosen)


def symbols_of_views(views: Iterable[View]) -> frozenset[Symbol]:
    """What decides these components of a view."""
    return _symbols(term for view in views for term in (view.where, *_values(view.values)))


def symbols_of_answers(step: Step) -> frozenset[Symbol]:
    """What decides how a request ends and what it returns."""
    returned = () if step.returns is None else (step.returns,)
    return _symbols([*(g.condition for g in step.guards), *returned])


def own_steps(model: Model, observer: Observer) -> tuple[Step, ...]:
    """The steps that can be the observer's own."""
    return tuple(
        step
        for step in model.active_steps()
        if (observer.sort is None and step.actor.principal == observer.name)
        or (
            observer.sort is not None
            and step.actor.parameter is not None
            and step.actor.parameter.sort == observer.sort
        )
    )


def _values(values: Iterable[Carried]) -> Iterable[Term]:
    return (item.value for item in values)


def _symbols(terms: Iterable[Term]) -> frozenset[Symbol]:
    return frozenset[Symbol]().union(*(symbols(term.bare) for term in terms))
