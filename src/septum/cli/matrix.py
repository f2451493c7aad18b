"""`septum profiles --matrix`: every workload on every profile."""

from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import STANDARD, Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes
from septum.cli.settings import settings_of
from septum.cli.status import ExitStatus
from septum.cli.terminal import Terminal
from septum.engines.prove import Interrupted
from septum.engines.workloads.matrix import judge_matrix
from septum.engines.workloads.results import Standing
from septum.report.documents.errors import interrupted_document
from septum.report.documents.workloads import matrix_document
from septum.report.proof import interrupted_lines
from septum.report.quantities import seconds
from septum.report.workloads import matrix_lines
from septum.spec.load import load_profile
from septum.spec.source import profile_names, workload_names
from septum.workload import load_channels


def show_matrix(arguments: Arguments, terminal: Terminal) -> Answer:
    """Judge the workloads that come with septum on the profiles that do."""
    started = perf_counter()
    names = sorted(profile_names(), key=lambda name: (name != STANDARD, name))
    try:
        with ProgressLine(terminal.err, "matrix") as progress:
            cells = judge_matrix(names, workload_names(), settings_of(arguments), progress)
    except Interrupted as interrupted:
        lines = interrupted_lines(interrupted.result)
        notes = cost_notes(interrupted.result)[:1]
        return Answer(tuple(lines), interrupted_document("profiles"), ExitStatus.UNDECIDED, notes, interrupted=True)
    channels = [channel.identifier for channel in load_channels()]
    models = {model.name: model for model in map(load_profile, names)}
    status = ExitStatus.UNDECIDED if any(cell.standing is Standing.UNKNOWN for cell in cells) else ExitStatus.PROVED
    return Answer(
        tuple(matrix_lines(cells, models, channels, arguments.flag("--all"))),
        matrix_document(cells, channels, status),
        status,
        (seconds(perf_counter() - started),),
    )
