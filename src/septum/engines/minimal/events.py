"""Which hardware steps, and which guests' own, carry weight: without them some check would not be needed."""

from collections.abc import Mapping, Sequence

from septum.engines.minimal.parts import Part, less, less_step
from septum.engines.minimal.trials import Bench, Trial

_MOST = 4
"""For how many losses it is tried to prove that they need the step."""


def weight_of(bench: Bench, event: Part, losses: Sequence[tuple[Part, Trial]]) -> Part | None:
    """A part whose loss is an attack that uses this step, and that proves harmless in the model without the step.

    `losses`: the parts whose loss is an attack. None where none of the shortest few is so.
    """
    uses = [(part, trial) for part, trial in losses if part.step != event.step and _uses(trial, event.step)]
    uses.sort(key=lambda found: _length(found[1]))
    for part, _ in uses[:_MOST]:
        if bench.is_harmless(less_step(less(bench.model, part), event.step)):
            return part
    return None


def _uses(trial: Trial, step: str) -> bool:
    if trial.attack is None:
        return False
    return any(
        event is not None and event.step == step
        for moment in trial.attack.moments
        for event in (moment.first, moment.second)
    )


def _length(trial: Trial) -> int:
    return len(trial.attack.moments) if trial.attack is not None else 0


def losses_with_attacks(trials: Mapping[Part, Trial]) -> list[tuple[Part, Trial]]:
    """The parts whose loss is an attack, in order."""
    return [(part, trial) for part, trial in trials.items() if trial.attack is not None]
