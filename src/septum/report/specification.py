"""A specification as text: a step assembled from its concerns, and the policy."""

import re

from septum.report.layout import entry, listed, table, wrapped
from septum.report.statements import statement_lines, statements_of
from septum.spec.model import GuardKind, Model, Step, StepKind, Tell
from septum.spec.policy import downgrade, tells


def step_lines(step: Step, model: Model, everything: bool) -> list[str]:
    """A step: what is asked, by whom, and every line of it with its file."""
    parameters = ", ".join(p.name for p in step.parameters)
    answer = " → " + _answers(step) if step.kind is StepKind.CAPABILITY or step.returns is not None else ""
    lines = entry(str(step.kind), f"{step.name}({parameters}){answer}, {whose(step)}")
    if step.doc:
        lines += entry("", " ".join(step.doc.split("\n\n")[0].split()))
    if step.unless is not None:
        lines += entry("only if", f"{model.assumption(step.unless).identifier} fails")
    return lines + statement_lines(statements_of(step, model.sources), everything)


def policy_lines(model: Model) -> list[str]:
    """Who is told what by which step, what a hostile manager is shown, what is only delayed."""
    rows = [("news", "to", "by")]
    rows += [(tell.news, recipient_of(tell), step.name) for step, tell in tells(model)]
    carried = ["carries (at)", *(f"{carried_by(tell)} ({tell.span.short})" for _, tell in tells(model))]
    width = max(len(line) for line in table(rows, indent=2)) + 2
    lines: list[str] = []
    for line, text in zip(table(rows, indent=2), carried, strict=True):
        lines += wrapped(text, f"{line:<{width}}", width)
    if len(rows) == 1:
        lines = listed("news", [])
    lines += entry("trusted", "news go to whoever is named and are declassified without proof")
    lines += entry("downgrade", downgrade_text(model))
    return [*lines, *entry("timing", timing_text(model))]


def recipient_of(tell: Tell) -> str:
    """A principal by name, or the sort of those who are told."""
    if tell.principal is not None:
        return tell.principal
    return tell.recipient.sort.name if tell.recipient is not None else "-"


def carried_by(tell: Tell) -> str:
    """What the news carry, in the specification's names; `-` for nothing."""
    return " ".join(plain(repr(carried.value)) for carried in tell.carries) or "-"


def plain(text: str) -> str:
    """The text of a term without the names of concerns."""
    return re.sub(r"\b[A-Z]\w*\.", "", text)


def downgrade_text(model: Model) -> str:
    """What a step of a guest shows a hostile manager, who could pass it on."""
    found = downgrade(model)
    hostile = [f"the {observer.name.lower()}" for observer in model.observers if observer.sort is None]
    if not hostile:
        return "none: nobody but guests observes"
    if not found:
        return f"none: no step of a guest shows {' or '.join(hostile)} anything"
    return ", ".join(f"{tell.news} by {step.name} to {tell.principal} ({tell.span.short})" for step, tell in found)


def timing_text(model: Model) -> str:
    """What only waits: turns and locks, which show in time alone."""
    places = [
        (guard.span.short, step.name)
        for step in model.active_steps()
        for guard in step.guards
        if guard.kind is GuardKind.WAITS
    ]
    return "waits: " + ", ".join(f"{step} ({place})" for place, step in places) if places else "none: no step waits"


def _answers(step: Step) -> str:
    answers = ["Status"] if step.kind is StepKind.CAPABILITY else []
    if step.returns_sort is not None and step.returns_sort.name != "Status":
        answers.append(step.returns_sort.name)
    return " and ".join(answers) or "nothing"


def whose(step: Step) -> str:
    """Who asks for a step, or by whom and for whom it is done."""
    actor = step.actor.parameter.name if step.actor.parameter is not None else step.actor.principal
    if step.kind is StepKind.CAPABILITY:
        return f"asked by {actor}"
    return f"done by {step.by}" + (f" for {actor}" if actor != step.by else "")
