"""Who is told what: the policy of a profile, and what of it a guest's own step shows a hostile principal."""

from septum.spec.model import Actor, Model, Observer, Step, Tell


def tells(model: Model) -> list[tuple[Step, Tell]]:
    """Every `tell` of the steps that can happen, with its step."""
    return [(step, tell) for step in model.active_steps() for tell in step.tells]


def downgrade(model: Model) -> tuple[tuple[Step, Tell], ...]:
    """The `tell`s to a hostile principal in steps whose actor is not that principal, nor one that is trusted."""
    hostile = {observer.name for observer in model.observers if observer.sort is None}
    return tuple((s, t) for s, t in tells(model) if t.principal in hostile and _is_guests(s.actor, model.observers))


def _is_guests(actor: Actor, observers: tuple[Observer, ...]) -> bool:
    sorts = {observer.sort for observer in observers if observer.sort is not None}
    return actor.parameter is not None and actor.parameter.sort in sorts
