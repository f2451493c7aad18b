"""Names: each is given once, and those that are used have been given."""

from collections.abc import Collection, Iterable

from septum.diagnostics import Mark, did_you_mean
from septum.workload.deployment import Deployment, Located
from septum.workload.reading.neutral import NO_NAME
from septum.workload.reading.problems import Problems, listed, shown


def check_names(deployment: Deployment, profiles: Collection[str], problems: Problems) -> None:
    """Duplicate GPUs and tenants, slices of GPUs that are not there, isolation profiles that nobody knows."""
    _check_distinct("GPU", (gpu.name for gpu in deployment.gpus), problems)
    _check_distinct("tenant", (tenant.name for tenant in deployment.tenants), problems)
    gpus = [gpu.name.value for gpu in deployment.gpus]
    for tenant in deployment.tenants:
        for part in tenant.slices:
            check_known("GPU", part.gpu, gpus, problems)
    if deployment.profile.value not in profiles:
        hint = did_you_mean(deployment.profile.value, profiles) or f": there is {listed(profiles, 'and')}"
        message = f"no isolation profile {shown(deployment.profile.value)}{hint}"
        problems.report("SEP-DEP-039", message, deployment.profile.span)


def check_known(what: str, name: Located[str], known: Collection[str], problems: Problems) -> None:
    """Report a `name` that is not `known`, unless it may be one that could not be read and has been reported."""
    if name.value not in known and NO_NAME not in known:
        hint = did_you_mean(name.value, known) or (f": there is {listed(known, 'and')}" if 0 < len(known) < 6 else "")
        problems.report("SEP-DEP-016", f"no {what} {shown(name.value)}{hint}", name.span)


def _check_distinct(what: str, names: Iterable[Located[str]], problems: Problems) -> None:
    first: dict[str, Located[str]] = {}
    for name in names:
        if name.value in first and name.value != NO_NAME:
            marks = (Mark(first[name.value].span, "first", primary=False), Mark(name.span, "again"))
            problems.report("SEP-DEP-015", f"two {what}s are called {shown(name.value)}", name.span, marks)
        first.setdefault(name.value, name)
