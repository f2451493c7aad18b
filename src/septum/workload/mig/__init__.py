"""Multi-Instance GPU: how a GPU can be divided into instances, as data and rules."""

from septum.workload.mig.identifiers import instance_identifier
from septum.workload.mig.layout import EngineSum, Placed, conflicts, exceeded_counts, exceeded_engines, media_twice
from septum.workload.mig.tables import Confidence, GpuModel, MigTables, Profile, load_tables

__all__ = [
    "Confidence",
    "EngineSum",
    "GpuModel",
    "MigTables",
    "Placed",
    "Profile",
    "conflicts",
    "exceeded_counts",
    "exceeded_engines",
    "instance_identifier",
    "load_tables",
    "media_twice",
]
