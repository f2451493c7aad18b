"""Reading the result of a command, as `--format json` printed it."""

import json
from itertools import islice
from pathlib import Path

from attrs import frozen

from septum.diagnostics import Diagnostic, InputError, Span, did_you_mean
from septum.report.comparison.compare import Document, is_list, is_record
from septum.report.comparison.places import Key, place_of
from septum.report.comparison.shape import misfits, schemas

_LARGEST = 256 << 20
_MOST = 20
"""How many mistakes of one file are reported."""
_DEEPEST = 100
_NO_RESULTS = ("common", "error", "text", "recording")
"""Schemas of what is no result of a command."""


@frozen
class Result:
    """A result of a command: the file, and what it says. `kind`: the name and version of its schema, `verify/1`."""

    file: str
    kind: str
    document: Document

    @property
    def command(self) -> str:
        """The command that printed it."""
        return str(self.document["command"])


def read_results(old: str, new: str) -> tuple[Result, Result]:
    """Two results of one command. Raises InputError with everything that is wrong with both files."""
    found: list[Result] = []
    problems: list[Diagnostic] = []
    for file in (old, new):
        try:
            found.append(read_result(file))
        except InputError as error:
            problems += error.diagnostics
    if problems:
        raise InputError(problems)
    one, other = found
    if one.kind != other.kind:
        message = f"a result of `{other.command}` cannot be compared with {one.file}, one of `{one.command}`"
        if one.command == other.command:
            message = f"{other.kind} cannot be compared with {one.file}, which is {one.kind}"
        raise InputError([Diagnostic("SEP-RES-005", message, Span(other.file, 1, 1))])
    return one, other


def read_result(file: str) -> Result:
    """The result in a file. Raises InputError: SEP-RES-001 to -004."""
    text = _text(file)
    document = _parsed(text, file)
    kind = _kind(document, text, file)
    problems = [
        _located("SEP-RES-004", f"{_path(misfit.keys)}{misfit.message}", file, text, misfit.keys)
        for misfit in islice(misfits(document, f"urn:septum:{kind.replace('/', ':')}"), _MOST)
    ]
    if problems or not is_record(document):
        raise InputError(problems)
    return Result(file, kind, document)


def _parsed(text: str, file: str) -> object:
    """The JSON in a text. What is no JSON, as `NaN`, is refused, and what is deeper than any result."""
    try:
        document: object = json.loads(text, parse_constant=_no_number)
        if _is_shallow(document):
            return document
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg.removesuffix(' starting at')}"
        raise _error("SEP-RES-002", message, file, error.lineno, error.colno) from None
    except RecursionError:
        pass
    except ValueError as error:
        raise _error("SEP-RES-002", f"this is no JSON: {error}", file, 1, 1) from None
    raise _error("SEP-RES-002", f"this is no result: it is nested more than {_DEEPEST} levels deep", file, 1, 1)


def _no_number(name: str) -> float:
    raise ValueError(f"it holds {name}")


def _is_shallow(document: object) -> bool:
    level = [document]
    for _ in range(_DEEPEST):
        level = [
            inner
            for value in level
            for inner in (value.values() if is_record(value) else value if is_list(value) else ())
        ]
        if not level:
            return True
    return False


def _text(file: str) -> str:
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Diagnostic("SEP-RES-001", f"{file} cannot be read: {reason}")]) from None
    if len(data) > _LARGEST:
        raise InputError([Diagnostic("SEP-RES-001", f"{file} is larger than {_LARGEST >> 20} MiB")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raise _error("SEP-RES-002", "this is no JSON: not UTF-8", file, line, column) from None


def _kind(document: object, text: str, file: str) -> str:
    """The name and version of the schema that a document says it follows."""
    if not is_record(document) or "schema" not in document:
        raise _error("SEP-RES-003", "this is no result of septum: it names no `schema`", file, *place_of(text, ()))
    said = str(document["schema"])
    known = [f"septum/{name.removeprefix('urn:septum:').replace(':', '/')}" for name in schemas()]
    results = [name for name in known if name.split("/")[1] not in _NO_RESULTS]
    if said in results:
        return said.removeprefix("septum/")
    message = f"`{said[:40]}` is no schema of a result{did_you_mean(said, results)}"
    if said in known:
        message = f"a document of the schema `{said}` is no result: nothing was judged or listed"
    raise InputError([_located("SEP-RES-003", message, file, text, ("schema",))])


def _path(keys: tuple[Key, ...]) -> str:
    """`pairs[0].write: `."""
    shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return f"`{shown.lstrip('.')}`: " if shown else ""


def _located(code: str, message: str, file: str, text: str, keys: tuple[Key, ...]) -> Diagnostic:
    return Diagnostic(code, message, Span(file, *place_of(text, keys)))


def _error(code: str, message: str, file: str, line: int, column: int) -> InputError:
    return InputError([Diagnostic(code, message, Span(file, line, column))])
