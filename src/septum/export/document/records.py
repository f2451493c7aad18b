"""What all parts of the document are made of: places, variables, numbers of terms."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from septum.diagnostics import Span
from septum.logic.serialize import to_json
from septum.logic.terms import Term

Json = dict[str, Any]


@define(eq=False)
class Terms:
    """The terms of a document, each once, in the order in which they were first needed."""

    _numbers: dict[Term, int] = field(init=False, factory=dict[Term, int])

    def number(self, term: Term) -> int:
        """The number of a term: its position among the roots. Places are left out, so that equal terms are one."""
        return self._numbers.setdefault(term.bare, len(self._numbers))

    def variable(self, variable: Term) -> Json:
        """A variable with its sort, and the number of the term that it is."""
        return {"name": variable.name, "sort": variable.sort.name, "term": self.number(variable)}

    def variables(self, variables: Iterable[Term]) -> list[Json]:
        """Several variables."""
        return [self.variable(variable) for variable in variables]

    def document(self) -> Json:
        """All of them, in the published form of terms."""
        return to_json(tuple(self._numbers))


def place_json(span: Span) -> Json:
    """A place; the end is exclusive, and 0 is unknown."""
    return dict(span.record())
