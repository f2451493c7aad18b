"""Addresses of PCI functions."""

import re

from attrs import frozen

_ADDRESS = re.compile(r"(?:([0-9a-fA-F]{4,8}):)?([0-9a-fA-F]{2}):([01][0-9a-fA-F])\.([0-7])")


@frozen(order=True)
class PciAddress:
    """A PCI function: segment (Linux calls it the domain), and routing id, by which the IOMMU knows its requests.

    `routing_id`: bus in bits 15 to 8, device in 7 to 3, function in 2 to 0 (PCI Express Base, Transaction ID).
    """

    segment: int
    routing_id: int

    def __str__(self) -> str:
        bus, device, function = self.routing_id >> 8, self.routing_id >> 3 & 0x1F, self.routing_id & 0x7
        return f"{self.segment:04x}:{bus:02x}:{device:02x}.{function}"

    @property
    def bus(self) -> int:
        """The number of its bus."""
        return self.routing_id >> 8

    @property
    def slot(self) -> tuple[int, int, int]:
        """Segment, bus and device: functions that agree in them are one device, behind one link."""
        return (self.segment, self.bus, self.routing_id >> 3 & 0x1F)

    def plus(self, offset: int) -> "PciAddress":
        """The function whose routing id is larger by `offset`. Raises ValueError beyond the last bus."""
        if not 0 <= self.routing_id + offset <= 0xFFFF:
            raise ValueError(f"{self} plus {offset} is no function")
        return PciAddress(self.segment, self.routing_id + offset)


def parse_address(text: str) -> PciAddress | None:
    """The function that `0000:41:00.4` names, as Linux prints it; None where `text` is not of that form."""
    found = _ADDRESS.fullmatch(text)
    if found is None or found[1] is None:
        return None
    bus, device, function = int(found[2], 16), int(found[3], 16), int(found[4])
    return PciAddress(int(found[1], 16), bus << 8 | device << 3 | function)


def completed(text: str) -> str | None:
    """`41:00.4` with the segment that it leaves out; None where that is not what is missing."""
    found = _ADDRESS.fullmatch(text)
    return f"0000:{text}" if found is not None and found[1] is None else None
