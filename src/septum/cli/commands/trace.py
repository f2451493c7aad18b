"""`septum trace PROFILE FILE…`: did a recorded run stay isolated, and conform?"""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.cli.writing import write_files
from septum.diagnostics import Diagnostic, InputError
from septum.report.documents.trace import trace_document
from septum.report.quantities import seconds
from septum.report.trace import trace_lines, verdict_of
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.traces.judging import judge_runs
from septum.traces.recording import Run, read_runs, written
from septum.traces.recording.files import text_of_runs
from septum.traces.recording.linux import recorded_run


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Judge the runs that some files record. Raises InputError."""
    del terminal
    started = perf_counter()
    model = load_profile(arguments.argument)
    runs, texts = _runs(arguments.rest)
    target = arguments.text("--write")
    judgements = judge_runs(runs, model, texts)
    if target:
        path = Path(target)
        write_files(path.parent, {path.name: written(runs)})
    status = status_of(verdict_of(judgements))
    return Answer(
        tuple(trace_lines(judgements, arguments.flag("--all"))),
        trace_document(judgements, model.name, model_digest(model), arguments.rest, target, status),
        status,
        (seconds(perf_counter() - started),),
    )


def _runs(files: Sequence[str]) -> tuple[tuple[Run, ...], dict[str, str]]:
    """The runs of files of JSON lines with the texts of these, or the one run that other files record together."""
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    others: list[str] = []
    runs: list[Run] = []
    for file in dict.fromkeys(files):
        text = text_of_runs(file)
        if text is None:
            others.append(file)
            continue
        texts[file] = text
        try:
            runs.extend(read_runs(file, text))
        except InputError as error:
            problems.extend(error.diagnostics)
    if texts and others and not problems:
        message = f"{others[0]} is no file of JSON lines, and {next(iter(texts))} is one: judge them one by one"
        problems.append(Diagnostic("SEP-TRC-067", message))
    if problems:
        raise InputError(problems, texts)
    return (tuple(runs) if texts else (recorded_run(others),)), texts
