"""Terms of known parts that might define another: guesses, each to be proved.

The order is fixed, and short: what is seen under the same symbol first, then constants, then, for a comparison of
places, the comparison of their names.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from attrs import evolve, frozen

from septum.engines.reach.knowledge import Knowledge, Sight
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import substitute, values_of

# How many guesses of one kind there are, and how often a guess may contain a guess.
_MOST = 12
_DEPTH = 2


@frozen(eq=False)
class Candidate:
    """A known term, where `when` holds, which is known too.

    `described`: variables of both that stand for whatever fulfils `when`, as in: the registers of *the* CPU that the
    viewer is on. There must be one, and the term must be the same for all.
    """

    term: Term
    when: Term = TRUE
    described: tuple[Term, ...] = ()


def candidates(term: Term, knowledge: Knowledge, depth: int = _DEPTH) -> Iterator[Candidate]:
    """What might define a term."""
    match term.operator:
        case Operator.EXISTS:
            body = term.arguments[0]
            inner = _together(body.arguments if body.operator is Operator.AND else (body,), knowledge, 0)
            yield from islice((c for c in inner if (c.term.free | c.when.free).isdisjoint(term.bound)), _MOST)
        case Operator.AND:
            yield from islice(_together(term.arguments, knowledge, depth), _MOST)
        case Operator.APPLY:
            yield from islice(_by_sight(term, knowledge, depth), _MOST)
            if term.sort.is_boolean:
                yield from islice(_by_part_of_sight(term, knowledge), _MOST)
            if term.symbol in knowledge.functions and depth:
                yield from islice(_by_arguments(term, knowledge, depth), _MOST)
        case Operator.VARIABLE | Operator.IF:
            yield from islice(known_terms(term.sort, knowledge), _MOST)
        case Operator.EQUAL:
            yield from islice(_by_names(term, knowledge), _MOST)
        case _:
            pass
    yield from _constants(term.sort, knowledge)


def known_terms(sort: Sort, knowledge: Knowledge) -> Iterator[Candidate]:
    """What is known of a sort: variables, constants, and what is seen at known places."""
    for plain in knowledge.plain_terms(sort):
        yield Candidate(plain)
    for sight in knowledge.sights:
        if sight.term.sort == sort:
            yield from islice(_filled(sight, {}, knowledge, plain_only=True), _MOST)


def _together(parts: Sequence[Term], knowledge: Knowledge, depth: int) -> Iterator[Candidate]:
    """Several things that hold together: what is seen of some of them, where the others follow from it."""
    nothing = Candidate(TRUE)
    options = [[*islice(_of_part(part, knowledge, depth), 3), nothing] for part in parts]
    for chosen in islice(product(*options), 4 * _MOST):
        if any(one is not nothing for one in chosen):
            yield Candidate(build.conjunction(*(c.when for c in chosen), *(c.term for c in chosen)))


def _of_part(part: Term, knowledge: Knowledge, depth: int) -> Iterator[Candidate]:
    if knowledge.is_plain(part):
        yield Candidate(part)
    elif part.operator is Operator.APPLY:
        yield from _by_sight(part, knowledge, depth)


def _by_sight(term: Term, knowledge: Knowledge, depth: int) -> Iterator[Candidate]:
    """What is seen under the same symbol, at the same known names; places that are only followed are not compared."""
    for sight in knowledge.sights:
        shown = sight.term.arguments[0] if sight.term.operator is Operator.NOT else sight.term
        if shown.operator is not Operator.APPLY or shown.symbol != term.symbol or shown.state != term.state:
            continue
        choices: list[list[tuple[Term, Candidate]]] = []
        alike: list[Term] = []
        for hole, argument in zip(shown.arguments, term.arguments, strict=True):
            if hole not in sight.holes:
                if knowledge.is_plain(hole) and knowledge.is_plain(argument):
                    alike.append(build.equal(argument, hole))
                continue
            if knowledge.is_plain(argument):
                choices.append([(hole, Candidate(argument))])
            elif depth:
                choices.append([(hole, c) for c in islice(candidates(argument, knowledge, depth - 1), 4)])
        for chosen in islice(product(*choices), _MOST):
            binding: dict[Term, Candidate] = {}
            if all(binding.setdefault(hole, one).term == one.term for hole, one in chosen):
                for filled in islice(_filled(sight, binding, knowledge), _MOST):
                    yield Candidate(_unnegated(filled.term), build.conjunction(*alike, filled.when))
        if not term.sort.is_boolean:
            yield from _described(sight, shown, term, build.conjunction(*alike), knowledge)


def _described(sight: Sight, shown: Term, term: Term, alike: Term, knowledge: Knowledge) -> Iterator[Candidate]:
    """What is seen under the same symbol at a place that is only described."""
    binding: dict[Term, Candidate] = {}
    described: list[Term] = []
    for hole, argument in zip(shown.arguments, term.arguments, strict=True):
        if hole in sight.holes:
            if knowledge.is_plain(argument):
                binding[hole] = Candidate(argument)
            elif hole in sight.when.free:
                described.append(hole)
    if described:
        places = evolve(sight, holes=tuple(hole for hole in sight.holes if hole not in described))
        for filled in islice(_filled(places, binding, knowledge, plain_only=True), _MOST):
            yield Candidate(filled.term, build.conjunction(alike, filled.when), tuple(described))


def _by_part_of_sight(term: Term, knowledge: Knowledge) -> Iterator[Candidate]:
    """What is seen together with other things (a page is RAM, and the viewer's), or not at all."""
    for sight in knowledge.sights:
        if sight.term.operator is not Operator.AND:
            continue
        for part in sight.term.arguments:
            if term.symbol is None or _unnegated(part).symbol != term.symbol:
                continue
            pairs = zip(_unnegated(part).arguments, term.arguments, strict=True)
            binding = {h: Candidate(a) for h, a in pairs if h in sight.holes and knowledge.is_plain(a)}
            for filled in islice(_filled(sight, binding, knowledge), _MOST):
                whole = build.conjunction(filled.when, filled.term)
                yield Candidate(build.negate(whole) if part.operator is Operator.NOT else whole)


def _unnegated(term: Term) -> Term:
    return term.arguments[0] if term.operator is Operator.NOT else term


def _filled(
    sight: Sight, binding: dict[Term, Candidate], knowledge: Knowledge, plain_only: bool = False
) -> Iterator[Candidate]:
    """A sight with known terms in all its holes."""
    needed = sight.term.free | sight.when.free
    missing = [hole for hole in sight.holes if hole in needed and hole not in binding]
    options: list[Sequence[Candidate]] = []
    for hole in missing:
        plain = [Candidate(t) for t in knowledge.plain_terms(hole.sort)]
        if not plain_only:
            plain.extend(
                c for c in islice(known_terms(hole.sort, knowledge), _MOST) if c.term not in {p.term for p in plain}
            )
        options.append(plain)
    for chosen in product(*options):
        full = {**binding, **dict(zip(missing, chosen, strict=True))}
        values = {hole: one.term for hole, one in full.items()}
        when = build.conjunction(*(one.when for one in full.values()), substitute(sight.when, values))
        yield Candidate(substitute(sight.term, values), when)


def _by_arguments(term: Term, knowledge: Knowledge, depth: int) -> Iterator[Candidate]:
    """A constant table, at places that have definitions."""
    options: list[list[Candidate]] = []
    for argument in term.arguments:
        if knowledge.is_plain(argument):
            options.append([Candidate(argument)])
        else:
            options.append(list(islice(candidates(argument, knowledge, depth - 1), 4)))
    assert term.symbol is not None
    for chosen in product(*options):
        yield Candidate(
            build.apply(term.symbol, [c.term for c in chosen], term.state), build.conjunction(*(c.when for c in chosen))
        )


def _by_names(term: Term, knowledge: Knowledge) -> Iterator[Candidate]:
    """The same place: then the entry's own names are the names that were asked or told."""
    named = sorted((v for v in term.free if v.name.endswith("~goal") and v in knowledge.given), key=lambda v: v.name)
    options = [
        [t for t in knowledge.plain_terms(v.sort) if not t.name.endswith("~goal") or t not in named] for v in named
    ]
    if named and all(options):
        for chosen in product(*options):
            yield Candidate(build.conjunction(*(build.equal(v, t) for v, t in zip(named, chosen, strict=True))))


def _constants(sort: Sort, knowledge: Knowledge) -> Iterator[Candidate]:
    if sort.is_boolean:
        yield Candidate(FALSE)
        yield Candidate(TRUE)
    elif sort.is_enumeration:
        yield from map(Candidate, values_of(sort))
    else:
        yield from (Candidate(c) for c in knowledge.constants if c.sort == sort)
