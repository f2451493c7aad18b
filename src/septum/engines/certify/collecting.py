"""The evidence for a model: for each obligation that a step touches, found in processes of their own."""

from septum.engines.certify.evidence import evidence
from septum.engines.certify.ground.refute import NotRefuted
from septum.engines.certify.instances import NoInstances
from septum.engines.certify.instances.finding import SOLVER, instances
from septum.engines.certify.instances.finding_all import Progress, for_all
from septum.obligations import Obligation, generate
from septum.obligations.evidence import Evidence
from septum.obligations.propositions import NotAPiece
from septum.obligations.spelt import Speller
from septum.smt.query import Answer, Options
from septum.spec.model import Model


def collect(
    model: Model, workers: int, options: Options = SOLVER, progress: Progress | None = None
) -> tuple[Evidence | NoInstances, ...]:
    """The evidence for every obligation of a model that is not untouched, in their order, or why there is none.

    Raises WorkerDied where a process is killed.
    """
    speller = Speller(model)
    asked = [obligation for obligation in generate(model) if not obligation.untouched]
    return for_all(asked, lambda one: evidence_of(one, speller, options), workers, progress)


def evidence_of(obligation: Obligation, speller: Speller, options: Options = SOLVER) -> Evidence | NoInstances:
    """The evidence for one obligation, or why there is none."""
    spelt = speller.spelt(obligation)
    found = instances(obligation, spelt, options)
    if isinstance(found, NoInstances):
        return found
    try:
        return evidence(spelt, found)
    except (NotAPiece, NotRefuted) as error:
        return NoInstances(obligation.identifier, Answer.UNKNOWN, f"its instances are not enough: {error}")
