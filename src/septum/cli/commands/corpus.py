"""`septum corpus [BUG|FILE]`: published bugs, and whether the profile stops them."""

import ast
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import STANDARD, Arguments
from septum.cli.progress import ProgressLine
from septum.cli.settings import settings_of
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.engines.corpus.bugs import find_bug, load_bugs
from septum.engines.corpus.reading import read_scripts
from septum.engines.corpus.results import Bug
from septum.engines.corpus.verdicts import CorpusResult, judge_corpus
from septum.report.corpus import bug_lines, corpus_lines, script_lines
from septum.report.documents.corpus import corpus_document
from septum.report.quantities import seconds
from septum.spec.load import load_profile
from septum.spec.model import Example, Model
from septum.spec.source import display_name, locate


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Judge the list of bugs, one of them, or the attack scripts of a file. Raises InputError."""
    started = perf_counter()
    argument = arguments.argument
    profile = arguments.text("--profile", STANDARD)
    if argument.endswith(".py") or "/" in argument:
        model, scripts = _of_file(Path(argument), profile)
        result = _judged(arguments, terminal, model, scripts, ())
        lines = script_lines(result, model, arguments.flag("--all"))
    else:
        bugs = (_named(argument),) if argument else load_bugs()
        model, shipped = read_scripts(profile)
        wanted = {name for bug in bugs for name in bug.scripts}
        scripts = [script for script in shipped if not argument or script.name in wanted]
        result = _judged(arguments, terminal, model, scripts, bugs)
        lines = bug_lines(result, model) if argument else corpus_lines(result, model, arguments.flag("--all"))
    status = status_of(result.verdict)
    return Answer(tuple(lines), corpus_document(result, status), status, (seconds(perf_counter() - started),))


def _judged(
    arguments: Arguments, terminal: Terminal, model: Model, scripts: Iterable[Example], bugs: Iterable[Bug]
) -> CorpusResult:
    line = ProgressLine(terminal.err, "corpus")
    with line:
        return judge_corpus(model, scripts, bugs, settings_of(arguments), line.answered)


def _named(identifier: str) -> Bug:
    bug = find_bug(identifier)
    if bug is None:
        known = [name for one in load_bugs() for name in (one.identifier, *one.also)]
        hint = "`septum corpus --all` lists the bugs; a file of attack scripts ends in .py"
        raise InputError(
            [
                Diagnostic(
                    "SEP-CLI-009", f"no bug `{identifier}` in the corpus{did_you_mean(identifier, known)}", help=hint
                )
            ]
        )
    return bug


def _of_file(path: Path, profile: str) -> tuple[Model, list[Example]]:
    """The model in which the scripts of a file are played, and the scripts.

    A file with a profile of its own is one; another's concerns are put beside the profile named.
    """
    if _has_profile(path):
        model = load_profile(str(path))
        scripts = [e for e in model.examples if e.leak]
    else:
        model = load_profile(profile, beside=(path,))
        own = display_name(path, locate(profile))
        scripts = [e for e in model.examples if e.leak and e.span.file == own]
    if not scripts:
        message = f"{path} has no attack script"
        hint = 'write one as a method of a concern: @example(without="step.STATUS", leak=True)'
        raise InputError([Diagnostic("SEP-CLI-014", message, help=hint)])
    return model, scripts


def _has_profile(path: Path) -> bool:
    """Is a class of the file derived from Profile? What cannot be read is left to the loader to report."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, SyntaxError):
        return False
    bases = (base for node in tree.body if isinstance(node, ast.ClassDef) for base in node.bases)
    return any(isinstance(base, ast.Name) and base.id == "Profile" for base in bases)
