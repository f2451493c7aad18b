"""For each request, all that is owed of it: lemmas and untouched obligations put together."""

from collections.abc import Iterator

from septum.export.rocq.proofs.joining import Joining
from septum.export.rocq.proofs.one_run import invariant, unheard
from septum.export.rocq.proofs.own_requests import own, status
from septum.export.rocq.proofs.pairs import born, told
from septum.spec.model import Step


def owed(joining: Joining, step: Step) -> Iterator[str]:
    """What is owed of one step, whatever its arguments."""
    yield from invariant(joining, step)
    yield from unheard(joining, step)
    yield from own(joining, step)
    yield from status(joining, step)
    if step.tells:
        yield from told(joining, step, step)
    if step.begins is not None:
        yield from born(joining, step, step)


def owed_of_two(joining: Joining, clause: str, step: Step, other: Step) -> Iterator[str]:
    """What is owed of two different steps."""
    yield from (told if clause == "o_told" else born)(joining, step, other)
