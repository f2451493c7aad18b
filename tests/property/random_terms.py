"""Random terms over a vocabulary whose functions and quantifiers go down a ladder of sorts."""

from collections.abc import Sequence

from attrs import frozen
from hypothesis import strategies as st

from septum.logic import BOOLEAN, FALSE, TRUE, Operator, Sort, Symbol, Term
from septum.logic.build import apply, member, variable
from septum.logic.sorts import set_of
from septum.logic.terms import make


@frozen
class Vocabulary:
    """What terms are made of. Maps lead from sorts to sorts further to the left: no cycle arises."""

    sorts: tuple[Sort, ...]
    enumeration: Sort
    symbols: tuple[Symbol, ...]

    @property
    def powers(self) -> Sort:
        """The sort of sets of the enumeration."""
        return set_of(self.enumeration)

    @property
    def plain_sorts(self) -> tuple[Sort, ...]:
        """What variables of quantifiers range over."""
        return (*self.sorts, self.enumeration)

    def rank(self, sort: Sort) -> int:
        """The place on the ladder; an enumeration stands below it."""
        return self.sorts.index(sort) if sort in self.sorts else -1


@st.composite
def terms(draw: st.DrawFn, words: Vocabulary, scope: Sequence[Term], sort: Sort, depth: int = 2) -> Term:
    """A term of a sort over the variables of `scope`. There must be one: a variable or a constant."""
    if sort.is_boolean:
        return draw(formulas(words, scope, depth))
    if sort.is_set:
        known = [v for v in scope if v.sort == sort]
        if known and draw(st.booleans()):
            return draw(st.sampled_from(known))
        parts = draw(st.lists(terms(words, scope, words.enumeration, 0), max_size=2))
        return make(Operator.SET, sort, tuple(parts))
    choices = [v for v in scope if v.sort == sort]
    choices += [member(sort, name) for name in sort.members]
    maps = [s for s in words.symbols if s.codomain == sort and (depth > 0 or not s.domain)]
    maps = [s for s in maps if all(_inhabited(words, scope, d) for d in s.domain)]
    if maps and (not choices or draw(st.integers(0, 2)) == 0):
        symbol = draw(st.sampled_from(maps))
        return apply(symbol, [draw(terms(words, scope, d, depth - 1)) for d in symbol.domain])
    if depth > 1 and draw(st.integers(0, 4)) == 0:
        condition = draw(formulas(words, scope, 1))
        first, second = (draw(terms(words, scope, sort, 0)) for _ in range(2))
        return make(Operator.IF, sort, (condition, first, second))
    return draw(st.sampled_from(choices))


@st.composite
def formulas(
    draw: st.DrawFn, words: Vocabulary, scope: Sequence[Term], depth: int = 2, below: int | None = None
) -> Term:
    """A formula. `below`: quantified variables have a rank less than this; None for any, the first time."""
    if depth > 0:
        kind = draw(st.sampled_from(("atom", "atom", "not", "and", "or", "implies", "quantifier", "quantifier", "if")))
    else:
        kind = "atom"
    match kind:
        case "not":
            return make(Operator.NOT, BOOLEAN, (draw(formulas(words, scope, depth - 1, below)),))
        case "and" | "or":
            parts = draw(st.lists(formulas(words, scope, depth - 1, below), min_size=2, max_size=3))
            return make(Operator(kind), BOOLEAN, tuple(parts))
        case "implies":
            pair = (draw(formulas(words, scope, depth - 1, below)), draw(formulas(words, scope, depth - 1, below)))
            return make(Operator.IMPLIES, BOOLEAN, pair)
        case "if":
            parts = tuple(draw(formulas(words, scope, depth - 1, below)) for _ in range(3))
            return make(Operator.IF, BOOLEAN, parts)
        case "quantifier":
            sorts = [s for s in words.plain_sorts if below is None or words.rank(s) < below]
            if sorts:
                chosen = draw(st.lists(st.sampled_from(sorts), min_size=1, max_size=2))
                # Without a mark for its depth, a variable may hide one further out.
                mark = draw(st.sampled_from((f"{len(scope)}", "")))
                bound = tuple(variable(f"q{i}_{mark}", s) for i, s in enumerate(chosen))
                lowest = min(words.rank(s) for s in chosen)
                body = draw(formulas(words, (*scope, *bound), depth - 1, lowest))
                operator = draw(st.sampled_from((Operator.FORALL, Operator.EXISTS)))
                return make(operator, BOOLEAN, (body,), bound=bound)
    return draw(atoms(words, scope))


@st.composite
def atoms(draw: st.DrawFn, words: Vocabulary, scope: Sequence[Term]) -> Term:
    """A formula without connectives."""
    relations = [s for s in words.symbols if s.is_relation and all(_inhabited(words, scope, d) for d in s.domain)]
    sorts = [s for s in words.plain_sorts if _inhabited(words, scope, s)]
    kind = draw(st.sampled_from(("relation", "relation", "relation", "relation", "equal", "contains", "truth")))
    if kind == "relation" and relations:
        symbol = draw(st.sampled_from(relations))
        return apply(symbol, [draw(terms(words, scope, d, 1)) for d in symbol.domain])
    if kind == "equal":
        sort = draw(st.sampled_from([*sorts, *(v.sort for v in scope if v.sort.is_set or v.sort.is_boolean)]))
        depth = 0 if sort.is_boolean else 1
        return make(Operator.EQUAL, BOOLEAN, tuple(draw(terms(words, scope, sort, depth)) for _ in range(2)))
    if kind == "contains":
        parts = (draw(terms(words, scope, words.powers, 0)), draw(terms(words, scope, words.enumeration, 1)))
        return make(Operator.CONTAINS, BOOLEAN, parts)
    truths = [v for v in scope if v.sort.is_boolean]
    return draw(st.sampled_from([TRUE, FALSE, *truths]))


def _inhabited(words: Vocabulary, scope: Sequence[Term], sort: Sort) -> bool:
    """Can a term of the sort be made with nothing but variables and constants?"""
    if sort.is_boolean or sort.is_set or sort.is_enumeration:
        return True
    return any(v.sort == sort for v in scope) or any(s.codomain == sort and not s.domain for s in words.symbols)
