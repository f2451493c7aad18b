"""The same task for many obligations, on several processes, in the order of the obligations."""

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from septum.obligations import Obligation
from septum.smt.processes import share_out

Found = TypeVar("Found")
Progress: TypeAlias = Callable[[int, int, str], None]
"""So many of so many are done, and the identifier of the last."""


class WorkerDied(Exception):
    """A process was killed at an obligation: which, and how."""


def for_all(
    obligations: Sequence[Obligation],
    task: Callable[[Obligation], Found],
    workers: int,
    progress: Progress | None = None,
) -> tuple[Found, ...]:
    """What `task` finds for each obligation, in their order. What it finds is data: it comes from other processes.

    Raises WorkerDied.
    """
    found: dict[int, Found] = {}

    def done(position: int, one: Found) -> None:
        found[position] = one
        if progress is not None:
            progress(len(found), len(obligations), obligations[position].identifier)

    def died(position: int, how: str) -> None:
        raise WorkerDied(f"the process at `{obligations[position].identifier}` was {how}")

    share_out(len(obligations), lambda position: task(obligations[position]), workers, done, died)
    return tuple(found[position] for position in range(len(obligations)))
