"""What the argument of an ioctl says: fields by name, from a dump's bytes or from strace's text."""

import re
import struct
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from septum.traces.events import Call

_FIELD = re.compile(r"(\w+)=([^,{}\[\]]+)")
_MESSAGE = 2  # KVM_IRQ_ROUTING_MSI
_ENTRY = struct.Struct("<II40x")  # struct kvm_irq_routing_entry: gsi, type, and 40 bytes that differ by type


@frozen
class Structure:
    """How an argument lies in memory."""

    layout: struct.Struct
    fields: tuple[str, ...]


@frozen
class _Tables:
    structures: Mapping[str, Structure]
    constants: Mapping[str, int]
    devices: Mapping[int, str]


@cache
def _tables() -> _Tables:
    text = files("septum.traces.decoding").joinpath("structures.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    structures = {
        name: Structure(struct.Struct(entry["layout"]), tuple(entry["fields"]))
        for name, entry in tables["structures"].items()
    }
    return _Tables(structures, tables["constants"], {number: name for name, number in tables["devices"].items()})


def structures() -> Mapping[str, Structure]:
    """The layouts that are known, by request."""
    return _tables().structures


def kvm_device(number: int) -> str | None:
    """The name of a type of device inside KVM."""
    return _tables().devices.get(number)


def argument_of(call: Call, request: str) -> Mapping[str, int]:
    """The fields of a call's argument that are known; none where only a pointer is.

    `value` is the argument itself where that is a number and no pointer can be meant. SET_IRQS has `eventfds` besides,
    how many descriptors in it are open, and SET_GSI_ROUTING `messages`, how many of its entries are MSI.
    """
    if call.given is not None:
        return decode(request, call.given)
    text = call.arguments[1] if len(call.arguments) > 1 else ""
    if text.startswith("{"):
        fields = {name: _value(value) for name, value in _FIELD.findall(text.partition(" => ")[0])}
        return {name: value for name, value in fields.items() if value is not None}
    value = _value(text)
    return {"value": value} if value is not None and request not in _tables().structures else {}


def decode(request: str, data: bytes) -> Mapping[str, int]:
    """The fields of an argument's bytes; none where its layout is not known or the bytes are too few."""
    structure = _tables().structures.get(request)
    if structure is None or len(data) < structure.layout.size:
        return {}
    fields: dict[str, int] = dict(zip(structure.fields, structure.layout.unpack_from(data), strict=True))
    rest = data[structure.layout.size :]
    if request == "VFIO_DEVICE_SET_IRQS" and fields["flags"] & 4 and len(rest) >= 4 * fields["count"]:
        fields["eventfds"] = sum(1 for fd in struct.unpack_from(f"<{fields['count']}i", rest) if fd >= 0)
    if request == "KVM_SET_GSI_ROUTING" and len(rest) >= _ENTRY.size * fields["nr"]:
        entries = _ENTRY.iter_unpack(rest[: _ENTRY.size * fields["nr"]])
        fields["messages"] = sum(1 for _, kind in entries if kind == _MESSAGE)
    return fields


def _value(text: str) -> int | None:
    """A number, or names of bits, as strace writes them."""
    total = 0
    for part in text.split(" /*")[0].strip().split("|"):
        number = _tables().constants.get(part)
        if number is None:
            try:
                number = int(part, 0)
            except ValueError:
                return None
        total |= number
    return total
