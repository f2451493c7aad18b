"""Every reachable state of one small instance, breadth first.

What it proves, it proves of that instance and of the initial states it was given, and of nothing else: `Scope` says so
in the result.
"""

from septum.engines.explore.exploring import explore
from septum.engines.explore.results import Engine, Exploration, Found, Scope, Symmetry

__all__ = ["Engine", "Exploration", "Found", "Scope", "Symmetry", "explore"]
