"""What a model speaks of, in the order in which a development says it."""

from collections.abc import Iterator

from septum.logic.sorts import Sort
from septum.logic.terms import Term
from septum.logic.walk import subterms
from septum.obligations.spelt_news import news_key
from septum.spec.model import Model, Observer, Step, Tell


def statuses_of(model: Model) -> list[str]:
    """The statuses by which requests are refused."""
    return list(dict.fromkeys(guard.status for _, guard in model.guards() if guard.status is not None))


def news_of(model: Model) -> dict[tuple[str, ...], Tell]:
    """All news, each with one `tell` of it."""
    return {news_key(tell): tell for step in model.steps for tell in step.tells}


def actor_of(model: Model, step: Step) -> str:
    """Who asks for a step, by principal: one who observes, or the name of somebody who does not."""
    parameter = step.actor.parameter
    if parameter is None:
        return step.actor.principal or "Nobody"
    return next((o.name for o in model.observers if o.sort == parameter.sort), parameter.sort.name)


def actors(model: Model) -> list[str]:
    """All who observe, then all others who ask for steps."""
    observers = [observer.name for observer in model.observers]
    return list(dict.fromkeys([*observers, *(actor_of(model, step) for step in model.steps)]))


def observer_of(model: Model, principal: str) -> Observer | None:
    """The observer of that name, if that is one."""
    return next((o for o in model.observers if o.name == principal), None)


def sorts_of(model: Model) -> list[Sort]:
    """All sorts, those too that are only chosen from or returned; sets and truth values apart."""
    found = [*model.sorts, *(v.sort for v in variables_of(model))]
    for declared in model.symbols:
        found += [*declared.symbol.domain, declared.symbol.codomain]
    found += [term.sort for term in terms_of(model)]
    elements = [sort.element or sort for sort in found]
    return list(dict.fromkeys(sort for sort in elements if not sort.is_boolean))


def returned_sorts(model: Model) -> list[Sort]:
    """The sorts of what steps return."""
    return list(dict.fromkeys(s.returns.sort for s in model.steps if s.returns is not None))


def sets_of(model: Model) -> list[Sort]:
    """The sorts of sets that variables stand for, symbols have or terms write down."""
    found = [variable.sort for variable in variables_of(model)]
    found += [part.sort for term in terms_of(model) for part in subterms(term)]
    for declared in model.symbols:
        found += [*declared.symbol.domain, declared.symbol.codomain]
    return list(dict.fromkeys(sort for sort in found if sort.is_set))


def terms_of(model: Model) -> Iterator[Term]:
    """All terms of steps, views, starts and axioms."""
    for step in model.steps:
        yield from (guard.condition for guard in step.guards)
        for update in step.updates:
            yield from (*update.at, update.condition, update.value)
        for tell in step.tells:
            yield from (tell.where, tell.whom, *(carried.value for carried in tell.carries))
        if step.returns is not None:
            yield step.returns
    for view in model.views:
        yield from (view.where, *(carried.value for carried in view.values))
    for fact in (*model.initially, *model.axioms):
        yield fact.body


def variables_of(model: Model) -> Iterator[Term]:
    """All variables of steps, views, starts and axioms."""
    for step in model.steps:
        yield from (*step.parameters, *step.choices)
    for view in model.views:
        yield from view.parameters
        if view.viewer is not None:
            yield view.viewer
    for fact in (*model.initially, *model.axioms):
        yield from fact.parameters
    seen: set[Term] = set()
    for term in terms_of(model):
        yield from _bound(term.bare, seen)


def _bound(term: Term, seen: set[Term]) -> Iterator[Term]:
    if term in seen:
        return
    seen.add(term)
    yield from term.bound
    for argument in term.arguments:
        yield from _bound(argument, seen)
