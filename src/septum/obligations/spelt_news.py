"""News spelt out: what an observer hears of a step, in the order in which a list of news has it."""

from attrs import evolve

from septum.logic.sorts import BOOLEAN
from septum.logic.terms import TRUE, Operator, Term, make
from septum.obligations.events import Event, equation, joined
from septum.obligations.meaning import meant
from septum.obligations.propositions import NotAPiece
from septum.spec.model import Model, Observer, Step, Tell


def news_key(tell: Tell) -> tuple[str, ...]:
    """By what news are told apart: their name, and the sorts of what they carry."""
    return (tell.news, *(carried.value.sort.name for carried in tell.carries))


def in_order(model: Model) -> Model:
    """The model with the news of each step in one order of all news: how two kinds of news follow is no news."""
    order = {key: None for step in model.steps for key in map(news_key, step.tells)}
    numbers = {key: number for number, key in enumerate(order)}
    steps = [evolve(s, tells=tuple(sorted(s.tells, key=lambda tell: numbers[news_key(tell)]))) for s in model.steps]
    return evolve(model, steps=tuple(steps))


def heard(step: Step, observer: Observer) -> list[Tell]:
    """What an observer may hear of a step, in the order of the text."""
    if observer.sort is None:
        return [tell for tell in step.tells if tell.principal == observer.name]
    return [tell for tell in step.tells if tell.recipient is not None and tell.recipient.sort == observer.sort]


def mask(event: Event, tell: Tell, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears it."""
    parts: list[Term] = []
    if observer.sort is not None:
        assert tell.recipient is not None and viewer is not None
        parts.append(meant(tell.whom, {**event.values, tell.recipient.bare: viewer}, event.before))
    if tell.where.bare is not TRUE:
        parts.append(meant(tell.where, event.values, event.before))
    return joined(Operator.AND, parts)


def same_news(first: Event, second: Event, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears the same of both events. Raises NotAPiece where one tells the same news twice."""
    left, right = ({news_key(t): t for t in heard(e.step, observer)} for e in (first, second))
    for event, by_key in ((first, left), (second, right)):
        if len(by_key) < len(heard(event.step, observer)):
            raise NotAPiece(f"{event.step.name} may tell one and the same news twice")
    parts: list[Term] = []
    for key in dict.fromkeys((*left, *right)):
        if key in left and key in right:
            parts.extend(_same(first, left[key], second, right[key], observer, viewer))
        else:
            event, tell = (first, left[key]) if key in left else (second, right[key])
            parts.append(make(Operator.NOT, BOOLEAN, (mask(event, tell, observer, viewer),)))
    return joined(Operator.AND, parts)


def _same(first: Event, one: Tell, second: Event, other: Tell, observer: Observer, viewer: Term | None) -> list[Term]:
    here, there = mask(first, one, observer, viewer), mask(second, other, observer, viewer)
    found = [equation(here, there)]
    for left, right in zip(one.carries, other.carries, strict=True):
        equal = equation(
            meant(left.value, first.values, first.before), meant(right.value, second.values, second.before)
        )
        found.append(make(Operator.IMPLIES, BOOLEAN, (here, equal)))
    return found
