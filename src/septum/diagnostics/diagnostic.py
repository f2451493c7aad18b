"""One finding about an input, and the exception that carries all of them."""

from collections.abc import Iterable

from attrs import frozen

from septum.diagnostics.span import Span


@frozen
class Mark:
    """A piece of the input shown below a header: `^^^` for the fault, `---` for what it conflicts with."""

    span: Span
    text: str = ""
    primary: bool = True


@frozen
class Diagnostic:
    """A fault in an input.

    `code` is an identifier of the catalogue (`SEP-DEP-012`), `message` the header, complete by itself, with the
    user's own names. `marks` show source lines, `help` says what to do.
    """

    code: str
    message: str
    span: Span | None = None
    marks: tuple[Mark, ...] = ()
    help: str | None = None

    def header(self) -> str:
        """The line for people, editors and `grep`: code, severity, place, message."""
        place = f" {self.span}" if self.span is not None else ""
        return f"{self.code} error{place} {self.message}"

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by code."""
        if self.span is None:
            return ("", 0, 0, self.code, self.message)
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


class InputError(Exception):
    """An input cannot be used. Report `diagnostics`, run nothing, exit with status 2.

    `sources` maps a file, named as in the spans, to its text, so that lines can be shown.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: dict[str, str] | None = None) -> None:
        unique = {(d.sort_key()): d for d in diagnostics}
        self.diagnostics: tuple[Diagnostic, ...] = tuple(unique[key] for key in sorted(unique))
        self.sources: dict[str, str] = sources or {}
        super().__init__("\n".join(d.header() for d in self.diagnostics))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be, or None."""
    import difflib

    candidates = sorted(set(known))
    folded = {candidate.lower(): candidate for candidate in reversed(candidates)}
    found = difflib.get_close_matches(name.lower(), list(folded), 1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean `…`?`, or nothing where no known name is near."""
    found = nearest(name, known)
    return f": did you mean `{found}`?" if found else ""
