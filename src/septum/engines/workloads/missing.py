"""Which capabilities a workload misses on a profile, and why nothing else will do there."""

from collections.abc import Iterator

from attrs import frozen

from septum.engines.capabilities.find import start_values
from septum.engines.capabilities.goals import capabilities_of, goals_of
from septum.engines.capabilities.literals import alternatives_at
from septum.engines.capabilities.necessity import Case, prove_needed
from septum.engines.capabilities.witness import Witness, witnesses_of
from septum.engines.minimal.keeping import Keeper
from septum.engines.minimal.results import Necessity
from septum.engines.settings import Settings
from septum.engines.workloads.realised import Realised
from septum.spec.model import Example, ExampleCall, Model, without


@frozen
class Missing:
    """`steps`: what would make the workload run; `exclusion`: the identifier of the assumption that leaves them out.

    `story` and `actions`: the run with them. `necessity`: that there is none without, in any number of steps.
    """

    steps: tuple[str, ...]
    exclusion: str
    story: str
    actions: int
    necessity: Necessity


def run_of(model: Model, workload: Example) -> Witness | None:
    """A story of a model in which all that a workload wants happens; None where there is none."""
    universe = frozenset(capabilities_of(model))
    return next((w for w in witnesses_of(model, workload, goals_of(workload)) if w.play(universe) is not None), None)


def what_is_missing(realised: Realised, settings: Settings) -> Missing | None:
    """What a workload that does not run on a profile would run with; None where nothing of the kind is found."""
    return (excluded_steps if realised.is_whole else missing_capabilities)(realised, settings)


def missing_capabilities(realised: Realised, settings: Settings) -> Missing | None:
    """The fewest capabilities of what the workload speaks of that the profile lacks, where its own do not suffice."""
    model, workload = realised.model, realised.workload
    own = frozenset(capabilities_of(realised.profile))
    lacking = [name for name in capabilities_of(model) if name not in own]
    witness = run_of(model, workload)
    if witness is None or witness.play(own) is not None:
        return None
    for name in tuple(lacking):
        fewer = [other for other in lacking if other != name]
        if witness.play(own.union(fewer)) is not None:
            lacking = fewer
    return _shown(model, workload, witness, tuple(lacking), "", settings)


def excluded_steps(realised: Realised, settings: Settings) -> Missing | None:
    """The steps by which the workload would run if the profile did not exclude them; None where there are none."""
    model, workload = realised.model, realised.workload
    for name in _excluding(model, workload):
        weak = without(model, name)
        witness = run_of(weak, workload)
        if witness is None:
            continue
        called = {line.step for line, _ in witness.lines}
        steps = tuple(step.name for step in weak.steps if step.unless == name and step.name in called)
        return _shown(weak, workload, witness, steps, model.assumption(name).identifier, settings)
    return None


def _excluding(model: Model, workload: Example) -> Iterator[str]:
    """The assumptions of a profile that make steps impossible which a run of the workload takes."""
    stories = [story for story in model.examples if story.span.file == workload.span.file]
    called = {line.step for story in stories for line in story.script if isinstance(line, ExampleCall)}
    for name in model.assumes:
        if any(step.unless == name and step.name in called for step in model.steps):
            yield name


def _shown(
    model: Model, workload: Example, witness: Witness, steps: tuple[str, ...], exclusion: str, settings: Settings
) -> Missing:
    played = witness.play(frozenset(capabilities_of(model)))
    assert played is not None
    keeper, question = Keeper(model, settings), f"{workload.name} without {' '.join(steps)}"
    necessity = keeper.recall(question, Necessity)
    if necessity is None:
        case = Case(model, workload, goals_of(workload), witness, played, start_values(model, settings))
        necessity = prove_needed(case, steps, settings, (alternatives_at,))
        keeper.keep(question, necessity)
    return Missing(steps, exclusion, witness.story.name, len(played.effects), necessity)
