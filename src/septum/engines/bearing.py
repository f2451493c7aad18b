"""What an assumption bears: the obligations that are not proved without it, and the attack that its absence allows."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import asdict, evolve

from septum.engines.at_once import fails_at_once
from septum.engines.code import code_digest
from septum.engines.corpus.reading import scripts_about
from septum.engines.drop import drop
from septum.engines.results import Bearing, Verdict, Weight
from septum.engines.settings import Progress, Settings, cache_environment
from septum.spec.digest import model_digest
from septum.spec.model import Model, without


def bearing(
    model: Model, identifier: str, settings: Settings, progress: Callable[[Progress], None] | None = None
) -> Bearing:
    """What an assumption of the profile bears. Answers are kept in the cache of the settings, if there is one.

    An error of a solver is asked again. Raises KeyError where the profile does not assume it.
    """
    assumption = model.assumption(identifier)
    if assumption.name not in model.assumes:
        raise KeyError(identifier)
    environment = f"{cache_environment(settings)} {code_digest('engines', 'interpreter', 'obligations')}"
    subject = f"bearing {model_digest(model)} {assumption.identifier}"
    record = settings.cache.recall(environment, subject) if settings.cache is not None else None
    if record is not None:
        kept: dict[str, Any] = json.loads(record)
        kept |= {"weight": Weight(kept["weight"]), "verdict": Verdict(kept["verdict"])}
        return Bearing(**kept)
    found = _judged(model, assumption.identifier, settings, progress)
    if settings.cache is not None and found.verdict is not Verdict.ERROR:
        settings.cache.keep(environment, subject, json.dumps(asdict(found), sort_keys=True))
    return found


def _judged(model: Model, identifier: str, settings: Settings, progress: Callable[[Progress], None] | None) -> Bearing:
    failing = fails_at_once(model, without(model, identifier), settings, progress)
    result = drop(model, identifier, settings, progress, partial(scripts_about, model.name))
    found = Bearing(identifier, result.weight, result.verdict, failing.count)
    attack = result.attack
    if attack is None:
        return found
    return evolve(
        found,
        steps=len(attack.moments),
        two_runs=attack.two_runs,
        replayed=attack.replayed,
        fall=attack.fall.property,
        source=attack.fall.source,
        victim=attack.fall.victim,
    )
