"""Is a term an instance of what somebody sees?"""

from collections.abc import Iterator, Mapping, Sequence

from septum.logic.terms import Operator, Term

Binding = Mapping[Term, Term]
"""What stands in the place of a hole."""


def match(pattern: Term, term: Term, holes: Sequence[Term], binding: Binding) -> Binding | None:
    """The binding under which the pattern is the term, letter by letter; None where there is none."""
    if pattern in holes:
        if pattern.sort != term.sort:
            return None
        known = binding.get(pattern)
        if known is None:
            return {**binding, pattern: term}
        return binding if known == term else None
    if pattern == term:
        return binding
    if not _alike(pattern, term):
        return None
    found = _all(pattern.arguments, term.arguments, holes, binding)
    if found is None and pattern.operator is Operator.EQUAL:
        found = _all(pattern.arguments, term.arguments[::-1], holes, binding)
    return found


def match_among(
    patterns: Sequence[Term], terms: Sequence[Term], holes: Sequence[Term], binding: Binding
) -> Iterator[tuple[Binding, frozenset[int]]]:
    """Every way of finding all patterns among the terms: the binding, and which terms they are."""
    if not patterns:
        yield binding, frozenset()
        return
    for index, term in enumerate(terms):
        found = match(patterns[0], term, holes, binding)
        if found is not None:
            for rest, used in match_among(patterns[1:], terms, holes, found):
                if index not in used:
                    yield rest, used | {index}


def _all(patterns: Sequence[Term], terms: Sequence[Term], holes: Sequence[Term], binding: Binding) -> Binding | None:
    for pattern, term in zip(patterns, terms, strict=True):
        found = match(pattern, term, holes, binding)
        if found is None:
            return None
        binding = found
    return binding


def _alike(pattern: Term, term: Term) -> bool:
    """The same head over as many arguments. Quantified terms are compared as they are."""
    return (
        pattern.operator is term.operator
        and pattern.operator not in (Operator.FORALL, Operator.EXISTS, Operator.VARIABLE)
        and pattern.symbol == term.symbol
        and pattern.state == term.state
        and pattern.name == term.name
        and len(pattern.arguments) == len(term.arguments)
    )
