"""Who is told what: the policy."""

from attrs import frozen

from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute
from septum.obligations.lower import lower, same
from septum.obligations.run import Event
from septum.spec.model import Observer, Step, Tell


@frozen(eq=False)
class Heard:
    """What an observer may hear of an event: `key` tells which news, `mask` whether, `carries` what."""

    key: tuple[str, int]
    mask: Term
    tell: Tell


def heard(event: Event, observer: Observer, viewer: Term | None) -> list[Heard]:
    """The news of an event that could be for the observer. The n-th telling of the same news is `(news, n)`."""
    found: list[Heard] = []
    count: dict[str, int] = {}
    for tell in event.step.tells:
        if observer.sort is None:
            if tell.principal != observer.name:
                continue
            mask = event.before(tell.where)
        else:
            if tell.recipient is None or tell.recipient.sort != observer.sort:
                continue
            assert viewer is not None
            told = substitute(event.before(tell.whom), {tell.recipient.bare: viewer})
            mask = build.conjunction(told, event.before(tell.where))
        number = count.get(tell.news, 0)
        count[tell.news] = number + 1
        found.append(Heard((tell.news, number), mask, tell))
    return found


def told(event: Event, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears something of the event."""
    return build.disjunction(*(h.mask for h in heard(event, observer, viewer)))


def same_news(first: Event, second: Event, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears the same news of both events, carrying the same values."""
    left = {h.key: h for h in heard(first, observer, viewer)}
    right = {h.key: h for h in heard(second, observer, viewer)}
    parts: list[Term] = []
    for key in [*left, *(key for key in right if key not in left)]:
        one, other = left.get(key), right.get(key)
        parts.append(build.equal(one.mask if one else FALSE, other.mask if other else FALSE))
        if one is not None and other is not None:
            parts.append(build.implies(one.mask, _same_values(first, one.tell, second, other.tell)))
    return build.conjunction(*parts) if parts else TRUE


def _same_values(first: Event, one: Tell, second: Event, other: Tell) -> Term:
    """Equal values; news of one name that carry different kinds of values are told apart by that."""
    if [_shape(c.value, c.bound) for c in one.carries] != [_shape(c.value, c.bound) for c in other.carries]:
        return FALSE
    parts: list[Term] = []
    for left, right in zip(one.carries, other.carries, strict=True):
        value = first.before(left.value)
        matched = substitute(second.before(right.value), dict(zip(right.bound, left.bound, strict=True)))
        parts.append(build.forall(left.bound, same(value, matched)))
    return lower(build.conjunction(*parts))


def _shape(value: Term, bound: tuple[Term, ...]) -> tuple[str, ...]:
    return (value.sort.name, *(v.sort.name for v in bound))


def share_news(first: Step, second: Step) -> bool:
    """Could somebody hear the same of two different steps?"""
    return not {t.news for t in first.tells}.isdisjoint(t.news for t in second.tells)
