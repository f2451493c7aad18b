"""Opening a recording, plain or compressed; what it is, its first bytes say and not its name."""

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from septum.diagnostics import Diagnostic, InputError
from septum.diagnostics.span import Span

_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"


def read_lines(file: str) -> Iterator[str]:
    """The lines of a recording without their ends, one after the other; nothing is kept.

    Raises InputError where the file cannot be opened, or ends in the middle of what was compressed.
    """
    number = 0
    try:
        if Path(file).exists() and not Path(file).is_file() and not Path(file).is_dir():
            raise OSError(0, "it is a pipe or a device, and would have to be read twice: write it to a file first")
        with _binary(file) as binary:
            buffered = io.BufferedReader(cast(io.RawIOBase, binary), 1 << 18)
            for line in io.TextIOWrapper(buffered, "utf-8", "backslashreplace"):
                number += 1
                yield line.rstrip("\r\n")
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        message = f"the compressed file breaks off after line {number:,}: {str(error).rstrip('.') or 'it is damaged'}"
        hint = "record again, or unpack what can be read and give that file"
        raise InputError([Diagnostic("SEP-TRC-003", message, Span(file, number + 1, 1), help=hint)]) from None
    except OSError as error:
        raise InputError([unreadable(file, error)]) from None


def unreadable(file: str, error: OSError) -> Diagnostic:
    """Why a file cannot be opened or read."""
    reason = error.strerror or str(error)
    return Diagnostic("SEP-TRC-001", f"cannot be read: {reason}", Span(file, 0, 0))


def _binary(file: str) -> IO[bytes]:
    path = Path(file)
    with path.open("rb") as stream:
        magic = stream.read(6)
    if magic.startswith(_GZIP):
        return cast(IO[bytes], gzip.open(path, "rb"))
    if magic.startswith(_XZ):
        return cast(IO[bytes], lzma.open(path, "rb"))
    return path.open("rb")
