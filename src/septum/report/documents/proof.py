"""The proof of a profile, as a document."""

from collections.abc import Sequence

from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict
from septum.obligations.places import place_in_step
from septum.report.clauses import clause_counts
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import attack_json, span_json
from septum.report.failure import Failure
from septum.spec.model import Model


def proof_document(
    result: ProofResult, model: Model, failures: Sequence[Failure], total: int, status: int, interrupted: bool = False
) -> Json:
    """The document of `septum prove`. `total`: how many obligations the profile has, asked or not."""
    known = proof_json(result, model, failures, total)
    content = {**known, "statement": result.statement, "interrupted": interrupted}
    return document("prove", "prove", str(_said(result, interrupted)), status, content)


def _said(result: ProofResult, interrupted: bool) -> Verdict:
    """What an interrupted proof says: a violation that was found stands, and nothing is proved."""
    return Verdict.NOT_RUN if interrupted and result.verdict is not Verdict.VIOLATED else result.verdict


def proof_json(result: ProofResult, model: Model, failures: Sequence[Failure], total: int) -> Json:
    """What is known of a proof: everything but what differs from run to run."""
    return {
        "profile": result.profile,
        "digest": result.digest,
        "steps": result.steps,
        "invariants": result.invariants,
        "views": result.views,
        "solvers": result.solvers,
        "budget": result.budget,
        "independent": result.independent,
        "assumptions": list(result.assumptions),
        "axioms": list(result.axioms),
        "total": total,
        "clauses": [
            {"clause": c.clause, "says": c.sentence, "all": c.total, "untouched": c.untouched, "solved": c.solved}
            for c in clause_counts(result, model)
        ],
        "obligations": [_outcome(outcome) for outcome in result.outcomes],
        "vacuity": [_finding(finding) for finding in result.vacuity],
        "failures": [_failure(failure, model) for failure in failures],
    }


def _outcome(outcome: ObligationOutcome) -> Json:
    return {
        "id": outcome.identifier,
        "clause": outcome.clause,
        "verdict": str(outcome.verdict),
        "untouched": outcome.untouched,
    }


def _finding(finding: VacuityFinding) -> Json:
    return {
        "kind": finding.kind,
        "name": finding.name,
        "verdict": str(finding.verdict),
        "detail": finding.detail,
        "place": span_json(finding.span),
    }


def _failure(failure: Failure, model: Model) -> Json:
    obligation = failure.obligation
    return {
        "id": failure.outcome.identifier,
        "verdict": str(failure.outcome.verdict),
        "should": obligation.should,
        "may": obligation.may,
        "place": span_json(obligation.target_span),
        "step_place": span_json(place_in_step(obligation, model)),
        "detail": failure.outcome.detail,
        "countermodel": list(failure.outcome.model),
        "search": str(failure.search),
        "attack": attack_json(failure.attack),
    }
