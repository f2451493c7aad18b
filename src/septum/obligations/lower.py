"""Spelling out what solvers need not know: quantified enumerations, sets, equal sets."""

from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.logic.walk import expand_enumerations, rewrite

_LOWERED: dict[Term, Term] = {}


def lower(term: Term) -> Term:
    """An equivalent bare term without sets and without quantifiers over enumerations."""
    found = _LOWERED.get(term)
    if found is None:
        found = without_sets(expand_enumerations(term))
        _LOWERED[term.bare] = found
    return found


def same(left: Term, right: Term) -> Term:
    """Equality, set members one by one."""
    if not left.sort.is_set:
        return build.equal(left, right)
    element = left.sort.element
    assert element is not None
    members = [build.member(element, name) for name in element.members]
    return build.conjunction(*(build.equal(build.contains(left, m), build.contains(right, m)) for m in members))


def without_sets(term: Term) -> Term:
    """An equivalent bare term without sets: what has a set is compared and asked member by member."""

    def change(node: Term) -> Term | None:
        if node.operator is Operator.EQUAL and node.arguments[0].sort.is_set:
            return without_sets(same(*node.arguments))
        if node.operator is Operator.CONTAINS:
            collection, element = node.arguments
            if collection.operator is Operator.IF:
                condition, first, second = collection.arguments
                spread = build.conditional(condition, build.contains(first, element), build.contains(second, element))
                return without_sets(spread)
            if collection.operator is Operator.VARIABLE:
                return build.apply(membership(collection.name, collection.sort), [without_sets(element)])
        return None

    return rewrite(term, change)


def membership(name: str, sort: Sort) -> Symbol:
    """The relation that stands for a set variable: which members it has."""
    assert sort.element is not None
    return Symbol(f"in {name}", (sort.element,), rigid=True)
