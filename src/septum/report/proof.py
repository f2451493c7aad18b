"""The proof of a profile, as text."""

from collections import Counter
from collections.abc import Sequence

from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict
from septum.report.clauses import clause_counts, clause_table
from septum.report.failure import Failure, failure_lines
from septum.report.layout import entry
from septum.report.quantities import count, plural, resources
from septum.spec.model import Model

_POSSIBLE = {"step": "possible", "example": "played", "witness": "played", "axiom": "satisfiable"}


def proof_lines(
    result: ProofResult, model: Model, failures: Sequence[Failure], total: int, everything: bool = False
) -> list[str]:
    """The report on a proof.

    `failures`: every obligation that is not proved. `total`: how many obligations the profile has; more than were
    asked for where only some were.
    """
    lines = heading(result)
    whole = result.verdict is Verdict.PROVED
    if whole or everything:
        lines += clause_table(clause_counts(result, model))
    for failure in failures:
        if failure.outcome.verdict is not Verdict.NOT_RUN:
            lines += failure_lines(failure, model, everything)
    lines += vacuity_failures(result.vacuity)
    if whole or everything:
        lines += vacuity_line(result, len(result.outcomes) < total)
    return [*lines, last_line(result, total)]


def heading(result: ProofResult) -> list[str]:
    """What is judged, with what."""
    parts = [plural(result.steps, "step"), plural(result.invariants, "invariant"), plural(result.views, "view")]
    solvers = ", ".join(f"{name} {version}" for name, version in result.solvers.items())
    how = ", plain queries" if result.independent else ""
    how += f"; statement {result.statement}" if result.statement != "runs" else ""
    return entry_after(f"{result.profile} {result.digest}:", f"{', '.join(parts)}; {solvers}{how}")


def entry_after(first: str, text: str) -> list[str]:
    """`first text` in one line where it fits, else in two."""
    one = f"{first} {text}"
    return [one] if len(one) <= 80 else [first, *entry("", text)]


def costliest(result: ProofResult) -> str:
    """The obligation that cost most, in the solvers' units of work; empty where none was solved.

    For standard error: what the cache remembers is the cost of the first of equal queries.
    """
    solved = [o for o in result.outcomes if o.resources]
    if not solved:
        return ""
    most = max(solved, key=lambda o: (o.resources, o.identifier))
    return f"costliest {most.identifier}, {resources(most.resources)} of {resources(result.budget)} rlimit"


def vacuity_line(result: ProofResult, partial: bool) -> list[str]:
    """What was shown about the claims being about something."""
    if not result.vacuity:
        return entry("  vacuity", "not asked: only some obligations were" if partial else "not asked")
    counts = Counter(f.kind for f in result.vacuity if f.verdict is Verdict.PROVED)
    done = [f"{plural(number, kind)} {_POSSIBLE[kind]}" for kind, number in counts.items() if kind in _POSSIBLE]
    rest = [plural(number, kind) for kind, number in counts.items() if kind not in _POSSIBLE]
    parts = done + ([", ".join(rest) + " not trivial"] if rest else [])
    return entry("  vacuity", "; ".join(parts) or "nothing was shown")


def vacuity_failures(findings: Sequence[VacuityFinding]) -> list[str]:
    """Every claim that is about nothing, or not known to be about something."""
    lines: list[str] = []
    for finding in findings:
        if finding.verdict is not Verdict.PROVED:
            place = f", {finding.span}" if finding.span is not None else ""
            lines += entry(str(finding.verdict), f"{finding.kind} {finding.name}{place}")
            if finding.detail:
                lines += entry("  because", finding.detail)
    return lines


def last_line(result: ProofResult, total: int) -> str:
    """The verdict. Its first word alone fixes the exit status."""
    outcomes = result.outcomes
    proved = [o for o in outcomes if o.verdict is Verdict.PROVED]
    untouched = sum(o.untouched for o in proved)
    verdict = result.verdict
    among = "" if len(outcomes) == total else f"; {count(total - len(outcomes))} not asked"
    if verdict is Verdict.PROVED:
        by = " by both" if len(result.solvers) == 2 else f" by {' and '.join(result.solvers)} alone"
        sum_ = f"{count(untouched)} untouched + {count(len(proved) - untouched)} solved{by}"
        return f"proved: {_obligations(len(outcomes))} = {sum_}{among}"
    if not outcomes:
        return f"{verdict}: there is nothing to prove, and so nothing is proved"
    named = [o for o in outcomes if o.verdict is verdict]
    if not named:
        findings = [f for f in result.vacuity if f.verdict is verdict]
        return f"{verdict}: {plural(len(findings), 'claim')} of {len(result.vacuity)}, {_kinds(findings)}{among}"
    return f"{verdict}: {count(len(named))} of {_obligations(len(outcomes))}; {_rest(outcomes, verdict)}{among}"


def interrupted_lines(result: ProofResult) -> list[str]:
    """What an interrupted proof knows."""
    missing = sum(o.verdict is Verdict.NOT_RUN for o in result.outcomes)
    parts = [f"{count(n)} {v}" for v, n in _verdicts(result.outcomes).items() if v is not Verdict.NOT_RUN]
    known = f"; {', '.join(parts)}" if parts else ""
    return [f"not run: {count(missing)} of {_obligations(len(result.outcomes))}, interrupted{known}"]


def _obligations(number: int) -> str:
    return plural(number, "obligation")


def _verdicts(outcomes: Sequence[ObligationOutcome]) -> dict[Verdict, int]:
    counted = Counter(o.verdict for o in outcomes)
    return {verdict: counted[verdict] for verdict in Verdict if counted[verdict]}


def _rest(outcomes: Sequence[ObligationOutcome], verdict: Verdict) -> str:
    untouched = sum(o.untouched for o in outcomes if o.verdict is Verdict.PROVED)
    counts = _verdicts(outcomes)
    solved = counts.get(Verdict.PROVED, 0) - untouched
    others = [f"{count(n)} {v}" for v, n in counts.items() if v not in (Verdict.PROVED, verdict)]
    return ", ".join([*others, f"{count(untouched)} untouched", f"{count(solved)} solved"])


def _kinds(findings: Sequence[VacuityFinding]) -> str:
    return ", ".join(f"{f.kind} {f.name}" for f in findings[:3]) + (" …" if len(findings) > 3 else "")
