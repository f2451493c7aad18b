"""Who is told what: the policy."""

from attrs import frozen

from septum.logic import build
from septum.logic.terms import FALSE, Term
from septum.logic.walk import substitute
from septum.obligations.lower import lower, same
from septum.obligations.run import Event
from septum.spec.model import Observer, Step, Tell


@frozen(eq=False)
class Heard:
    """What an observer may hear of an event: `mask` tells whether, `tell` what."""

    mask: Term
    tell: Tell


def heard(event: Event, observer: Observer, viewer: Term | None) -> list[Heard]:
    """The news of an event that could be for the observer, in the order of the text."""
    found: list[Heard] = []
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
        found.append(Heard(mask, tell))
    return found


def told(event: Event, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears something of the event."""
    return build.disjunction(*(h.mask for h in heard(event, observer, viewer)))


def same_news(first: Event, second: Event, observer: Observer, viewer: Term | None) -> Term:
    """The observer hears the same news of both events, carrying the same values.

    Of news that a step may tell more than once, it hears how often and in which order, not by which line of the text.
    """
    left, right = _by_news(heard(first, observer, viewer)), _by_news(heard(second, observer, viewer))
    names = [*left, *(name for name in right if name not in left)]
    return build.conjunction(*(_same_list(first, left.get(n, []), second, right.get(n, [])) for n in names))


def _by_news(all_heard: list[Heard]) -> dict[str, list[Heard]]:
    found: dict[str, list[Heard]] = {}
    for one in all_heard:
        found.setdefault(one.tell.news, []).append(one)
    return found


def _same_list(first: Event, left: list[Heard], second: Event, right: list[Heard]) -> Term:
    """What is heard of `left` is, one after another, what is heard of `right`."""
    if len(left) <= 1 and len(right) <= 1:
        one, other = (side[0] if side else None for side in (left, right))
        alike = build.equal(one.mask if one else FALSE, other.mask if other else FALSE)
        if one is None or other is None:
            return alike
        return build.conjunction(alike, build.implies(one.mask, _same_values(first, one.tell, second, other.tell)))
    if not left or not right:
        return build.conjunction(*(build.negate(h.mask) for h in (*left, *right)))
    one, other = left[0], right[0]
    both = build.conjunction(
        _same_values(first, one.tell, second, other.tell), _same_list(first, left[1:], second, right[1:])
    )
    return build.conditional(
        one.mask,
        build.conditional(other.mask, both, _same_list(first, left, second, right[1:])),
        _same_list(first, left[1:], second, right),
    )


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
