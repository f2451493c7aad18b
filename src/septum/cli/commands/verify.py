"""`septum verify DEPLOYMENT`: the whole answer for one deployment."""

from datetime import date
from pathlib import Path
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes, open_obligations, with_attacks
from septum.cli.settings import settings_of
from septum.cli.status import ExitStatus, status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError
from septum.engines.prove import Interrupted, prove
from septum.engines.results import ProofResult
from septum.engines.settings import Settings
from septum.report.certificate.certificate import Certificate
from septum.report.deployment import Judgement
from septum.report.documents.errors import interrupted_document
from septum.report.documents.verification import verification_document
from septum.report.proof import interrupted_lines
from septum.report.quantities import seconds
from septum.report.verification import verification_lines
from septum.spec.load import load_profile
from septum.spec.model import Model
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
    folder = _folder(arguments)
    deployment = read_deployment(arguments.argument)
    settings = settings_of(arguments)
    model = load_profile(deployment.profile.value)
    line = ProgressLine(terminal.err, model.name)
    try:
        with line as progress:
            proof = prove(model, settings, progress)
    except Interrupted as interrupted:
        lines = interrupted_lines(interrupted.result)
        document = interrupted_document("verify")
        notes = cost_notes(interrupted.result)[:1]
        return Answer(tuple(lines), document, ExitStatus.UNDECIDED, notes, interrupted=True)
    certificate, its_notes = None, ()
    if arguments.flag("--certify"):
        certificate, its_notes = _certified(model, proof, settings, line, folder)
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
        certificate=certificate,
    )
    status = status_of(judgement.verdict)
    return Answer(
        tuple(verification_lines(judgement, arguments.flag("--all"))),
        verification_document(judgement, status),
        status,
        (
            *_help(judgement),
            f"judged by {today}; {seconds(perf_counter() - started)}; the theorem: {cost_notes(proof)[0]}",
            *its_notes,
        ),
    )


def _folder(arguments: Arguments) -> Path | None:
    """Where the certificate goes; None where it goes nowhere. Raises InputError."""
    if not arguments.text("-o"):
        return None
    if not arguments.flag("--certify"):
        message = "`-o` is for the certificate, and `--certify` is not given"
        raise InputError([Diagnostic("SEP-CLI-003", message, help="add `--certify`")])
    from septum.cli.certificate_folder import check_folder

    folder = Path(arguments.text("-o"))
    check_folder(folder)
    return folder


def _certified(
    model: Model, proof: ProofResult, settings: Settings, line: ProgressLine, folder: Path | None
) -> tuple[Certificate, tuple[str, ...]]:
    """The certificate of the theorem, or what says why there is none, and notes on it; written where that is wanted."""
    # Imported where it is needed: most verdicts are given without.
    from septum.cli.certificate_folder import write_folder
    from septum.cli.certifying import certificate_notes, certificate_of, without_rocq

    rocq = without_rocq(model)
    certificate = rocq if isinstance(rocq, Certificate) else certificate_of(model, proof, settings, rocq, line)
    written = folder is not None and bool(certificate.files)
    if folder is not None and written:
        write_folder(folder, certificate.files)
    return certificate, certificate_notes(certificate, str(folder) if written else "")


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
