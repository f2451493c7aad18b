"""`septum minimal PROFILE`: is everything in the profile needed?"""

from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import STANDARD, Arguments
from septum.cli.progress import ProgressLine
from septum.cli.settings import settings_of
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.engines.minimal.table import weigh
from septum.report.documents.minimal import minimal_document
from septum.report.minimal import minimal_lines
from septum.report.quantities import seconds
from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.spec.source import attack_files


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Drop every part of a profile in turn. Raises InputError."""
    started = perf_counter()
    model = _with_scripts(arguments.argument)
    settings = settings_of(arguments)
    line = ProgressLine(terminal.err, model.name)
    with line:
        result = weigh(model, settings, line.answered)
    status = status_of(result.verdict)
    return Answer(
        tuple(minimal_lines(result, arguments.flag("--all"))),
        minimal_document(result, status),
        status,
        (seconds(perf_counter() - started),),
    )


def _with_scripts(profile: str) -> Model:
    """The profile, with the attack scripts that come with septum where they are about it. Raises InputError."""
    if profile != STANDARD:
        return load_profile(profile)
    return load_profile(profile, beside=attack_files())
