"""A small profile, and how a core answers a sequence."""

from pathlib import Path

from septum.engines.conformance.results import CallSequence
from septum.engines.conformance.targets import Target
from septum.engines.settings import Settings
from septum.interpreter import Machine
from septum.spec.model import Model, Outcome

LIBRARY = str(Path(__file__).parents[1] / "models" / "loans.py")
QUICK = Settings(solvers=("z3",))


def guard_of(model: Model, target: Target) -> str:
    return model.step(target.step).guards[target.guard].identifier


def answers_of(model: Model, sequence: CallSequence, count: int) -> list[tuple[str, str | None]]:
    """How a core answers the first calls of a sequence, each from where the last left it."""
    machine = Machine(model, sequence.instance)
    state = machine.initial()
    found: list[tuple[str, str | None]] = []
    for line in sequence.lines[:count]:
        effect = machine.perform(state, line.effect.step, line.effect.arguments, line.effect.choices)
        found.append((str(effect.outcome), effect.status))
        state = effect.state if effect.outcome is Outcome.DONE else state
    return found
