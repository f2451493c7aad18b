"""An obligation that is not proved: what should hold, what may happen instead, where, and how it comes about."""

from attrs import frozen

from septum.diagnostics import Span
from septum.engines.results import Attack, ObligationOutcome, Verdict
from septum.obligations import Obligation
from septum.report.attack import render_attack
from septum.report.layout import MARGIN, cut, entry, wrapped
from septum.report.source import marked
from septum.spec.model import Model


@frozen
class Failure:
    """An obligation that is not proved. `attack`: a run that shows it; None where none was found, or none was sought.

    `sought`: whether a run was searched for this obligation.
    """

    outcome: ObligationOutcome
    obligation: Obligation
    attack: Attack | None = None
    sought: bool = False


def failure_lines(failure: Failure, model: Model, everything: bool) -> list[str]:
    """The finding in full."""
    obligation, outcome = failure.obligation, failure.outcome
    lines = entry(str(outcome.verdict), f"{outcome.identifier}, {obligation.target_span}")
    lines += entry("  should", _sentence(obligation.should))
    lines += entry("  but may", _sentence(obligation.may.removeprefix("Otherwise ")))
    lines += marked(obligation.target_span, _values(failure), model.sources)
    if outcome.detail:
        lines += entry("  because", outcome.detail)
    if failure.attack is not None:
        lines += render_attack(failure.attack, model)
    elif outcome.verdict is Verdict.VIOLATED:
        lines += entry("  shown by", _without_run(failure))
        model_lines = [part for line in outcome.model for part in wrapped(line, " " * MARGIN, MARGIN + 2)]
        lines += cut(model_lines, everything, MARGIN)
    return lines


def _without_run(failure: Failure) -> str:
    if failure.sought:
        return "a counterexample to induction only: no run from a start was found"
    return "a state and a step from it; no run was sought for this one"


def _values(failure: Failure) -> str:
    """Both values, where the attack falls at this very place."""
    attack = failure.attack
    if attack is None or not _same_line(attack.fall.span, failure.obligation.target_span):
        return ""
    fall = attack.fall
    return f"{fall.first} in run A, {fall.second} in run B" if attack.two_runs else f"{fall.first} → {fall.second}"


def _same_line(one: Span | None, other: Span) -> bool:
    return one is not None and (one.file, one.line) == (other.file, other.line)


def _sentence(text: str) -> str:
    plain = text.strip().removesuffix(".")
    return plain[:1].lower() + plain[1:]
