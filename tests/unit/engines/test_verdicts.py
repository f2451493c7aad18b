"""Only a proof is a proof: budgets, empty lists and everything undecided have words of their own."""

from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from obligations import PROVED, VIOLATED

from septum.engines.cache import Cache
from septum.engines.prove import judge, prove
from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict, worst
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def benign() -> Model:
    return load_profile(str(EXAMPLES / "benign_allocator.py"))


def result(outcomes: list[Verdict], vacuity: list[Verdict]) -> ProofResult:
    made = tuple(ObligationOutcome(str(i), "o_inv", v) for i, v in enumerate(outcomes))
    found = tuple(VacuityFinding("step", str(i), v) for i, v in enumerate(vacuity))
    return ProofResult("profile", "digest", 1, 1, 1, made, found, {}, 1)


def test_a_whole_is_proved_only_where_each_part_is() -> None:
    for size in (1, 2, 3):
        for verdicts in product(Verdict, repeat=size):
            whole = result([Verdict.PROVED, *verdicts[:1]], list(verdicts[1:])).verdict
            assert (whole is Verdict.PROVED) == (set(verdicts) == {Verdict.PROVED})
            assert whole in (*verdicts, Verdict.PROVED)


def test_a_violation_comes_before_an_error_and_an_error_before_what_is_undecided() -> None:
    assert worst([Verdict.BUDGET, Verdict.VIOLATED, Verdict.ERROR]) is Verdict.VIOLATED
    assert worst([Verdict.UNKNOWN, Verdict.ERROR, Verdict.PROVED]) is Verdict.ERROR
    assert worst([Verdict.PROVED, Verdict.NOT_RUN]) is Verdict.NOT_RUN


def test_a_proof_of_nothing_is_not_run(benign: Model) -> None:
    assert worst([]) is Verdict.NOT_RUN
    assert result([], []).verdict is Verdict.NOT_RUN
    assert prove(benign, Settings(workers=1, only=("no/such/*",))).verdict is Verdict.NOT_RUN


def test_a_model_without_a_property_is_not_proved(benign: Model) -> None:
    empty = evolve(benign, properties=(), examples=(), invariants=(), views=(), steps=(), observers=())
    assert prove(empty, Settings(workers=1)).verdict is Verdict.NOT_RUN


def test_one_unit_of_resources_proves_nothing(benign: Model) -> None:
    proof = prove(benign, Settings(workers=1, resources=1))
    asked = [o.verdict for o in proof.outcomes if not o.untouched]
    assert Verdict.BUDGET in asked and Verdict.PROVED not in asked and Verdict.VIOLATED not in asked
    assert proof.verdict is not Verdict.PROVED


def test_a_budget_is_never_taken_from_the_cache_of_a_richer_run(benign: Model, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "proofs.sqlite")
    assert prove(benign, Settings(workers=1, cache=cache)).verdict is Verdict.PROVED
    again = prove(benign, Settings(workers=1, cache=cache, resources=1))
    assert again.verdict is not Verdict.PROVED and not any(o.cached for o in again.outcomes)


def test_the_plain_statements_are_judged_alike() -> None:
    for independent in (False, True):
        settings = Settings(workers=1, independent=independent)
        assert [o.verdict for o in judge([PROVED, VIOLATED], settings)] == [Verdict.PROVED, Verdict.VIOLATED]


def test_every_obligation_is_accounted_for(benign: Model) -> None:
    proof = prove(benign, Settings(workers=2))
    names = [o.identifier for o in proof.outcomes]
    assert len(names) == len(set(names)) and proof.verdict is Verdict.PROVED
    assert all(len(o.answers) == 2 for o in proof.outcomes if not o.untouched)
