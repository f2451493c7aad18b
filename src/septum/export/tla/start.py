"""What a start is: symbols that it fixes everywhere get their value at once, so that no model checker has to guess."""

from collections.abc import Iterable, Iterator

from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.spec.model import Fact


def fixed_values(facts: Iterable[Fact]) -> dict[Symbol, Term]:
    """For symbols that a fact fixes for all arguments, the value, of which the state is no part."""
    found: dict[Symbol, Term] = {}
    for fact in facts:
        for universal, literal, holds in _literals(fact.body, frozenset(p.bare for p in fact.parameters), True):
            for symbol, value in _fixed(universal, literal, holds):
                found.setdefault(symbol, value)
    return found


def _literals(term: Term, universal: frozenset[Term], holds: bool) -> Iterator[tuple[frozenset[Term], Term, bool]]:
    """What is the case for all values of `universal`, taken apart."""
    match term.operator:
        case Operator.NOT:
            yield from _literals(term.arguments[0], universal, not holds)
        case Operator.AND | Operator.OR if (term.operator is Operator.AND) == holds:
            for argument in term.arguments:
                yield from _literals(argument, universal, holds)
        case Operator.FORALL | Operator.EXISTS if (term.operator is Operator.FORALL) == holds:
            inner = universal.union(v.bare for v in term.bound)
            yield from _literals(term.arguments[0], inner, holds)
        case Operator.APPLY | Operator.EQUAL:
            yield universal, term, holds
        case _:
            return


def _fixed(universal: frozenset[Term], literal: Term, holds: bool) -> Iterator[tuple[Symbol, Term]]:
    if literal.operator is Operator.APPLY:
        if _is_everywhere(literal, universal):
            assert literal.symbol is not None
            yield literal.symbol, TRUE if holds else FALSE
    elif holds:
        for one, other in (literal.arguments, literal.arguments[::-1]):
            if _is_everywhere(one, universal) and _is_constant(other):
                assert one.symbol is not None
                yield one.symbol, other.bare


def _is_everywhere(term: Term, universal: frozenset[Term]) -> bool:
    """Is it a symbol of the state at arguments that are different universal variables?"""
    arguments = [argument.bare for argument in term.arguments]
    return (
        term.symbol is not None
        and not term.symbol.rigid
        and len(set(arguments)) == len(arguments)
        and universal.issuperset(arguments)
    )


def _is_constant(term: Term) -> bool:
    """A member of an enumeration, a truth value, or a constant without arguments."""
    alone = term.operator is Operator.APPLY and term.symbol is not None and term.symbol.rigid and not term.arguments
    return alone or term.operator is Operator.MEMBER or term.bare in (TRUE, FALSE)
