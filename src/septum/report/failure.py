"""An obligation that is not proved: what should hold, what may happen instead, where, and how it comes about."""

from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.engines.results import Attack, ObligationOutcome, Verdict
from septum.obligations import Obligation
from septum.obligations.places import place_in_step
from septum.report.attack import render_attack
from septum.report.layout import MARGIN, cut, entry, wrapped
from septum.report.source import marked
from septum.spec.model import Model


class Search(StrEnum):
    """What became of the search for a run that shows a violated obligation."""

    NOT_SOUGHT = "not sought"
    NONE_FOUND = "none found"
    SHOWN_BEFORE = "shown before"
    FOUND = "found"


@frozen
class Failure:
    """An obligation that is not proved. `attack`: the run that shows it, where one was FOUND."""

    outcome: ObligationOutcome
    obligation: Obligation
    attack: Attack | None = None
    search: Search = Search.NOT_SOUGHT


def failure_lines(failure: Failure, model: Model, everything: bool) -> list[str]:
    """The finding in full."""
    obligation, outcome = failure.obligation, failure.outcome
    written = place_in_step(obligation, model)
    lines = entry(str(outcome.verdict), f"{outcome.identifier}, {written or obligation.target_span}")
    lines += entry("  should", _sentence(obligation.should))
    lines += entry("  but may", _sentence(obligation.may.removeprefix("Otherwise ")))
    if written is not None:
        lines += marked(written, "", model.sources)
    lines += marked(obligation.target_span, _values(failure), model.sources)
    if outcome.detail:
        lines += entry("  because", outcome.detail)
    if failure.attack is not None:
        lines += render_attack(failure.attack, model)
    elif outcome.verdict is Verdict.VIOLATED:
        lines += entry("  shown by", _WITHOUT_RUN[failure.search])
        model_lines = [part for line in outcome.model for part in wrapped(line, " " * MARGIN, MARGIN + 2)]
        lines += cut(model_lines, everything, MARGIN)
    return lines


_WITHOUT_RUN = {
    Search.NOT_SOUGHT: "a state and a step from it; no run was sought for this one",
    Search.NONE_FOUND: "a counterexample to induction only: no run from a start was found",
    Search.SHOWN_BEFORE: "the run above, and by this state",
    Search.FOUND: "a run",
}


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
