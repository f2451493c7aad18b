"""`septum certify PROFILE -o DIR`: the proof as a development that Rocq checks."""

from pathlib import Path

from septum.cli.answer import Answer
from septum.cli.certificate_folder import check_folder, write_folder
from septum.cli.certifying import certificate_notes, certificate_of, without_rocq
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes
from septum.cli.settings import settings_of
from septum.cli.status import ExitStatus, status_of
from septum.cli.terminal import Terminal
from septum.engines.prove import Interrupted, prove
from septum.engines.readings import read_profile
from septum.report.certificate.certificate import Certificate
from septum.report.certificate.lines import certificate_lines
from septum.report.documents.certificate import certificate_document
from septum.report.documents.errors import interrupted_document
from septum.report.proof import interrupted_lines


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Write a certificate and check it. Nothing is written where there is none to write. Raises InputError."""
    folder = arguments.text("-o")
    check_folder(Path(folder))
    settings = settings_of(arguments)
    model = read_profile(arguments.argument, settings.cache)
    rocq = None if arguments.flag("--no-check") else without_rocq(model)
    if isinstance(rocq, Certificate):
        return _answer(rocq, "", arguments)
    line = ProgressLine(terminal.err, model.name)
    try:
        with line as progress:
            proof = prove(model, settings, progress)
    except Interrupted as interrupted:
        lines = interrupted_lines(interrupted.result)
        notes = cost_notes(interrupted.result)[:1]
        document = interrupted_document("certify")
        return Answer(tuple(lines), document, ExitStatus.UNDECIDED, notes, interrupted=True)
    certificate = certificate_of(model, proof, settings, rocq, line)
    if certificate.files:
        write_folder(Path(folder), certificate.files)
    return _answer(certificate, folder if certificate.files else "", arguments)


def _answer(certificate: Certificate, folder: str, arguments: Arguments) -> Answer:
    status = status_of(certificate.verdict)
    return Answer(
        tuple(certificate_lines(certificate, folder, arguments.flag("--all"))),
        certificate_document(certificate, folder or None, status),
        status,
        certificate_notes(certificate, folder),
    )
