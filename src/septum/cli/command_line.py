"""From the words of a command line to an answer and an exit status."""

import os
import signal
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

from septum.cli.answer import Answer
from septum.cli.options import Command
from septum.cli.overview import help_lines, overview_lines, version_lines
from septum.cli.reading import read_arguments
from septum.cli.status import ExitStatus
from septum.cli.table import COMMANDS
from septum.cli.terminal import Terminal, standard_terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.diagnostics.render import render
from septum.report.documents.errors import (
    input_error_document,
    internal_error_document,
    interrupted_document,
    text_document,
)


def answer_process(words: Sequence[str]) -> ExitStatus:
    """Answer on this process's own streams. Raises KeyboardInterrupt and BrokenPipeError, as `run` does."""
    return run(words, standard_terminal(wants_json(words)))


def run(words: Sequence[str], terminal: Terminal) -> ExitStatus:
    """Answer `words` on `terminal`. Raises KeyboardInterrupt after what is known was said, and BrokenPipeError."""
    try:
        answer = _answer(words, terminal)
    except InputError as error:
        lines = render(error)
        alone = len(error.diagnostics) == 1 and error.diagnostics[0].span is None
        terminal.note(lines[:-1] if alone else lines)
        if terminal.json:
            terminal.answer((), input_error_document(_name(words), error))
        return ExitStatus.BAD_INPUT
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if not terminal.answered:
            terminal.answer(("not run: interrupted",), interrupted_document(_name(words)))
        raise
    except BrokenPipeError:
        raise
    except Exception as error:
        return _internal_error(error, _name(words), terminal)
    terminal.answer(answer.lines, answer.document)
    terminal.note(answer.notes)
    if answer.interrupted:
        raise KeyboardInterrupt
    return answer.status


def _answer(words: Sequence[str], terminal: Terminal) -> Answer:
    words = _command_first(words)
    if not words or words[0] in ("--help", "-h", "help"):
        return _page("overview", overview_lines(COMMANDS))
    if words[0] == "--version":
        return _page("version", version_lines())
    command = _command(words[0])
    if "--help" in words[1:] or "-h" in words[1:]:
        return _page("help", help_lines(command))
    arguments = read_arguments(command, words[1:])
    module: Any = import_module(f"septum.cli.commands.{command.module}")
    answer: Answer = module.run(arguments, terminal)
    return answer


def _page(name: str, lines: list[str]) -> Answer:
    return Answer(tuple(lines), text_document(name, lines))


def _command(name: str) -> Command:
    for command in COMMANDS:
        if command.name == name:
            return command
    if name.startswith("-"):
        known = ("--help", "--version", "--format")
        message = f"septum has no option `{name}`{did_you_mean(name, known)}"
        raise InputError([Diagnostic("SEP-CLI-002", message)])
    message = f"no command `{name}`{did_you_mean(name, [c.name for c in COMMANDS])}"
    raise InputError([Diagnostic("SEP-CLI-001", message)])


def _command_first(words: Sequence[str]) -> list[str]:
    """`--format json prove x` as `prove x --format json`."""
    if words and words[0] == "--format" and len(words) >= 2:
        return [*words[2:], *words[:2]] if len(words) > 2 else []
    if words and words[0].startswith("--format="):
        return [*words[1:], words[0]] if len(words) > 1 else []
    return list(words)


def wants_json(words: Sequence[str]) -> bool:
    """Whether a document is to be printed: known before anything is read, so that one is, whatever is wrong."""
    own = list(words[: words.index("--")] if "--" in words else words)
    return "--format=json" in own or ("--format", "json") in list(pairwise(own))


def _name(words: Sequence[str]) -> str:
    first = _command_first(words)[:1]
    return first[0] if first and first[0] in {command.name for command in COMMANDS} else ""


def _internal_error(error: Exception, name: str, terminal: Terminal) -> ExitStatus:
    """One line; the traceback is for those who work on septum."""
    if os.environ.get("SEPTUM_DEBUG") == "1":
        import traceback

        terminal.note(traceback.format_exception(error))
    said = " ".join(str(error).split()) or "no message"
    line = f"internal error: {type(error).__name__}: {said[:300]}; please report it, with SEPTUM_DEBUG=1"
    terminal.note([line])
    if not terminal.answered and terminal.json:
        terminal.answer((), internal_error_document(name, type(error).__name__, said))
    return ExitStatus.ERROR
