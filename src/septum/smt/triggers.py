"""Triggers: subterms of a universal that hold its variables, matched against the ground terms at hand.

Variables are known by their position, and a match is a tuple with a term for each, so that matching compares objects
and hashes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term

Match = tuple[Term | None, ...]
"""A term for each variable, None where it has none yet."""
Applications = Mapping[tuple[Symbol, str], list[tuple[Term, ...]]]
"""The arguments of all ground applications, by symbol and state."""


@frozen(eq=False)
class Pattern:
    """An application with variables. `slots`: for each argument the position of a variable, a pattern, or None.

    None stands for a ground argument: one that is written differently may still be equal, so it matches anything, and
    the solver finds out.
    """

    key: tuple[Symbol, str]
    slots: "tuple[int | Pattern | None, ...]"


@frozen(eq=False)
class Trigger:
    """Patterns that together hold all variables; `loose` ones stand in no application, and range over ground terms."""

    patterns: tuple[Pattern, ...]
    loose: tuple[tuple[int, Sort], ...] = ()


def triggers(variables: Sequence[Term], body: Term) -> list[Trigger]:
    """The triggers of a universal: single applications that hold all its variables, else one set of them."""
    wanted = frozenset(variables)
    places = {v: i for i, v in enumerate(variables)}
    candidates: dict[Term, None] = {}
    _collect(body, wanted, candidates)
    full = [c for c in candidates if wanted <= c.free]
    if full:
        smallest = min(c.size for c in full)
        return [Trigger((_pattern(c, places),)) for c in full if c.size == smallest]
    cover: list[Pattern] = []
    missing = set(wanted)
    while missing:
        best = max(candidates, key=lambda c: (len(missing & c.free), -c.size), default=None)
        if best is None or not missing & best.free:
            break
        cover.append(_pattern(best, places))
        missing -= best.free
    loose = tuple((i, v.sort) for i, v in enumerate(variables) if v in missing)
    return [Trigger(tuple(cover), loose)]


def matches(
    trigger: Trigger, count: int, applications: Applications, terms: Mapping[Sort, Sequence[Term]], start: int
) -> Iterator[Match]:
    """The matches of a trigger with `count` variables.

    `start`: of a trigger with a single pattern, only applications from this position on are new.
    """
    empty: Match = (None,) * count
    if len(trigger.patterns) == 1 and not trigger.loose:
        pattern = trigger.patterns[0]
        for arguments in applications.get(pattern.key, ())[start:]:
            match = _extended(pattern, arguments, empty)
            if match is not None:
                yield match
        return
    yield from _joined(trigger, 0, empty, applications, terms)


def _joined(
    trigger: Trigger, position: int, match: Match, applications: Applications, terms: Mapping[Sort, Sequence[Term]]
) -> Iterator[Match]:
    if position < len(trigger.patterns):
        pattern = trigger.patterns[position]
        for arguments in applications.get(pattern.key, ()):
            extended = _extended(pattern, arguments, match)
            if extended is not None:
                yield from _joined(trigger, position + 1, extended, applications, terms)
        return
    rest = position - len(trigger.patterns)
    if rest == len(trigger.loose):
        yield match
        return
    place, sort = trigger.loose[rest]
    for term in terms.get(sort, ()):
        yield from _joined(trigger, position + 1, (*match[:place], term, *match[place + 1 :]), applications, terms)


def _extended(pattern: Pattern, arguments: tuple[Term, ...], match: Match) -> Match | None:
    """The match with what the arguments give its variables; None where they do not fit."""
    changed: list[Term | None] | None = None
    for slot, term in zip(pattern.slots, arguments, strict=True):
        if slot is None:
            continue
        if isinstance(slot, int):
            bound = match[slot] if changed is None else changed[slot]
            if bound is None:
                if changed is None:
                    changed = list(match)
                changed[slot] = term
            elif bound is not term:
                return None
            continue
        if term.symbol is None or (term.symbol, term.state) != slot.key:
            return None
        inner = _extended(slot, term.arguments, match if changed is None else tuple(changed))
        if inner is None:
            return None
        changed = list(inner)
    return match if changed is None else tuple(changed)


def _pattern(term: Term, places: Mapping[Term, int]) -> Pattern:
    assert term.symbol is not None
    slots: list[int | Pattern | None] = []
    for argument in term.arguments:
        if argument in places:
            slots.append(places[argument])
        elif argument.symbol is not None and not argument.free.isdisjoint(places):
            slots.append(_pattern(argument, places))
        else:
            slots.append(None)
    return Pattern((term.symbol, term.state), tuple(slots))


def _collect(term: Term, wanted: frozenset[Term], found: dict[Term, None]) -> None:
    for argument in term.arguments:
        _collect(argument, wanted, found)
    if term.symbol is not None and not wanted.isdisjoint(term.free):
        found[term] = None
