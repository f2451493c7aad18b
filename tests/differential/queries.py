"""Random queries in the decidable fragment, as obligations make them: lowered, about one or two states."""

from hypothesis import strategies as st
from random_terms import Vocabulary, formulas
from strategies import vocabularies

from septum.logic import BOOLEAN, Sort, SortKind, Symbol, Term
from septum.logic.build import conjunction, disjunction, exists, forall, implies, variable
from septum.logic.walk import in_state
from septum.obligations.lower import lower
from septum.smt.query import Premise, Query


@st.composite
def small_vocabularies(draw: st.DrawFn) -> Vocabulary:
    """So few entries that all structures with two elements can be tried."""
    guest, page = Sort("Guest"), Sort("Page")
    rights = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE", "EXECUTE")[: draw(st.integers(1, 3))])
    symbols = [Symbol("Random.marked", (guest,))]
    symbols.append(
        draw(
            st.sampled_from(
                (
                    Symbol("Random.owner", (page,), guest),
                    Symbol("Random.right", (page,), rights),
                    Symbol("Random.has", (guest, page)),
                )
            )
        )
    )
    if draw(st.booleans()):
        symbols.append(Symbol("Random.zero", (), guest, rigid=True))
    return Vocabulary((guest, page), rights, tuple(symbols))


@st.composite
def queries(draw: st.DrawFn, small: bool = False) -> Query:
    """Up to four premises and a goal, which often has something to do with them."""
    words = draw(small_vocabularies()) if small else draw(vocabularies())[0]
    sorts = [*words.plain_sorts, BOOLEAN] if not small else [words.sorts[0], words.sorts[1], words.enumeration, BOOLEAN]
    chosen = draw(st.lists(st.sampled_from(sorts), max_size=2 if small else 3))
    constants = tuple(variable(f"c{i}~", sort) for i, sort in enumerate(chosen))
    tags = ("s",) if small else ("s", "t")

    def statement(scope: tuple[Term, ...] = constants) -> Term:
        found = in_state(lower(draw(formulas(words, scope, 3))), draw(st.sampled_from(tags)))
        return _closed(words, found, draw(st.booleans()), constants)

    # Names are for people: two premises may share one.
    premises = [Premise(draw(st.sampled_from(("one", "other"))), statement()) for _ in range(draw(st.integers(0, 4)))]
    goal = statement()
    if premises:
        some = draw(st.sampled_from(premises)).term
        match draw(st.sampled_from(("any", "weaker", "chained", "all", "alike"))):
            case "weaker":
                goal = disjunction(goal, some)
            case "chained":
                premises.append(Premise("one", implies(some, goal)))
            case "all":
                goal = conjunction(*(p.term for p in premises))
            case "alike":
                goal = some
            case _:
                pass
    return Query(tuple(premises), goal)


def _closed(words: Vocabulary, term: Term, universal: bool, constants: tuple[Term, ...]) -> Term:
    """Quantify what is free besides the constants, from the top of the ladder down."""
    loose = sorted(term.free - set(constants), key=lambda v: (-words.rank(v.sort), v.name))
    return forall(loose, term) if universal else exists(loose, term)
