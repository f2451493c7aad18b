"""How scenes write calls."""

from collections.abc import Iterator

from septum.interpreter.instance import Value
from septum.workload.lifecycle.calls import Call
from septum.workload.lifecycle.guest import GpuPart, GuestPlan, LentPage, Turn, part_name

ZERO = "zero"
"""The word that is in everything that has been cleared."""


def call(phase: str, step: str, returns: str | None = None, **arguments: Value) -> Call:
    """A call; `returns`: what it must give."""
    return Call(phase, step, arguments, returns)


def access(
    phase: str, step: str, turn: Turn, guest: GuestPlan, page: LentPage, returns: str | None = None, **more: Value
) -> Call:
    """A guest's access, or the hardware's on its account, at a page of its own."""
    where: dict[str, Value] = {"cpu": turn.cpu, "guest": guest.name, "gfn": page.gfn, "page": page.page}
    return Call(phase, step, where | more, returns)


def parts(gpu: GpuPart) -> Iterator[str]:
    """The places inside an instance."""
    return (part_name(number) for number in range(len(gpu.units)))
