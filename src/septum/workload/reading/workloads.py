"""The workload that a deployment names."""

from septum.spec.source import workload_names
from septum.workload.deployment import Located
from septum.workload.reading.problems import Problems
from septum.workload.reading.scalars import read_choice
from septum.workload.reading.tree import Node


def read_workload(node: Node, what: str, problems: Problems) -> Located[str] | None:
    """One of the workloads that come with septum."""
    return read_choice(node, what, workload_names(), problems)
