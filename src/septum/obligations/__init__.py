"""From a model to named obligations: what must be proved for the property to hold in every reachable sequence."""

from septum.obligations.generate import generate
from septum.obligations.obligation import Hypothesis, Obligation

__all__ = ["Hypothesis", "Obligation", "generate"]
