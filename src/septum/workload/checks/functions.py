"""PCI functions: each has one user, and every slice has one of its own."""

from attrs import frozen

from septum.diagnostics import Mark, Span
from septum.workload.deployment import Deployment, FunctionRange, Gpu, Slice
from septum.workload.pci import PciAddress
from septum.workload.reading.neutral import NO_ADDRESS
from septum.workload.reading.problems import Problems


@frozen
class _Use:
    """A function that somebody has: `who` for messages."""

    address: PciAddress
    who: str
    span: Span


def check_functions(deployment: Deployment, problems: Problems) -> None:
    """Functions with two users, slices without one, MIG without virtual functions."""
    _check_one_use(deployment, problems)
    seen: set[str] = set()
    for gpu in deployment.gpus:
        if gpu.name.value in seen:
            continue
        seen.add(gpu.name.value)
        users = [
            (tenant.name.value, part)
            for tenant in deployment.tenants
            for part in tenant.slices
            if part.gpu.value == gpu.name.value
        ]
        if gpu.functions is None and len({who for who, _ in users}) > 1:
            _report_bare_metal(gpu, users, problems)
        elif gpu.address.value != NO_ADDRESS and (gpu.functions is None or gpu.functions.count.value):
            _check_named(gpu, users, problems)
            _check_enough(gpu, users, problems)


def _check_one_use(deployment: Deployment, problems: Problems) -> None:
    """No function is a GPU's own, a GPU's virtual one or a tenant's device twice."""
    physical = [_Use(g.address.value, g.name.value or "a GPU", g.address.span) for g in deployment.gpus]
    devices = [
        _Use(device.function.value, tenant.name.value or "a tenant", device.function.span)
        for tenant in deployment.tenants
        for device in tenant.devices
    ]
    first: dict[PciAddress, _Use] = {}
    for use in physical + devices:
        earlier = first.setdefault(use.address, use)
        if earlier is not use and use.address != NO_ADDRESS:
            _report_two(earlier, use, problems)
    ranges = [(gpu, gpu.functions) for gpu in deployment.gpus if gpu.functions is not None]
    for position, (gpu, functions) in enumerate(ranges):
        virtual = set(functions.addresses)
        for use in first.values():
            if use.address in virtual:
                _report_two(_range_use(gpu, functions, use.address), use, problems)
        for later, others in ranges[position + 1 :]:
            common = sorted(virtual & set(others.addresses))
            if common:
                _report_two(_range_use(gpu, functions, common[0]), _range_use(later, others, common[0]), problems)


def _range_use(gpu: Gpu, functions: FunctionRange, address: PciAddress) -> _Use:
    return _Use(address, f"the functions of {gpu.name.value or 'a GPU'}", functions.first.span)


def _report_two(one: _Use, other: _Use, problems: Problems) -> None:
    earlier, later = sorted((one, other), key=lambda use: use.span)
    owners = f"{earlier.who} and {later.who} both have" if earlier.who != later.who else f"{earlier.who} has twice"
    marks = (Mark(earlier.span, earlier.who, primary=False), Mark(later.span, later.who))
    problems.report("SEP-DEP-018", f"{owners} the function {later.address}", later.span, marks)


def _report_bare_metal(gpu: Gpu, users: list[tuple[str, Slice]], problems: Problems) -> None:
    """MIG without SR-IOV: every instance sends its requests as the one physical function.

    Source: a GPU instance without a virtual function is no PCI function (NVIDIA MIG user guide, virtualization).
    """
    tenants = len({who for who, _ in users})
    message = f"{gpu.name.value} has no `functions`: its {tenants} tenants would have one requester id"
    last = users[-1]
    marks = (
        Mark(gpu.name.span, f"every request comes from {gpu.address.value}"),
        *(Mark(part.gpu.span, who, primary=False) for who, part in (users[0], last)),
    )
    help_text = "enable SR-IOV and write functions: {first: …, count: …}, or give the whole GPU to one tenant"
    problems.report("SEP-DEP-019", message, gpu.name.span, marks, help_text)


def _check_named(gpu: Gpu, users: list[tuple[str, Slice]], problems: Problems) -> None:
    """Slices that say which function: one of the GPU's, and no two the same."""
    addresses = gpu.addresses
    first: dict[PciAddress, _Use] = {}
    for who, part in users:
        if part.function is None:
            continue
        use = _Use(part.function.value, who, part.function.span)
        if use.address not in addresses:
            message = f"{use.address} is no function of {gpu.name.value}, which has {show_range(addresses)}"
            problems.report("SEP-DEP-028", message, use.span)
            continue
        earlier = first.setdefault(use.address, use)
        if earlier is not use:
            _report_two(earlier, use, problems)


def show_range(addresses: tuple[PciAddress, ...]) -> str:
    """`0000:41:00.4 to 0000:41:01.2`."""
    return str(addresses[0]) if len(addresses) == 1 else f"{addresses[0]} to {addresses[-1]}"


def _check_enough(gpu: Gpu, users: list[tuple[str, Slice]], problems: Problems) -> None:
    there_are = len(gpu.addresses)
    if len(users) <= there_are:
        return
    who, part = users[there_are]
    functions = f"{there_are} function{'s' if there_are != 1 else ''}"
    message = f"{gpu.name.value} has {functions} for {len(users)} slices: none is left for {who}"
    at = gpu.functions.count.span if gpu.functions is not None else gpu.address.span
    marks = (Mark(at, functions, primary=False), Mark(part.gpu.span, who))
    problems.report("SEP-DEP-020", message, part.gpu.span, marks)
