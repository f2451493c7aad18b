"""From a proved model to its development in Rocq."""

from septum.engines.prove import Settings
from septum.obligations.development import Development
from septum.spec.model import Model


class NoDevelopment(Exception):
    """A proved model of which no development was made: why, as a part of a sentence."""


def develop(model: Model, settings: Settings) -> Development:
    """The development of a model whose obligations are all proved. Raises NoDevelopment."""
    del settings
    raise NoDevelopment(f"no proofs in Rocq are made of {model.name} yet")
