"""By which instances of its hypotheses a goal holds: what the solver's smallest core puts for their variables."""

from septum.engines.certify.instances.data import Instances, Instantiation, NoInstances, Witness

__all__ = ["Instances", "Instantiation", "NoInstances", "Witness"]
