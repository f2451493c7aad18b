"""The verdict on a deployment: pair by pair, and never more than was shown."""

import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict
from septum.report.deployment import Judgement, judge_pairs
from septum.report.pairs import last_line, pair_lines
from septum.report.verification import verification_lines
from septum.spec.load import load_profile
from septum.workload import (
    Finding,
    allocate,
    parse_deployment,
    residual_channels,
    run_lifecycle,
    side_conditions,
)

_EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
_DAY = date(2026, 11, 21)


def _judgement(name: str, day: date = _DAY, *, replace: tuple[str, str] = ("", "")) -> Judgement:
    text = (_EXAMPLES / name).read_text(encoding="utf-8").replace(*replace)
    deployment = parse_deployment(text, name, ("minimal",))
    model = load_profile("minimal")
    allocation = allocate(deployment)
    life = run_lifecycle(model, deployment, allocation)
    clauses = [clause.name for stated in model.properties for clause in stated.clauses]
    proof = ProofResult(
        profile=model.name,
        digest="0" * 12,
        steps=1,
        invariants=1,
        views=1,
        outcomes=tuple(ObligationOutcome(f"x/{clause}/y", clause, Verdict.PROVED) for clause in clauses),
        vacuity=(VacuityFinding("step", "x", Verdict.PROVED),),
        solvers={"z3": "1", "cvc5": "2"},
        budget=1,
    )
    conditions = side_conditions(deployment, allocation, life)
    channels = residual_channels(deployment, allocation, day)
    return Judgement(deployment, allocation, model, proof, (), life, conditions, channels, day)


@pytest.fixture(scope="module")
def two() -> Judgement:
    return _judgement("two-tenants.yaml")


def _with(judgement: Judgement, clause: str, verdict: Verdict) -> Judgement:
    outcomes = tuple(
        evolve(outcome, verdict=verdict) if outcome.clause == clause else outcome
        for outcome in judgement.proof.outcomes
    )
    return evolve(judgement, proof=evolve(judgement.proof, outcomes=outcomes))


def test_all_proved_is_proved_but_for_the_channels(two: Judgement) -> None:
    assert two.verdict is Verdict.PROVED
    assert last_line(two) == f"proved: write and read; fingerprint but for {len(two.channels)} accepted channels"


def _not_covered(judgement: Judgement) -> list[str]:
    lines = verification_lines(judgement, everything=False)
    first = next((n for n, line in enumerate(lines) if line.startswith("  not covered")), len(lines))
    return lines[first : lines.index("", first)] if first < len(lines) else []


def test_what_is_not_covered_is_said_in_the_theorem_and_beside_the_verdict(two: Judgement) -> None:
    partial = evolve(two, model=evolve(two.model, not_covered=("pumps: how they cool", "doors: who opens them")))
    assert last_line(partial).endswith("; 2 parts not covered")
    said = " ".join(_not_covered(partial))
    assert "pumps: how they cool" in said and "doors: who opens them" in said


def test_exclusions_are_counted_among_what_is_not_covered(two: Judgement) -> None:
    excluded = [name for name in two.model.assumes if two.model.assumption(name).kind == "exclusion"]
    assert excluded
    assert _not_covered(two) == [f"  not covered {len(excluded)} exclusions, named among the assumptions"]
    lines = verification_lines(two, everything=False)
    for name in excluded:
        assert any(two.model.assumption(name).identifier in line for line in lines)
    others = tuple(name for name in two.model.assumes if name not in excluded)
    assert _not_covered(evolve(two, model=evolve(two.model, assumes=others))) == []


def test_assumptions_stand_in_columns_whatever_their_kind_is_called(two: Judgement) -> None:
    kinds = {two.model.assumption(name).kind for name in two.model.assumes}
    lines = verification_lines(two, everything=False)
    starts = {re.match(r"  \w+ +", line) for line in lines if line.split()[:1] and line.split()[0] in kinds}
    assert len({start.end() for start in starts if start is not None}) == 1


@pytest.mark.parametrize(
    ("clause", "write"),
    [
        ("o_inv", Verdict.VIOLATED),
        ("o_write", Verdict.VIOLATED),
        ("o_told", Verdict.PROVED),
        ("o_birth", Verdict.PROVED),
    ],
)
def test_a_violated_clause_breaks_the_claims_that_rest_on_it(two: Judgement, clause: str, write: Verdict) -> None:
    judgement = _with(two, clause, Verdict.VIOLATED)
    (pair,) = judge_pairs(judgement)
    assert (pair.write, pair.read, pair.fingerprint) == (write, Verdict.VIOLATED, Verdict.VIOLATED)
    assert last_line(judgement) == "violated: the theorem, 1 obligation of minimal"


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PROVED])
def test_nothing_is_proved_of_a_pair_while_the_theorem_is_open(two: Judgement, verdict: Verdict) -> None:
    judgement = _with(two, "o_status", verdict)
    assert judgement.verdict is verdict
    assert {pair.read for pair in judge_pairs(judgement)} == {verdict}
    assert last_line(judgement).startswith(f"{verdict}: ")


def test_a_vacuous_theorem_proves_nothing_of_a_pair(two: Judgement) -> None:
    finding = VacuityFinding("step", "x", Verdict.VACUOUS)
    judgement = evolve(two, proof=evolve(two.proof, vacuity=(finding,)))
    assert {pair.write for pair in judge_pairs(judgement)} == {Verdict.VACUOUS}


@pytest.mark.parametrize(("found", "verdict"), [(Finding.BROKEN, Verdict.VIOLATED), (Finding.NOT_RUN, Verdict.NOT_RUN)])
def test_a_side_condition_that_does_not_hold_leaves_no_claim(two: Judgement, found: Finding, verdict: Verdict) -> None:
    conditions = (evolve(two.conditions[0], verdict=found, found="0x0 is no memory"), *two.conditions[1:])
    judgement = evolve(two, conditions=conditions)
    lines = verification_lines(judgement, everything=False)
    assert judgement.verdict is verdict and lines[-1].startswith(f"{verdict}: {conditions[0].identifier} ")
    assert any("0x0 is no memory" in line for line in lines)
    assert not any("lent, each frame to one tenant" in line for line in lines)


def test_a_channel_that_is_not_accepted_breaks_the_fingerprint_alone() -> None:
    judgement = _judgement("two-tenants.yaml", date(2099, 1, 1))
    (pair,) = judge_pairs(judgement)
    assert (pair.write, pair.read, pair.fingerprint) == (Verdict.PROVED, Verdict.PROVED, Verdict.VIOLATED)
    assert pair.open == pair.but_for


def test_tenants_of_one_trust_are_said_to_be_so() -> None:
    judgement = _judgement("two-tenants.yaml", replace=("trust: bob", "trust: alice"))
    (pair,) = judge_pairs(judgement)
    assert pair.one_trust and not pair.but_for
    assert any("one trust" in line for line in pair_lines([pair]))
    assert last_line(judgement) == "proved: write and read; fingerprint"


def test_pairs_with_equal_verdicts_are_one_row() -> None:
    pairs = judge_pairs(_judgement("mixed.yaml"))
    lines = pair_lines(pairs)
    assert len(pairs) == 6 and any("alice-bob and 4 more" in line for line in lines)
    assert any(line.lstrip().startswith("carol-dave") for line in lines)


def test_everything_that_holds_is_shown_where_it_is_wanted(two: Judgement) -> None:
    lines = verification_lines(two, everything=True)
    text = " ".join(" ".join(lines).split())
    for condition in two.conditions:
        assert condition.identifier in text
    for name in two.model.assumes:
        assert two.model.assumption(name).identifier in text
    assert all(len(line) <= 80 for line in lines)


def test_facts_that_are_not_read_are_said_not_to_be() -> None:
    judgement = _judgement("two-tenants.yaml", replace=("cpus: 8", "cpus: 8\n  facts: host.tar.xz"))
    lines = verification_lines(judgement, everything=False)
    assert any("host.tar.xz" in line and "not read" in line for line in lines)
    number = len(judgement.model.assumes)
    assert any(line.endswith(f"0 checked on this host, {number} on trust") for line in lines)
