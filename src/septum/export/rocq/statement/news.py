"""What a step tells, and to whom."""

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.statement.writing import Scope, Writing, called
from septum.logic.terms import TRUE, Operator
from septum.obligations.spelt_news import news_key
from septum.spec.model import Step, Tell


def told(writing: Writing, step: Step, scope: Scope) -> list[str]:
    """What each observer is told, by name in the order of the names: how news of two names follow is no news."""
    order = list(writing.names.news)
    tells = sorted(step.tells, key=lambda tell: order.index(news_key(tell)))
    return [_told(writing, tell, scope) for tell in tells if _heard(writing, tell)]


def _heard(writing: Writing, tell: Tell) -> bool:
    if tell.recipient is None:
        return any(o.sort is None and o.name == tell.principal for o in writing.model.observers)
    return any(o.sort == tell.recipient.sort for o in writing.model.observers)


def _told(writing: Writing, tell: Tell, scope: Scope) -> str:
    if any(carried.bound for carried in tell.carries):
        raise NotExpressible(f"the news {tell.news} carry many values at once", tell.span)
    values = [writing.argument(carried.value, scope) for carried in tell.carries]
    news = called(writing.names.news[news_key(tell)], values)
    whom = _whom(writing, tell, scope)
    if tell.where.bare is not TRUE:
        whom = f"(given {writing.argument(tell.where, scope)} {whom})"
    return f"to {whom} {f'({news})' if values else news}"


def _whom(writing: Writing, tell: Tell, scope: Scope) -> str:
    names = writing.names
    if tell.recipient is None:
        assert tell.principal is not None
        return names.actors[tell.principal]
    observer = next(o for o in writing.model.observers if o.sort == tell.recipient.sort)
    whom, recipient = tell.whom.bare, tell.recipient.bare
    if whom.operator is Operator.EQUAL and whom.arguments[0] == recipient and recipient not in whom.arguments[1].free:
        return f"({names.actors[observer.name]} {writing.argument(whom.arguments[1], scope)})"
    inner = names.bind([recipient], scope)
    return f"(each_{observer.name} (fun {inner[recipient]} => {writing.value(whom, inner)}))"
