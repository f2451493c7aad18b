"""What a monitor's calls say of interrupts: an event descriptor leads from a function's interrupt to a guest's line."""

from collections.abc import Iterator

from attrs import field, frozen

from septum.traces.events import Call
from septum.traces.recording.arguments import InterruptSource, InterruptTarget
from septum.traces.recording.physical import PhysicalEvent, Route, Unroute

_INDEX = {0: "INTx", 1: "MSI", 2: "MSI-X"}

Wire = tuple[int, int]
"""A guest's number and one of its descriptors."""


@frozen
class Wires:
    """It lives as long as the reading of one recording. A monitor connects the two ends in either order.

    `sources`: the function and interrupt that are signalled on a descriptor; `lines`: the line of the guest that it
    reaches; `told`: what the last route through it says.
    """

    sources: dict[Wire, tuple[str, str]] = field(factory=dict[Wire, tuple[str, str]])
    lines: dict[Wire, int] = field(factory=dict[Wire, int])
    told: dict[Wire, tuple[str | None, str]] = field(factory=dict[Wire, tuple[str | None, str]])

    def signal(self, asked: InterruptSource, call: Call, guest: int, name: str, function: str) -> Iterator[Route]:
        """VFIO_DEVICE_SET_IRQS: interrupts of a function are signalled on a guest's descriptors, or no more."""
        kind = _INDEX.get(asked.index)
        if kind is None or call.error is not None:
            return
        if not asked.descriptors:
            for wire, (whose, interrupt) in list(self.sources.items()):
                if wire[0] == guest and whose == function and interrupt.startswith(f"{kind} "):
                    del self.sources[wire]
        for number, descriptor in enumerate(asked.descriptors, asked.start):
            wire = (guest, descriptor)
            if descriptor >= 0:
                self.sources[wire] = (function, f"{kind} {number}")
                if wire in self.lines:
                    yield self._route(wire, call, name)

    def connect(self, asked: InterruptTarget, call: Call, guest: int, name: str) -> Iterator[PhysicalEvent]:
        """KVM_IRQFD: a descriptor reaches the guest `name`, or no more."""
        wire = (guest, asked.descriptor)
        if call.error is not None:
            return
        if asked.assigned == "yes":
            self.lines[wire] = asked.line
            yield self._route(wire, call, name)
        elif wire in self.lines:
            function, interrupt = self.told[wire]
            del self.lines[wire]
            yield Unroute(guest=name, function=function, interrupt=interrupt, at=call.at, time=call.time)

    def _route(self, wire: Wire, call: Call, name: str) -> Route:
        function, interrupt = self.told[wire] = self.sources.get(wire, (None, f"line {self.lines[wire]}"))
        return Route(
            guest=name,
            function=function,
            interrupt=interrupt,
            vector=self.lines[wire],
            at=call.at,
            time=call.time,
        )
