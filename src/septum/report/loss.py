"""What the loss of a check, news or assumption does, as text."""

from septum.engines.results import DropResult, Verdict, Weight
from septum.report.attack import render_attack
from septum.report.layout import WIDTH, cut, entry, listed
from septum.spec.model import Model

_MEANS = {
    Weight.FUNCTIONAL: "isolation is proved without it",
    Weight.TIMING: "isolation is proved without it: it only delays",
    Weight.MEANS_OF_PROOF: "the proof needs it; without it every run is as before",
    Weight.SECOND_LINE: "needed only without {partner}",
}


def loss_lines(result: DropResult, model: Model, everything: bool) -> list[str]:
    """What was dropped, the attack that this allows, and the verdict."""
    place = f"{result.span.short}  " if result.span is not None else ""
    name = (
        result.dropped.split(".", 1)[-1]
        if result.kind in ("refuse", "choose", "when", "waits", "tell")
        else result.dropped
    )
    text = _sentence(result.text)
    lines = entry("dropped", f"{place}{name}" + (f": {text}" if text not in ("", name) else ""))
    if result.weight is Weight.SECOND_LINE and result.attack is not None:
        lines += entry("second line", f"without {result.partner} too:")
    if result.attack is not None:
        lines += render_attack(result.attack, model)
    if result.lost:
        lines += listed("not kept", list(result.lost))
    if result.attack is None and result.failing:
        means = result.weight is Weight.MEANS_OF_PROOF
        lines += entry("needed for" if means else "not proved", result.failing[0])
        lines += cut([f"{'':<14}{name}" for name in result.failing[1:]], everything, 14)
    if result.detail:
        lines += entry("because", result.detail)
    return [*lines, last_line(result)]


def last_line(result: DropResult) -> str:
    """The verdict."""
    if result.verdict is Verdict.VIOLATED and result.attack is not None:
        fall = result.attack.fall
        parties = f", {fall.source} to {fall.victim}" if fall.source and fall.victim else ""
        verdict = f"violated: {fall.property}{parties}"
        if not result.attack.broken:
            return verdict
        name, moment = result.attack.broken[0]
        line = f"{verdict}; first broken {name} at {moment}"
        # `not kept` has the name, too.
        return line if len(line) <= WIDTH else f"{verdict}; an invariant is broken at {moment}"
    if result.verdict is Verdict.PROVED:
        return f"proved: {result.weight}, {_MEANS[result.weight].format(partner=result.partner)}"
    return f"{result.verdict}: neither an attack nor a proof without {result.dropped}"


def _sentence(text: str) -> str:
    return " ".join(text.split()).removesuffix(".")
