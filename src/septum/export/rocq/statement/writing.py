"""What all parts of a statement are written with."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from attrs import define, field

from septum.diagnostics.span import Span
from septum.export.rocq.expressions import Printer
from septum.export.rocq.layout import ITEM
from septum.export.rocq.names import Names
from septum.logic.terms import Term
from septum.obligations.meaning import Before, meant
from septum.spec.model import Model

STATE = "s"
"""The state that the statement speaks of."""

Scope = Mapping[Term, str]


@define(eq=False)
class Writing:
    """A model, its names, and a printer of terms that speak of one state."""

    model: Model
    names: Names
    printer: Printer = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.printer = Printer(self.names, implicit=self.names.implicit)

    def value(self, term: Term, scope: Scope) -> str:
        """A truth value or another value in the state."""
        return self.printer.value(meant(term, {}, Before(STATE)), scope)

    def argument(self, term: Term, scope: Scope) -> str:
        """The same as an argument."""
        return self.printer.argument(meant(term, {}, Before(STATE)), scope)

    def proposition(self, term: Term, scope: Scope) -> str:
        """A condition in the state."""
        return self.printer.proposition(meant(term, {}, Before(STATE)), scope)

    def typed(self, variables: Iterable[Term], scope: Scope) -> str:
        """Variables as they are bound, after a space."""
        return "".join(f" {self.printer.binders([v], scope)}" for v in variables)


def place(writing: Writing, span: Span) -> str:
    """Where something was written, wherever the model's own file lies."""
    folder, file = PurePath(writing.model.span.file).parent, PurePath(span.file)
    shown = file.relative_to(folder) if file.is_relative_to(folder) else file
    return f"{shown.as_posix()}:{span.line}"


def called(head: str, arguments: Iterable[str]) -> str:
    """An application."""
    return " ".join([head, *arguments])


def conjunction(parts: Iterable[str]) -> str:
    """Propositions joined, or the one that always holds."""
    return f" /\\{ITEM}".join(parts) or "True"
