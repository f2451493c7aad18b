"""The search for instances, both solvers on the plain statements, and brute force agree."""

from collections.abc import Iterator
from itertools import product
from random import Random

from countermodels import read, refutes, sorts_of, symbols_of
from hypothesis import given, settings
from queries import queries

from septum.interpreter import Structure, Table, Value
from septum.interpreter.structure import values_of
from septum.logic import Symbol, Term
from septum.smt.decide import decide
from septum.smt.query import Answer, Options, Query

_OPTIONS = Options(resources=2_000_000)
_PLAIN = Options(resources=300_000, independent=True)


@settings(max_examples=150)
@given(queries())
def test_every_answer_has_evidence_that_others_confirm(asked: Query) -> None:
    decision = decide(asked, _OPTIONS)
    # In the fragment every query is decided.
    assert decision.answer in (Answer.FOLLOWS, Answer.FAILS), decision
    plain = decide(asked, _PLAIN)
    assert plain.answer in (decision.answer, Answer.UNKNOWN, Answer.BUDGET)
    if decision.answer is Answer.FAILS:
        assert decision.structure is not None
        assert refutes(*read(decision.structure, asked), asked)
        return
    assert all(said.answer == "unsat" for said in decision.said) and len(decision.said) == 2
    fewer = Query(tuple(asked.premises[p] for p in decision.premises), asked.goal)
    assert decide(fewer, _PLAIN).answer in (Answer.FOLLOWS, Answer.UNKNOWN, Answer.BUDGET)
    assert decide(fewer, _OPTIONS).answer is Answer.FOLLOWS


@settings(max_examples=100)
@given(queries())
def test_no_random_structure_refutes_what_follows(asked: Query) -> None:
    random = Random(0)
    if any(refutes(*_random_structure(asked, random), asked) for _ in range(60)):
        assert decide(asked, _OPTIONS).answer is Answer.FAILS


@settings(max_examples=100)
@given(queries(small=True))
def test_brute_force_over_two_elements_agrees(asked: Query) -> None:
    refuted = any(refutes(structure, constants, asked) for structure, constants in _all_structures(asked))
    decision = decide(asked, _OPTIONS)
    if refuted:
        assert decision.answer is Answer.FAILS
    elif decision.answer is Answer.FAILS:
        # Then only more elements refute it.
        assert decision.structure is not None
        structure, constants = read(decision.structure, asked)
        assert refutes(structure, constants, asked)
        assert max(map(len, structure.elements.values())) > 2


def _signature(asked: Query) -> tuple[dict[tuple[str, str], Symbol], list[Term], list[str]]:
    terms = [asked.goal, *(p.term for p in asked.premises)]
    free = frozenset[Term]().union(*(t.free for t in terms))
    names = [s.name for s in sorts_of(terms) if s.is_uninterpreted]
    return symbols_of(terms), sorted(free, key=lambda v: v.name), sorted(names)


def _random_structure(asked: Query, random: Random) -> tuple[Structure, dict[Term, Value]]:
    symbols, free, names = _signature(asked)
    plain = Structure({n: tuple(str(i) for i in range(random.randint(1, 3))) for n in names}, {})
    tables: dict[tuple[str, str], Table] = {}
    for key, symbol in symbols.items():
        values = values_of(symbol.codomain, plain)
        places = product(*(values_of(s, plain) for s in symbol.domain))
        tables[key] = Table({place: random.choice(values) for place in places}, values[0])
    constants = {v: random.choice(values_of(v.sort, plain)) for v in free}
    return Structure(plain.elements, tables), constants


def _all_structures(asked: Query) -> Iterator[tuple[Structure, dict[Term, Value]]]:
    """Every structure with one or two elements of each sort."""
    symbols, free, names = _signature(asked)
    for sizes in product((1, 2), repeat=len(names)):
        plain = Structure({n: tuple(map(str, range(size))) for n, size in zip(names, sizes, strict=True)}, {})
        entries = [
            (key, place, values_of(symbol.codomain, plain))
            for key, symbol in symbols.items()
            for place in product(*(values_of(s, plain) for s in symbol.domain))
        ]
        for values in product(*(options for _, _, options in entries)):
            written: dict[tuple[str, str], dict[tuple[Value, ...], Value]] = {key: {} for key in symbols}
            for (key, place, _), value in zip(entries, values, strict=True):
                written[key][place] = value
            tables = {key: Table(table, False) for key, table in written.items()}
            for chosen in product(*(values_of(v.sort, plain) for v in free)):
                yield Structure(plain.elements, tables), dict(zip(free, chosen, strict=True))
