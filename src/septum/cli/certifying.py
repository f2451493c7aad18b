"""What the commands that certify share: from a proof to a certificate that Rocq has checked, or why there is none."""

from septum.cli.progress import ProgressLine
from septum.engines.certify.checking.check import Progress, check
from septum.engines.certify.checking.results import Checked
from septum.engines.certify.checking.tools import Rocq, RocqMissing, find_rocq
from septum.engines.results import ProofResult, Verdict
from septum.engines.settings import Settings
from septum.report.certificate.certificate import Certificate
from septum.report.quantities import plural, seconds
from septum.spec.digest import model_digest
from septum.spec.model import Model

_INSTALL = "help: apt-get install coq (8.16.1 is tested); the solvers' verdict: septum prove"


def without_rocq(model: Model) -> Certificate | Rocq:
    """Rocq's programs; where there are none, the certificate that says so."""
    try:
        return find_rocq()
    except RocqMissing as missing:
        return Certificate(model.name, model_digest(model), why=str(missing))


def certificate_of(
    model: Model, proof: ProofResult, settings: Settings, rocq: Rocq | None, line: ProgressLine
) -> Certificate:
    """The certificate of a model, whatever comes of it. `rocq`: None where it is not to be checked."""
    name, digest = model.name, model_digest(model)
    if proof.verdict is not Verdict.PROVED:
        open_ = sum(outcome.verdict is not Verdict.PROVED for outcome in proof.outcomes)
        what = f"{plural(open_, 'obligation')} not proved" if open_ else "not shown to be about something"
        return Certificate(name, digest, unchecked=proof.verdict, why=f"there is none: {what}")
    # What makes developments is much code, and wanted here alone.
    from septum.cli.developing import NoDevelopment, develop

    with line:
        line.say(f"{name}  writing its proofs for Rocq")
        try:
            development = develop(model, settings)
        except NoDevelopment as error:
            return Certificate(name, digest, unchecked=Verdict.UNKNOWN, why=str(error))
        if rocq is None:
            return Certificate(name, digest, development, why="Rocq was not asked")
        checked = check(development, rocq, settings.workers, told=lambda progress: line.say(_progress_text(progress)))
    return Certificate(name, digest, development, checked)


def certificate_notes(certificate: Certificate, folder: str) -> tuple[str, ...]:
    """What it cost, and what else can be done, for standard error. `folder`: empty where none was written."""
    checked = certificate.checked
    if checked is None:
        if certificate.development is not None:
            return (_by_hand(folder),) if folder else ()
        if certificate.unchecked is Verdict.NOT_RUN:
            return (_INSTALL,)
        return (f"help: septum prove {certificate.profile} shows what is open",)
    notes = [_times(checked)]
    if folder:
        notes.append(_by_hand(folder))
    return tuple(notes)


def _by_hand(folder: str) -> str:
    return f"without septum, anyone: make -C {folder} -j2 && make -C {folder} coqchk"


def _times(checked: Checked) -> str:
    """`coqc 12.4 s, coqchk 3.1 s, on 2 workers; slowest Write_dma.v 1.3 s`."""
    times = checked.times
    slow = max(checked.files, key=lambda file: file.seconds)
    parts = f"coqc {seconds(times.coqc)}, coqchk {seconds(times.coqchk)}, on {plural(checked.workers, 'worker')}"
    return f"{parts}; slowest {slow.name} {seconds(slow.seconds)}"


def _progress_text(progress: Progress) -> str:
    """`coqc  31 of 44 files  12.4 s  slowest Write_dma.v`."""
    if progress.program != "coqc":
        return f"{progress.program}  {seconds(progress.seconds)}"
    text = f"coqc  {progress.done} of {plural(progress.total, 'file')}  {seconds(progress.seconds)}"
    return f"{text}  slowest {progress.slowest}" if progress.slowest else text
