"""What descriptors stand for."""

import re
from enum import StrEnum

from attrs import frozen


class Kind(StrEnum):
    """The kinds of things that calls are about; the first eight are headings of `decoding/requests.toml`."""

    KVM = "kvm"
    VM = "vm"
    VCPU = "vcpu"
    KVM_DEVICE = "kvm-device"
    CONTAINER = "container"
    GROUP = "group"
    DEVICE = "device"
    IOMMUFD = "iommufd"
    EVENTFD = "eventfd"
    MEMORY = "memory"
    STATISTICS = "statistics"
    BACKEND = "backend"


STRONG = frozenset(
    (Kind.KVM, Kind.VM, Kind.VCPU, Kind.KVM_DEVICE, Kind.CONTAINER, Kind.GROUP, Kind.DEVICE, Kind.IOMMUFD)
)
"""The kinds that only a monitor has."""

_TARGETS = (
    (re.compile(r"/dev/kvm"), Kind.KVM),
    (re.compile(r"anon_inode:\[?kvm-(?:vm|vcpu)-stats(?::\d+)?\]?"), Kind.STATISTICS),
    (re.compile(r"anon_inode:\[?kvm-vm\]?"), Kind.VM),
    (re.compile(r"anon_inode:\[?kvm-vcpu(?::(\d+))?\]?"), Kind.VCPU),
    (re.compile(r"anon_inode:\[?kvm-gmem\]?|.*\[kvm-gmem\]"), Kind.MEMORY),
    (re.compile(r"anon_inode:\[?(kvm-[\w-]+)\]?"), Kind.KVM_DEVICE),
    (re.compile(r"/dev/vfio/vfio"), Kind.CONTAINER),
    (re.compile(r"/dev/vfio/devices/(vfio\d+)"), Kind.DEVICE),
    (re.compile(r"/dev/vfio/((?:noiommu-)?\d+)"), Kind.GROUP),
    (re.compile(r"anon_inode:\[?vfio-device\]?"), Kind.DEVICE),
    (re.compile(r"/dev/iommu"), Kind.IOMMUFD),
    (re.compile(r"anon_inode:\[?eventfd\]?"), Kind.EVENTFD),
    (re.compile(r"/dev/vhost-.*|/dev/net/tun|/dev/vdpa.*"), Kind.BACKEND),
)


@frozen
class Object:
    """A thing that exists in a recording from when it is made.

    `number`: it is the number-th of its kind there, from 1, so that kind and number identify it. `label`: what it is
    called besides: a vCPU's index, a group's number, a device inside KVM by its type. `address`: a device's PCI address
    (`0000:01:00.1`) where the recording says it. `part_of`: the VM of a vCPU, the group of a device.
    """

    kind: Kind
    number: int
    label: str | None = None
    address: str | None = None
    part_of: "Object | None" = None

    def __str__(self) -> str:
        if self.address is not None:
            return f"{self.kind} {self.address}"
        if self.kind is Kind.VCPU and self.part_of is not None:
            return f"vcpu {self.label} of vm {self.part_of.number}"
        return f"{self.kind} {self.label if self.label is not None else self.number}"


def kind_of(target: str) -> tuple[Kind, str | None] | None:
    """What a descriptor is open on, and the label that its target has; None for anything else than monitors need."""
    if not target.startswith(("/dev/", "anon_inode:", "/memfd:[kvm")):
        return None
    for pattern, kind in _TARGETS:
        found = pattern.fullmatch(target)
        if found is not None:
            return kind, (found[1] if pattern.groups else None)
    return None
