"""Workloads on profiles: which run isolated, which run and are open, which cannot run for want of a capability."""

from collections.abc import Callable, Sequence

from attrs import evolve

from septum.engines.capabilities.goals import capabilities_of
from septum.engines.losses import hints_of
from septum.engines.prove import prove
from septum.engines.refute.search import search
from septum.engines.results import ProofResult, Verdict
from septum.engines.settings import Progress, Settings
from septum.engines.workloads.disturbing import find_disturbance
from septum.engines.workloads.missing import run_of, what_is_missing
from septum.engines.workloads.realised import Realised, realise
from septum.engines.workloads.results import Cell, Standing
from septum.obligations import generate
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.model import Model


def judge_matrix(
    profiles: Sequence[str],
    workloads: Sequence[str],
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Cell, ...]:
    """Every workload on every profile, workload by workload. Raises InputError, and Interrupted on Ctrl-C."""
    proofs = {profile: prove(load_profile(profile), settings, progress) for profile in profiles}
    return tuple(
        judge_workload(realise(profile, workload), proofs[profile], settings)
        for workload in workloads
        for profile in profiles
    )


def judge_workload(realised: Realised, proof: ProofResult, settings: Settings) -> Cell:
    """A workload on a profile, of which `proof` says what is proved."""
    model, workload = realised.model, realised.workload
    cell = Cell(workload.name, realised.profile.name, model_digest(realised.profile), Standing.UNKNOWN)
    cell = evolve(cell, realised=realised.file)
    witness = run_of(model, workload) if realised.is_whole else None
    played = witness.play(frozenset(capabilities_of(model))) if witness is not None else None
    if witness is None or played is None:
        return _not_running(cell, realised, settings)
    cell = evolve(cell, run=witness.story.name, actions=len(played.effects))
    cell = evolve(cell, obligations=sum(outcome.verdict is Verdict.PROVED for outcome in proof.outcomes))
    if proof.verdict is not Verdict.PROVED:
        return _not_proved(cell, realised.profile, proof)
    disturbance = find_disturbance(model, workload, witness, played)
    if disturbance is not None:
        return evolve(cell, standing=Standing.OPEN, by=(disturbance.step,), disturbance=disturbance)
    return evolve(cell, standing=Standing.ISOLATED)


def _not_running(cell: Cell, realised: Realised, settings: Settings) -> Cell:
    missing = what_is_missing(realised, settings)
    if missing is None:
        return evolve(
            cell, detail="no run with things of these names is known, and no capability by which there is one"
        )
    cell = evolve(cell, by=missing.steps, exclusion=missing.exclusion, run=missing.story, actions=missing.actions)
    cell = evolve(cell, necessity=missing.necessity)
    if missing.necessity.verdict is Verdict.PROVED:
        return evolve(cell, standing=Standing.MISSING)
    return evolve(cell, detail=f"not proved that there is no run without {' '.join(missing.steps)}")


def _not_proved(cell: Cell, profile: Model, proof: ProofResult) -> Cell:
    violated = {outcome.identifier: outcome for outcome in proof.outcomes if outcome.verdict is Verdict.VIOLATED}
    if not violated:
        return evolve(cell, detail=f"{profile.name} is not proved: {proof.verdict}")
    failing = [(stated, violated[stated.identifier]) for stated in generate(profile) if stated.identifier in violated]
    first = failing[0][0]
    attack = search(profile, profile, hints_of(failing))
    opened = evolve(cell, standing=Standing.OPEN, by=(first.step or first.identifier,))
    return evolve(opened, obligation=first.identifier, attack=attack)
