"""A place in a source file."""

from attrs import frozen


@frozen(order=True)
class Span:
    """Where something stands: file, line and column, both counted from 1; the end is exclusive.

    `file` is the path as the user gave it, or a path relative to `models/` for the profile's own files.
    """

    file: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def record(self) -> dict[str, str | int]:
        """The place as documents write it."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
        }

    @property
    def short(self) -> str:
        """The file's own name and the line: how a report points at the specification."""
        return f"{self.file.rsplit('/', 1)[-1]}:{self.line}"
