"""`septum export KIND PROFILE`: a profile in other tools' formats."""

from collections.abc import Callable, Mapping
from pathlib import Path

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.terminal import Terminal
from septum.cli.writing import write_files
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.export import document, smtlib, tla, vmt
from septum.report.documents.export import export_document
from septum.report.export import export_lines
from septum.spec.load import load_profile
from septum.spec.model import Model

Emit = Callable[[Model], Mapping[str, str]]


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Write a profile in another format, into a directory or, where it is one file, on standard output.

    Raises InputError.
    """
    del terminal
    kind, folder = arguments.argument, arguments.text("-o")
    problems: list[Diagnostic] = []
    emit = _emit_of(kind, folder, problems)
    try:
        model = load_profile(arguments.second)
    except InputError as error:
        raise InputError([*problems, *error.diagnostics], error.sources) from None
    if emit is None or problems:
        raise InputError(problems)
    files = emit(model)
    if folder:
        write_files(Path(folder), files)
        lines = export_lines(model, kind, folder, files, arguments.flag("--all"))
        return Answer(tuple(lines), export_document(model, kind, folder, files))
    (text,) = files.values()
    return Answer(tuple(text.splitlines()), export_document(model, kind, None, files))


def _emit_of(kind: str, folder: str, problems: list[Diagnostic]) -> Emit | None:
    """What writes a format; what is wrong with the question is noted."""
    alone: dict[str, Emit] = {"json": document.emit, "vmt": vmt.emit}
    several: dict[str, Emit] = {"smtlib": smtlib.emit, "tla": tla.emit}
    known = ("json", "smtlib", "vmt", "tla")
    if kind not in known:
        message = f"`export` writes no `{kind}`{did_you_mean(kind, known)}"
        problems.append(Diagnostic("SEP-CLI-012", message, help=f"there are {', '.join(known)}"))
    elif kind in several and not folder:
        message = f"`export {kind}` writes several files: say where with `-o DIR`"
        problems.append(Diagnostic("SEP-CLI-003", message))
    return {**alone, **several}.get(kind)
