"""From a proved model to its development in Rocq."""

from septum.cli.played_runs import run_of
from septum.engines.certify.collecting import collect
from septum.engines.certify.instances import NoInstances
from septum.engines.certify.instances.finding_all import WorkerDied
from septum.engines.settings import Settings
from septum.export.rocq.development import development, evidence_key, expressed
from septum.export.rocq.expressible import NotExpressible
from septum.obligations import generate
from septum.obligations.development import Development
from septum.obligations.propositions import NotAPiece
from septum.obligations.spelt_news import in_order
from septum.spec.model import Model


class NoDevelopment(Exception):
    """A proved model of which no development was made: why, as a part of a sentence."""


def develop(model: Model, settings: Settings) -> Development:
    """The development of a model whose obligations are all proved. Raises NoDevelopment."""
    ordered = in_order(model)
    obligations = generate(ordered)
    try:
        expressed(ordered)
        found = collect(ordered, settings.workers)
        failed = [one for one in found if isinstance(one, NoInstances)]
        if failed:
            raise NoDevelopment(f"no proof for Rocq was found of {failed[0].identifier}: {failed[0].detail}")
        asked = [evidence_key(o) for o in obligations if not o.untouched]
        evidence = {key: one for key, one in zip(asked, found, strict=True) if not isinstance(one, NoInstances)}
        return development(ordered, obligations, evidence, run_of(ordered))
    except (NotExpressible, NotAPiece, WorkerDied, ValueError) as error:
        raise NoDevelopment(str(error)) from error
