"""The assumptions of a profile, and that each of them bears on something.

What the absence of an assumption allows is never written down: it is the steps marked `unless=` it and the duties that
name it. One with neither must say why it stands in the register; one with either says so already.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from septum.diagnostics import Mark, Span
from septum.spec.model import Assumption, GuardKind, Step
from septum.spec.problems import Problems


@frozen
class AdverseSide:
    """What the absence of an assumption switches on: a step that happens, or a duty of a step that no longer binds."""

    step: str
    kind: str
    span: Span
    doc: str


def adverse_sides(assumption: str, steps: Iterable[Step]) -> tuple[AdverseSide, ...]:
    """What the absence of an assumption (the name of its class) allows, in the order of the steps."""
    found: list[AdverseSide] = []
    for step in steps:
        if step.unless == assumption:
            found.append(AdverseSide(step.name, "step", step.span, step.doc))
        found += [
            AdverseSide(step.name, "duty", guard.span, step.doc)
            for guard in step.guards
            if guard.kind is GuardKind.DUTY and guard.assumption == assumption
        ]
    return tuple(found)


def check_register(
    assumptions: Iterable[Assumption], assumed_at: Mapping[str, Span], steps: Iterable[Step], problems: Problems
) -> None:
    """Note each assumption that is made and has neither an adverse side nor a reason, or both.

    `assumed_at`: the classes that the profile assumes, each with its place in the list.
    """
    listed = tuple(steps)
    for assumption in assumptions:
        place = assumed_at.get(assumption.name)
        if place is None:
            continue
        sides = adverse_sides(assumption.name, listed)
        name = assumption.identifier
        if not sides and not assumption.reason:
            problems.add(
                "036",
                place,
                f"nothing depends on `{name}`: no step is `unless=` it, no `duty` names it, it has no `reason`",
                (Mark(place, "assumed"), Mark(assumption.span, "says nothing of what it is for", primary=False)),
                "include the concern with the step that its absence allows, or leave the assumption out",
            )
        elif sides and assumption.reason:
            marks = [Mark(side.span, _said(side), primary=False) for side in sides]
            problems.add(
                "036",
                assumption.span,
                f"`{name}` has a `reason`, as if nothing depended on it; {_said(sides[0])}",
                (Mark(assumption.span, "has a reason"), *marks),
                "remove the reason: what the specification says is the reason",
            )


def _said(side: AdverseSide) -> str:
    return f"{side.step} owes it" if side.kind == "duty" else f"{side.step} happens without it"
