"""From a path to text."""

from pathlib import Path

from septum.diagnostics import Diagnostic, InputError, Span

NOTHING_THERE = "is empty: a deployment begins with `septum: 1`"
LARGEST = 1 << 20
"""The most bytes that are read: a deployment of a thousand tenants is a third of it."""


def read_text(path: str) -> str:
    """The text of a file, its lines ended by `\\n`.

    Raises InputError for a file that cannot be read, is larger than LARGEST, is empty or is not text in UTF-8.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror or "").lower() if isinstance(error, OSError) else "no such path"
        raise _error(path, "SEP-DEP-001", f"cannot be read: {reason}") from None
    if len(data) > LARGEST:
        raise _error(path, "SEP-DEP-033", f"is larger than {LARGEST >> 20} MiB: not a deployment")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        raise _error(path, "SEP-DEP-034", f"byte 0x{data[error.start]:02x} is not UTF-8 text", before) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for index, character in enumerate(text):
        if not _is_text(character):
            message = f"character U+{ord(character):04X} does not belong in text"
            raise _error(path, "SEP-DEP-034", message, text[:index])
    if not text.strip():
        raise _error(path, "SEP-DEP-035", NOTHING_THERE)
    return text


def _is_text(character: str) -> bool:
    number = ord(character)
    if number < 0x20:
        return character in "\t\n"
    return number < 0x7F or (number >= 0xA0 and number not in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF))


def _error(path: str, code: str, message: str, before: str | None = None) -> InputError:
    """The file has this wrong; after the text `before`, if that is given."""
    lines = before.split("\n") if before is not None else None
    span = Span(path, len(lines), len(lines[-1]) + 1) if lines else Span(path, 0, 0)
    return InputError([Diagnostic(code, message, span)])
