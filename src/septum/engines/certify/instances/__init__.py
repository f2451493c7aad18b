"""By which instances of its hypotheses a goal holds: what the solver's smallest core puts for their variables."""

from septum.engines.certify.instances.data import NoInstances
from septum.obligations.instantiation import Instances, Instantiation, Witness

__all__ = ["Instances", "Instantiation", "NoInstances", "Witness"]
