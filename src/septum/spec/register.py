"""The assumptions of a profile, and that each of them bears on something.

What the absence of an assumption allows is never written down: it is the steps marked `unless=` it and the duties that
name it. One with neither must say why it stands in the register; one with either says so already.
"""

from collections.abc import Iterable, Mapping

from septum.diagnostics import Mark, Span
from septum.spec.model import Assumption, GuardKind, Step
from septum.spec.problems import Problems


def check_register(
    assumptions: Iterable[Assumption], assumed_at: Mapping[str, Span], steps: Iterable[Step], problems: Problems
) -> None:
    """Note each assumption that is made and has neither an adverse side nor a reason, or both.

    `assumed_at`: the classes that the profile assumes, each with its place in the list.
    """
    adverse: dict[str, list[tuple[Span, str]]] = {}
    for step in steps:
        if step.unless is not None:
            adverse.setdefault(step.unless, []).append((step.span, f"{step.name} happens without it"))
        for guard in step.guards:
            if guard.kind is GuardKind.DUTY and guard.assumption is not None:
                adverse.setdefault(guard.assumption, []).append((guard.span, f"{step.name} owes it"))
    for assumption in assumptions:
        place = assumed_at.get(assumption.name)
        if place is None:
            continue
        found = adverse.get(assumption.name, [])
        name = assumption.identifier
        if not found and not assumption.reason:
            problems.add(
                "036",
                place,
                f"nothing depends on `{name}`: no step is `unless=` it, no `duty` names it, it has no `reason`",
                (Mark(place, "assumed"), Mark(assumption.span, "says nothing of what it is for", primary=False)),
                "include the concern with the step that its absence allows, or leave the assumption out",
            )
        elif found and assumption.reason:
            marks = [Mark(assumption.span, "has a reason"), *(Mark(span, text, primary=False) for span, text in found)]
            problems.add(
                "036",
                assumption.span,
                f"`{name}` has a `reason`, as if nothing depended on it; {found[0][1]}",
                marks,
                "remove the reason: what the specification says is the reason",
            )
