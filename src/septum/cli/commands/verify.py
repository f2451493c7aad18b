"""`septum verify DEPLOYMENT`: the whole answer for one deployment."""

from datetime import date
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes, open_obligations, settings_of, with_attacks
from septum.cli.status import ExitStatus, status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError
from septum.engines.prove import Interrupted, prove
from septum.report.deployment import Judgement
from septum.report.documents.errors import interrupted_document
from septum.report.documents.verification import verification_document
from septum.report.proof import interrupted_lines
from septum.report.quantities import seconds
from septum.report.verification import verification_lines
from septum.spec.load import load_profile
from septum.workload import (
    Standing,
    allocate,
    read_deployment,
    residual_channels,
    run_lifecycle,
    side_conditions,
)


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Judge a deployment. Raises InputError."""
    started = perf_counter()
    today = _day(arguments.text("--on"))
    deployment = read_deployment(arguments.argument)
    model = load_profile(deployment.profile.value)
    try:
        with ProgressLine(terminal.err, model.name) as progress:
            proof = prove(model, settings_of(arguments), progress)
    except Interrupted as interrupted:
        lines = interrupted_lines(interrupted.result)
        document = interrupted_document("verify")
        notes = cost_notes(interrupted.result)[:1]
        return Answer(tuple(lines), document, ExitStatus.UNDECIDED, notes, interrupted=True)
    allocation = allocate(deployment)
    life = run_lifecycle(model, deployment, allocation)
    judgement = Judgement(
        deployment=deployment,
        allocation=allocation,
        model=model,
        proof=proof,
        failures=with_attacks(model, open_obligations(model, proof)),
        life=life,
        conditions=side_conditions(deployment, allocation, life),
        channels=residual_channels(deployment, allocation, today),
        today=today,
    )
    status = status_of(judgement.verdict)
    return Answer(
        tuple(verification_lines(judgement, arguments.flag("--all"))),
        verification_document(judgement, status),
        status,
        (
            *_help(judgement),
            f"judged by {today}; {seconds(perf_counter() - started)}; the theorem: {cost_notes(proof)[0]}",
        ),
    )


def _day(text: str) -> date:
    """The day by which acceptances are judged. Raises InputError."""
    if not text:
        return date.today()
    try:
        day = date.fromisoformat(text)
        if day.isoformat() == text:  # weeks, and days without hyphens, are read too
            return day
    except ValueError:
        pass
    raise InputError([Diagnostic("SEP-CLI-005", f"`--on` takes a day such as 2027-06-30, not `{text}`")])


def _help(judgement: Judgement) -> tuple[str, ...]:
    """What to do about tenants who share, and channels that are not accepted, for standard error."""
    found: list[str] = []
    if any(pair.shared for pair in judgement.pairs):
        found.append("help: give each tenant an instance of its own, and declare no shared memory")
    for channel in judgement.open_channels:
        between = channel.not_accepted[0]
        if between.standing is Standing.EXPIRED and between.acceptance is not None:
            line = between.acceptance.span.line
            found.append(f"help: renew `until` at line {line}, or give tenants one `trust`")
        else:
            found.append(f"help: accept {channel.kind.identifier} by name under `accept`, or give tenants one `trust`")
    return tuple(dict.fromkeys(found))
