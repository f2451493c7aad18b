"""The second statement of a model, ready to be proved and reported."""

from attrs import evolve, frozen

from septum.engines.reach.claims import Claims
from septum.engines.reach.clauses import reach_property
from septum.engines.reach.statement import reach_obligations
from septum.engines.settings import Settings
from septum.obligations.obligation import Obligation
from septum.spec.model import Model


@frozen
class Stated:
    """`model` has the second statement as its property, for reports; `obligations` are what it comes to."""

    model: Model
    obligations: tuple[Obligation, ...]


def state(model: Model, settings: Settings) -> Stated:
    """State what a single run may reach; definitions that were found are kept in the cache of `settings`."""
    claims = Claims(settings)
    try:
        obligations = reach_obligations(model, claims)
    finally:
        claims.keep()
    return Stated(evolve(model, properties=(reach_property(),)), obligations)
