"""The section `host`."""

from septum.diagnostics import Span
from septum.workload.deployment import Host, Located, MemoryRegion
from septum.workload.quantities import MOST
from septum.workload.reading.neutral import NO_NAME, NO_NUMBER, otherwise
from septum.workload.reading.problems import Problems
from septum.workload.reading.scalars import read_choice, read_name, read_number, read_quantity, read_text_value
from septum.workload.reading.section import open_section, read_list
from septum.workload.reading.tree import Node

ARCHITECTURES = ("x86_64", "aarch64")
MOST_CPUS = 8192
"""The largest NR_CPUS that Linux builds with on either architecture."""
MOST_THREADS_PER_CORE = 8
MOST_SOCKETS = 64

_KEYS = ("name", "architecture", "cpus", "memory", "facts", "threads_per_core", "sockets")


def read_host(node: Node | None, at: Span, problems: Problems) -> Host:
    """The host; `at` is where the file begins, for a section that is not there."""
    section = open_section(node, "host", _KEYS, problems)
    if section is None:
        nothing = Located(NO_NAME, at)
        return Host(nothing, nothing, Located(NO_NUMBER, at), 1, None, (), None, at)
    span = section.span
    name = section.required("name", read_name)
    architecture = section.required("architecture", lambda n, what, p: read_choice(n, what, ARCHITECTURES, p))
    cpus = section.required("cpus", lambda n, what, p: read_number(n, what, 1, MOST_CPUS, p))
    threads = section.optional("threads_per_core", lambda n, what, p: read_number(n, what, 1, MOST_THREADS_PER_CORE, p))
    sockets = section.optional("sockets", lambda n, what, p: read_number(n, what, 1, MOST_SOCKETS, p))
    return Host(
        name=otherwise(name, NO_NAME, span),
        architecture=otherwise(architecture, NO_NAME, span),
        cpus=otherwise(cpus, NO_NUMBER, span),
        threads_per_core=threads.value if threads is not None else 1,
        sockets=sockets,
        memory=section.required("memory", _read_memory) or (),
        facts=section.optional("facts", lambda n, what, p: read_text_value(n, what, "a path, or `live`", p)),
        span=span,
    )


def _read_memory(node: Node, what: str, problems: Problems) -> tuple[MemoryRegion, ...] | None:
    items = read_list(node, what, problems)
    if items == ():
        problems.report("SEP-DEP-004", f"{what} has no region", node.span)
    regions = [
        _read_region(item, f"region {number} of the host", problems) for number, item in enumerate(items or (), start=1)
    ]
    return tuple(region for region in regions if region is not None)


def _read_region(node: Node, what: str, problems: Problems) -> MemoryRegion | None:
    section = open_section(node, what, ("base", "size"), problems)
    if section is None:
        return None
    base = section.required("base", lambda n, name, p: read_number(n, name, 0, MOST, p))
    size = section.required("size", read_quantity)
    if base is None or size is None:
        return None
    if base.value + size.value > MOST:
        problems.report("SEP-DEP-009", f"{what} ends above 2^52", size.span)
        return None
    return MemoryRegion(base, size, section.span)
