"""Documents for what went wrong, and for pages of text."""

from collections.abc import Sequence

from septum.diagnostics import InputError
from septum.diagnostics.render import to_json
from septum.report.documents.envelope import Json, document


def input_error_document(command: str, error: InputError) -> Json:
    """The user's input cannot be used; `command` is empty where none was recognised."""
    return _error(command, None, 2, to_json(error))


def internal_error_document(command: str, kind: str, message: str) -> Json:
    """septum is wrong."""
    return _error(command, "error", 4, [], {"kind": kind, "message": message})


def interrupted_document(command: str) -> Json:
    """The user stopped the command before anything was known."""
    return _error(command, "not run", 130, [], interrupted=True)


def text_document(page: str, lines: Sequence[str]) -> Json:
    """A page for people: help, the overview, the version."""
    return document("text", "", None, 0, {"page": page, "lines": list(lines)})


def _error(
    command: str,
    verdict: str | None,
    status: int,
    diagnostics: list[dict[str, object]],
    internal: Json | None = None,
    interrupted: bool = False,
) -> Json:
    content = {"diagnostics": diagnostics, "internal": internal, "interrupted": interrupted}
    return document("error", command, verdict, status, content)
