"""Declared channels and accepted ones: whether they are about what there is."""

from septum.diagnostics import did_you_mean
from septum.workload.channels.register import load_channels
from septum.workload.checks.names import check_known
from septum.workload.deployment import Deployment
from septum.workload.reading.problems import Problems, listed, shown


def check_sharing(deployment: Deployment, problems: Problems) -> None:
    """Tenants, and residual channels, that nobody knows."""
    tenants = [tenant.name.value for tenant in deployment.tenants]
    between = [channel.between for channel in deployment.channels]
    known = [channel.identifier for channel in load_channels()]
    for acceptance in deployment.accepts:
        between += acceptance.between or ()
        name = acceptance.channel
        if name.value not in known:
            hint = did_you_mean(name.value, known) or f": there is {listed(known, 'and')}"
            problems.report("SEP-DEP-027", f"no residual channel {shown(name.value)}{hint}", name.span)
    for pair in between if tenants else ():  # that there are none has been reported
        check_known("tenant", pair.one, tenants, problems)
        check_known("tenant", pair.other, tenants, problems)
