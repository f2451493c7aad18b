"""`septum enumerate DEPLOYMENT`: the capabilities that a deployment's workload exercises, event by event."""

from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.settings import settings_of
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.engines.workloads.enumeration import enumerate_workload
from septum.engines.workloads.realised import realise
from septum.engines.workloads.results import Enumeration
from septum.report.documents.workloads import enumeration_document
from septum.report.quantities import count, plural, seconds
from septum.report.workloads import enumeration_lines, verdict_of_enumeration
from septum.spec.load import load_profile
from septum.spec.model import Model, StepKind
from septum.workload import Deployment, Finding, allocate, lifecycle, read_deployment, run_lifecycle
from septum.workload.shape import workload_of


def enumerate_deployment(arguments: Arguments, terminal: Terminal) -> Answer:
    """Find what the workload of a deployment needs of its profile. Raises InputError."""
    started = perf_counter()
    deployment = read_deployment(arguments.argument)
    profile = deployment.profile.value
    realised = realise(profile, workload_of(deployment))
    line = ProgressLine(terminal.err, realised.workload.name)
    with line:
        found = enumerate_workload(realised, settings_of(arguments), line.answered)
    full_size = _full_size(load_profile(profile), deployment, found)
    status = status_of(verdict_of_enumeration(found))
    tenants = len(deployment.tenants)
    return Answer(
        tuple(enumeration_lines(found, tenants, full_size, arguments.flag("--all"))),
        enumeration_document(found, deployment.file, tenants, full_size, status),
        status,
        (seconds(perf_counter() - started),),
    )


def _full_size(model: Model, deployment: Deployment, found: Enumeration) -> str:
    """What came of the life of all tenants on the deployment's own numbers."""
    allocation = allocate(deployment)
    result = run_lifecycle(model, deployment, allocation)
    if result.verdict is not Finding.HOLDS:
        reason = result.failure.reason if result.failure is not None else ""
        return f"{result.verdict}: {reason}".rstrip(": ")
    capabilities = {step.name for step in model.steps if step.kind is StepKind.CAPABILITY}
    called = dict.fromkeys(call.step for call in lifecycle(deployment, allocation).calls if call.step in capabilities)
    more = [name for name in called if name in found.unused]
    text = f"the life of {plural(len(deployment.tenants), 'tenant')}, {count(result.steps)} actions, runs"
    return f"{text}; it calls {count(len(called))} capabilities" + (f", {' '.join(more)} besides" if more else "")
