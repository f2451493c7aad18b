"""Terms keep their meaning through simplification, substitution, lowering, canonical texts and JSON."""

import json
import pickle
import re
from importlib import resources
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from random_terms import Vocabulary, formulas, terms
from strategies import vocabularies

from septum.diagnostics import Span
from septum.interpreter import Structure, Table, Value, evaluate
from septum.interpreter.structure import values_of
from septum.logic import BOOLEAN, Operator, Term
from septum.logic.build import variable
from septum.logic.canonical import canonical, digest
from septum.logic.serialize import from_json, to_json
from septum.logic.show import show
from septum.logic.terms import make
from septum.logic.walk import expand_enumerations, in_state, simplify, substitute, subterms, symbols
from septum.obligations.lower import lower
from septum.spec.load import load_profile

_VALIDATOR = Draft202012Validator(json.loads((resources.files("septum.logic") / "term.schema.json").read_text("utf-8")))
_MANY = settings(max_examples=80)


@st.composite
def cases(draw: st.DrawFn, depth: int = 3) -> tuple[Vocabulary, tuple[Term, ...], Term]:
    """A vocabulary, variables and a formula over them. Variables are now and then called as bound ones are."""
    words, _ = draw(vocabularies())
    sorts = [*words.plain_sorts, words.powers, BOOLEAN]
    chosen = draw(st.lists(st.sampled_from(sorts), min_size=1, max_size=3))
    scope = tuple(variable(f"v{i}", sort) for i, sort in enumerate(chosen))
    return words, scope, draw(formulas(words, scope, depth))


def structures(words: Vocabulary, count: int = 3) -> list[Structure]:
    """Random structures of one to three elements, the same each time."""
    random = Random(0)
    found: list[Structure] = []
    for _ in range(count):
        elements = {s.name: tuple(f"{s.name}{i}" for i in range(random.randint(1, 3))) for s in words.sorts}
        plain = Structure(elements, {})
        tables: dict[tuple[str, str], Table] = {}
        for symbol in words.symbols:
            values = values_of(symbol.codomain, plain)
            places: list[tuple[Value, ...]] = [()]
            for sort in symbol.domain:
                places = [(*p, v) for p in places for v in values_of(sort, plain)]
            tables[symbol.name, ""] = Table({p: random.choice(values) for p in places}, values[0])
        found.append(Structure(elements, tables))
    return found


def assignment(variables: tuple[Term, ...], structure: Structure, random: Random) -> dict[Term, Value]:
    """Random values for variables."""
    return {v: random.choice(values_of(v.sort, structure)) for v in variables}


@_MANY
@given(cases())
def test_simplification_and_expansion_keep_the_value(case: tuple[Vocabulary, tuple[Term, ...], Term]) -> None:
    words, scope, term = case
    simple, spelled = simplify(term), expand_enumerations(term)
    assert simple.free <= term.free and simple.bare is simple
    assert not any(v.sort.is_enumeration or v.sort.is_set for part in subterms(spelled) for v in part.bound)
    for structure in structures(words):
        values = assignment(scope, structure, Random(1))
        expected = evaluate(term, structure, values)
        assert evaluate(simple, structure, values) == expected
        assert evaluate(spelled, structure, values) == expected


@_MANY
@given(cases())
def test_lowering_keeps_the_value_of_what_has_no_set_variables(
    case: tuple[Vocabulary, tuple[Term, ...], Term],
) -> None:
    words, scope, term = case
    if any(v.sort.is_set for v in term.free):
        return
    lowered = lower(term)
    assert not any(part.sort.is_set for part in subterms(lowered))
    for structure in structures(words):
        values = assignment(scope, structure, Random(1))
        assert evaluate(lowered, structure, values) == evaluate(term, structure, values)


@_MANY
@given(st.data())
def test_substitution_means_that_the_variable_has_the_value_of_the_term(data: st.DataObject) -> None:
    words, scope, term = data.draw(cases())
    # What comes in speaks of variables that have the names of bound ones, so that capture would show.
    bound = sorted({v for part in subterms(term) for v in part.bound}, key=lambda v: (v.name, v.sort.name))
    incoming = (*scope, *bound)
    replaced = data.draw(st.lists(st.sampled_from(scope), unique=True))
    values = {
        v: data.draw(terms(words, [w for w in incoming if w.sort == v.sort] or scope, v.sort, 1)) for v in replaced
    }
    result = substitute(term, values)
    assert result.free <= (term.free - values.keys()).union(*(t.free for t in values.values()))
    for structure in structures(words):
        outside = assignment(incoming, structure, Random(1))
        inside = {**outside, **{v: evaluate(t, structure, outside) for v, t in values.items()}}
        assert evaluate(result, structure, outside) == evaluate(term, structure, inside)


@_MANY
@given(cases(), cases())
def test_texts_agree_exactly_for_terms_that_differ_in_bound_names(
    one: tuple[Vocabulary, tuple[Term, ...], Term], two: tuple[Vocabulary, tuple[Term, ...], Term]
) -> None:
    first, second = one[2], two[2]
    renamed = _renamed(first)
    assert canonical(renamed) == canonical(first) and digest(renamed) == digest(first)
    assert (canonical(first) == canonical(second)) == (_nameless(first, ()) == _nameless(second, ()))
    states = {canonical(in_state(first, tag)) for tag in ("", "s", "t")}
    changing = any(not symbol.rigid for symbol in symbols(in_state(first, "")))
    assert len(states) == (3 if changing else 1)


def _renamed(term: Term) -> Term:
    """Every bound variable under another name."""
    if not term.arguments:
        return term.bare
    parts = tuple(_renamed(a) for a in term.arguments)
    if not term.bound:
        return term.bare.rebuild(parts)
    fresh = {v: variable(f"renamed_{term.size}_{i}", v.sort) for i, v in enumerate(term.bound)}
    # Not `substitute`, which simplifies.
    return make(term.operator, BOOLEAN, (_put(parts[0], fresh),), bound=tuple(fresh.values()))


def _put(term: Term, values: dict[Term, Term]) -> Term:
    if term in values:
        return values[term]
    inner = {v: t for v, t in values.items() if v not in term.bound}
    return term.rebuild(tuple(_put(a, inner) for a in term.arguments))


def _nameless(term: Term, bound: tuple[Term, ...]) -> object:
    """A term with bound variables by their distance: another way to say which terms are alike."""
    if term.operator is Operator.VARIABLE and term in bound:
        return "bound", bound.index(term)
    parts = tuple(_nameless(a, (*reversed(term.bound), *bound)) for a in term.arguments)
    return term.operator, term.sort, term.name, term.symbol, term.state, tuple(v.sort for v in term.bound), parts


_EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["benign_allocator", "leaky_allocator", "gossip"])
def test_what_is_printed_of_a_profile_is_read_again(name: str, tmp_path: Path) -> None:
    """As an invariant of the same profile, with `self.` before the names of its one concern."""
    source = (_EXAMPLES / f"{name}.py").read_text(encoding="utf-8")
    model = load_profile(str(_EXAMPLES / f"{name}.py"))
    printed = [f.body for f in (*model.invariants, *model.initially, *model.axioms)]
    printed += [g.condition for _, g in model.guards()]
    printed += [u.condition for step in model.steps for u in step.updates]
    names = "|".join(s.symbol.name.rsplit(".", 1)[-1] for s in model.symbols)
    text = ""
    for number, term in enumerate(printed):
        parameters = sorted(term.free, key=lambda v: v.name)
        given_names = "".join(f", {v.name}: {v.sort.name}" for v in parameters).replace("'", "_")
        said = re.sub(rf"\b({names})\b", r"self.\1", show(term)).replace("'", "_")  # renamed apart: `f'1`
        text += f"    @invariant\n    def printed{number}(self{given_names}) -> bool:\n        return {said}\n\n"
    head, profile = source[: source.rindex("\n\nclass ")], source[source.rindex("\n\nclass ") :]
    if "    invariant,\n" not in head:
        head = head.replace("    initially,\n", "    initially,\n    invariant,\n", 1)
    path = tmp_path / "printed.py"
    path.write_text(head.rstrip() + "\n\n" + text + profile, encoding="utf-8")
    again = {f.name: f.body for f in load_profile(str(path)).invariants}
    assert len(printed) > 4
    for number, term in enumerate(printed):
        plain = {v: variable(v.name.replace("'", "_"), v.sort) for v in term.free}
        assert canonical(again[f"printed{number}"]) == canonical(_put(term.bare, plain)), show(term)


@_MANY
@given(cases(), st.randoms(use_true_random=False))
def test_json_and_pickle_lose_nothing(case: tuple[Vocabulary, tuple[Term, ...], Term], random: Random) -> None:
    written = _placed(case[2], random)
    document = json.loads(json.dumps(to_json([written, case[2]])))
    _VALIDATOR.validate(document)
    first, second = from_json(document)
    assert first is written and second is case[2]
    assert first.span == written.span and _spans(first) == _spans(written)
    assert pickle.loads(pickle.dumps(written)) is written


def _placed(term: Term, random: Random) -> Term:
    """The term with a place for some of its nodes."""
    span = Span("core.py", random.randint(1, 9), 1, 9, 9) if random.random() < 0.5 else None
    return term.rebuild(tuple(_placed(a, random) for a in term.arguments)).at(span)


def _spans(term: Term) -> list[Span | None]:
    return [term.span, *(span for a in term.arguments for span in _spans(a))]


@_MANY
@given(cases())
def test_equality_is_of_what_is_said_and_not_of_where(case: tuple[Vocabulary, tuple[Term, ...], Term]) -> None:
    placed = _placed(case[2], Random(3))
    assert placed == case[2] and hash(placed) == hash(case[2]) and placed.bare is case[2].bare
    assert canonical(placed) == canonical(case[2])
