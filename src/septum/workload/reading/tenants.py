"""The section `tenants`."""

from septum.diagnostics import Mark
from septum.workload.deployment import Device, Located, Slice, Tenant
from septum.workload.reading.host import MOST_CPUS
from septum.workload.reading.neutral import NO_NAME, NO_NUMBER, otherwise
from septum.workload.reading.problems import Problems
from septum.workload.reading.scalars import read_address, read_choice, read_name, read_number, read_quantity
from septum.workload.reading.section import Section, open_section, read_list
from septum.workload.reading.tree import Node, Scalar, Sequence

DEVICE_KINDS = ("nic", "nvme", "accelerator", "other")
MOST_INTERRUPTS = 2048
"""The vectors of an MSI-X table (PCI Express Base, MSI-X Capability: Table Size)."""
MOST_UNITS = 64
ALL = "all"
"""The word that `between` has for every pair; no tenant can be called so."""

_KEYS = ("name", "trust", "vcpus", "memory", "slice", "devices", "interrupts")


def read_tenant(node: Node, number: int, problems: Problems) -> Tenant | None:
    """One tenant; `number` counts from 1, for messages about one without a name."""
    section = open_section(node, f"tenant {number}", _KEYS, problems)
    if section is None:
        return None
    name = section.required("name", _read_own_name)
    who = name.value if name is not None else section.what
    section = Section(who, section.span, section.values, section.likely, problems)
    span = section.span
    interrupts = section.optional("interrupts", lambda n, what, p: read_number(n, what, 0, MOST_INTERRUPTS, p))
    _check_interrupts(section, interrupts)
    return Tenant(
        name=otherwise(name, NO_NAME, span),
        trust=otherwise(_read_trust(section, who), NO_NAME, span),
        vcpus=otherwise(
            section.required("vcpus", lambda n, what, p: read_number(n, what, 1, MOST_CPUS, p)), NO_NUMBER, span
        ),
        memory=otherwise(section.required("memory", read_quantity), NO_NUMBER, span),
        slices=section.optional("slice", _read_slices) or (),
        devices=section.optional("devices", _read_devices) or (),
        interrupts=otherwise(interrupts, 0, span),
        span=span,
    )


def _read_own_name(node: Node, what: str, problems: Problems) -> Located[str] | None:
    name = read_name(node, what, problems)
    if name is not None and name.value == ALL:
        problems.report("SEP-DEP-024", "a tenant cannot be called `all`: `between` means every pair by it", name.span)
        return None
    return name


def _read_trust(section: Section, who: str) -> Located[str] | None:
    help_text = "tenants of one trust group accept each other's residual channels; alone in it, write the own name"
    node = section.values.get("trust")
    if node is None:
        if "trust" not in section.likely:
            message = f"{who} has no `trust`: name its trust group"
            section.problems.report("SEP-DEP-029", message, section.span, help_text=help_text)
        return None
    if isinstance(node, Scalar) and node.text == "?":
        marks = (Mark(node.span, "yours to say"),)
        message = f"`trust` of {who} is not answered: name its trust group"
        section.problems.report("SEP-DEP-029", message, node.span, marks, help_text)
        return None
    return section.optional("trust", read_name)


def _check_interrupts(section: Section, interrupts: Located[int] | None) -> None:
    """Functions raise interrupts: a tenant that asks for none of them can have no interrupt.

    Judged by what is written, so that a slice that cannot be read is reported once, for what is wrong with it.
    """
    written = [section.values.get(key) for key in ("slice", "devices")]
    asked = any(node is not None and not (isinstance(node, Sequence) and not node.items) for node in written)
    if interrupts is None or not interrupts.value or asked or section.likely & {"slice", "devices"}:
        return
    number = f"{interrupts.value} interrupt{'s' if interrupts.value != 1 else ''}"
    message = f"{section.what} asks for {number} and has no function that could raise one"
    help_text = "give it a slice or a device, or leave `interrupts` out"
    section.problems.report("SEP-DEP-042", message, interrupts.span, help_text=help_text)


def _read_slices(node: Node, what: str, problems: Problems) -> tuple[Slice, ...]:
    """One slice, or a list of them."""
    items = node.items if isinstance(node, Sequence) else (node,)
    slices = [_read_slice(item, what, problems) for item in items]
    return tuple(one for one in slices if one is not None)


def _read_slice(node: Node, what: str, problems: Problems) -> Slice | None:
    section = open_section(node, what, ("gpu", "profile", "start", "function"), problems)
    if section is None:
        return None
    gpu = section.required("gpu", read_name)
    profile = section.required("profile", _read_profile)
    start = section.required("start", lambda n, name, p: read_number(n, name, 0, MOST_UNITS, p))
    function = section.optional("function", read_address)
    if gpu is None or profile is None or start is None:
        return None
    return Slice(gpu, profile, start, function, section.span)


def _read_profile(node: Node, what: str, problems: Problems) -> Located[str] | None:
    """The name of an instance profile. It begins with a digit, so it is no name; which there are is judged later."""
    if isinstance(node, Scalar) and node.text:
        return Located(node.text, node.span)
    return read_name(node, what, problems)


def _read_devices(node: Node, what: str, problems: Problems) -> tuple[Device, ...] | None:
    items = read_list(node, what, problems)
    devices = [_read_device(item, what.replace("`devices`", "a device"), problems) for item in items or ()]
    return tuple(device for device in devices if device is not None)


def _read_device(node: Node, what: str, problems: Problems) -> Device | None:
    section = open_section(node, what, ("kind", "function"), problems)
    if section is None:
        return None
    kind = section.required("kind", lambda n, name, p: read_choice(n, name, DEVICE_KINDS, p))
    function = section.required("function", read_address)
    return Device(kind, function, section.span) if kind is not None and function is not None else None
