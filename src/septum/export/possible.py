"""The steps of a profile as they can happen under its assumptions."""

from attrs import evolve

from septum.spec.model import GuardKind, Model, Step


def possible_steps(model: Model) -> tuple[Step, ...]:
    """The steps that are possible, without the duties that the profile does not assume to be kept."""
    return tuple(_less_foreign_duties(step, model) for step in model.active_steps())


def _less_foreign_duties(step: Step, model: Model) -> Step:
    kept = tuple(g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in model.assumes)
    return evolve(step, guards=kept)
