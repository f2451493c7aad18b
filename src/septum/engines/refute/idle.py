"""Guards that count for nothing."""

from attrs import evolve

from septum.interpreter.steps import active_guards
from septum.spec.model import Model


def without_idle_guards(model: Model) -> Model:
    """The model less the duties of assumptions that it does not make."""
    return evolve(model, steps=tuple(evolve(step, guards=active_guards(model, step)) for step in model.steps))
