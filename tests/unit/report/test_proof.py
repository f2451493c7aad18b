"""What is said of a proof is what its outcomes are: nothing is rounded up."""

from attrs import evolve

from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict
from septum.report.proof import interrupted_lines, last_line, vacuity_failures, vacuity_line

_PROVED = ObligationOutcome("a/o_inv/x", "o_inv", Verdict.PROVED)
_UNTOUCHED = ObligationOutcome("a/o_inv/y", "o_inv", Verdict.PROVED, untouched=True)
_VACUITY = (VacuityFinding("step", "a", Verdict.PROVED), VacuityFinding("invariant", "x", Verdict.PROVED))


def _result(*outcomes: ObligationOutcome, vacuity: tuple[VacuityFinding, ...] = _VACUITY) -> ProofResult:
    return ProofResult(
        profile="p",
        digest="0" * 12,
        steps=1,
        invariants=2,
        views=0,
        outcomes=outcomes,
        vacuity=vacuity,
        solvers={"z3": "1", "cvc5": "2"},
        budget=100,
    )


def _with(verdict: Verdict) -> ObligationOutcome:
    return ObligationOutcome(f"a/o_inv/{verdict}", "o_inv", verdict)


def test_a_proof_counts_what_solvers_did_apart() -> None:
    result = _result(_PROVED, _UNTOUCHED)
    assert last_line(result, 2) == "proved: 2 obligations = 1 untouched + 1 solved by both"
    assert last_line(evolve(result, solvers={"z3": "1"}), 2).endswith("1 solved by z3 alone")
    assert last_line(result, 9) == "proved: 2 obligations = 1 untouched + 1 solved by both; 7 not asked"


def test_the_worst_verdict_is_the_last_line_s_first_word() -> None:
    every = [_with(v) for v in Verdict if v is not Verdict.PROVED]
    for index, word in enumerate(["violated", "error", "unknown", "budget", "vacuous", "not run"]):
        ranked = sorted(
            every, key=lambda o: ["violated", "error", "unknown", "budget", "vacuous", "not run"].index(o.verdict)
        )
        assert last_line(_result(_PROVED, *ranked[index:]), 9).startswith(f"{word}: 1 of ")


def test_a_violation_says_what_else_is_open() -> None:
    line = last_line(_result(_PROVED, _UNTOUCHED, _with(Verdict.VIOLATED), _with(Verdict.UNKNOWN)), 4)
    assert line == "violated: 1 of 4 obligations; 1 unknown, 1 untouched, 1 solved"


def test_a_vacuous_claim_is_named_though_all_obligations_are_proved() -> None:
    findings = (VacuityFinding("step", "a", Verdict.VACUOUS, "its check is never true"),)
    result = _result(_PROVED, vacuity=findings)
    assert last_line(result, 1) == "vacuous: 1 claim of 1, step a"
    assert vacuity_failures(findings) == ["vacuous       step a", "  because     its check is never true"]


def test_an_interrupted_proof_says_what_is_missing() -> None:
    result = _result(_PROVED, _UNTOUCHED, _with(Verdict.NOT_RUN), _with(Verdict.VIOLATED))
    assert interrupted_lines(result) == ["not run: 1 of 4 obligations, interrupted; 2 proved, 1 violated"]
    assert interrupted_lines(_result(_with(Verdict.NOT_RUN))) == ["not run: 1 of 1 obligation, interrupted"]


def test_where_vacuity_was_not_asked_nothing_is_claimed() -> None:
    assert vacuity_line(_result(_PROVED, vacuity=()), partial=True) == [
        "  vacuity     not asked: only some obligations were"
    ]
    assert vacuity_line(_result(_PROVED), partial=False) == ["  vacuity     1 step possible; 1 invariant not trivial"]
