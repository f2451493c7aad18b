"""Scripts that are exported are read by both solvers, which then say of them what the prover says."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from cores import core
from scripts import cvc5_answer, z3_answer

from septum.export.smtlib import LIST, emit
from septum.export.smtlib.names import RESERVED
from septum.export.smtlib.terms import Writer
from septum.logic import BOOLEAN, Operator, Sort, Symbol, build
from septum.logic.terms import make
from septum.obligations import Obligation, generate
from septum.smt.decide import decide
from septum.smt.query import Answer, Options, Premise, Query
from septum.spec.load import load_profile
from septum.spec.model import Model

_load = cache(load_profile)
_EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.py"))
_EXPECTED = {Answer.FOLLOWS: "unsat", Answer.FAILS: "sat"}


def _asked(model: Model) -> list[Obligation]:
    return [obligation for obligation in generate(model) if not obligation.untouched]


def _some(model: Model, most: int) -> list[Obligation]:
    """All that need a solver, or so many of them, evenly."""
    asked = _asked(model)
    count = min(most, len(asked))
    return [asked[number * len(asked) // count] for number in range(count)]


def _decided(obligation: Obligation) -> str:
    premises = tuple(Premise(h.name, h.term) for h in obligation.hypotheses)
    return _EXPECTED[decide(Query(premises, obligation.goal), Options()).answer]


def _compare(model: Model, obligations: Iterable[Obligation]) -> Counter[str]:
    files, answers = emit(model), Counter[str]()
    for obligation in obligations:
        script = files[f"{obligation.identifier}.smt2"]
        expected = _decided(obligation)
        assert z3_answer(script) == expected, obligation.identifier
        # That the claim fails, cvc5 says loudly.
        said = "unsat" if expected == "unsat" else '(error "Expected result unsat but got sat")'
        assert cvc5_answer(script) == said, obligation.identifier
        answers[expected] += 1
    return answers


def test_both_solvers_agree_with_the_prover_on_the_examples_and_find_what_is_refuted() -> None:
    answers = {file.stem: _compare(model, _some(model, 22)) for file in _EXAMPLES if (model := _load(str(file)))}
    assert answers["benign_allocator"]["sat"] == 0 and answers["benign_allocator"]["unsat"] > 15
    assert answers["leaky_allocator"]["sat"] == 2


def test_both_solvers_agree_with_the_prover_on_a_sample_of_minimal() -> None:
    model = _load("minimal")
    assert _compare(model, _some(model, 10)) == {"unsat": 10}


def test_both_solvers_agree_with_the_prover_on_random_cores() -> None:
    total = Counter[str]()
    for seed in range(4):
        total += _compare(core(seed), _asked(core(seed)))
    assert total["sat"] > 10 and total["unsat"] > 10


@pytest.mark.parametrize("profile", ["minimal", *map(str, _EXAMPLES)])
def test_every_obligation_is_listed_and_those_that_need_a_solver_have_a_file(profile: str) -> None:
    model = _load(profile)
    files = emit(model)
    obligations = generate(model)
    listed = [line for line in files[LIST].splitlines() if not line.startswith(";")]
    assert listed == [f"{'untouched' if o.untouched else 'solver'} {o.identifier}" for o in obligations]
    assert sorted(files) == sorted([LIST, *(f"{o.identifier}.smt2" for o in obligations if not o.untouched)])


def _script(goal: object, writer: Writer) -> str:
    assert isinstance(goal, type(build.variable("x", BOOLEAN)))
    declarations = writer.needs(goal)
    lines = [f"(set-logic {writer.logic(declarations)})", *(d.text for d in sorted(declarations))]
    return "\n".join([*lines, f"(assert (not {writer.text(goal)}))", "(check-sat)"])


@pytest.mark.parametrize("name", sorted(word for word in RESERVED if word.isalnum()))
def test_a_sort_may_have_the_name_of_a_theorys(name: str) -> None:
    sort = Sort(name)
    x, free = build.variable(name, sort), build.variable("assert", sort)
    image = build.apply(Symbol(f"Concern.{name}", (sort,), sort), [x])
    goal = build.forall([x], build.equal(image, free))
    script = _script(goal, Writer())
    assert z3_answer(script) == "sat"
    assert cvc5_answer(script) == "sat"


def test_variables_of_one_name_and_two_sorts_are_kept_apart() -> None:
    one, two = (build.variable("x", Sort(name)) for name in ("One", "Two"))
    both = Symbol("Concern.both", (one.sort, two.sort))
    inner = make(Operator.FORALL, BOOLEAN, (build.apply(both, [one, two]),), bound=(two,))
    hidden = make(Operator.FORALL, BOOLEAN, (inner,), bound=(one,))
    goal = build.implies(hidden, build.apply(both, [one, two]))
    script = _script(goal, Writer())
    assert z3_answer(script) == cvc5_answer(script) == "unsat"
