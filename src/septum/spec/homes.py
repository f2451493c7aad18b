"""Who may read what: the rules about homes, checked when a model is loaded.

No core can read a translation lookaside buffer or see which DMA is in flight, so a capability's checks, its answer
and its records read `core` and `constant` symbols only. `content` moves but never decides. `ghost` flows to ghosts
and invariants only. A step that tells must not decide by what its hearer could not learn otherwise.
"""

from collections.abc import Iterable, Iterator

from septum.diagnostics import Mark, Span
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.spec.model import Home, StateSymbol
from septum.spec.problems import Problems

RECORDS = frozenset({Home.CORE, Home.CONSTANT})
MACHINE = RECORDS | {Home.HARDWARE}
MOVED = RECORDS | {Home.CONTENT}
ALL = frozenset(Home)

_CODES = {Home.HARDWARE: "021", Home.CONTENT: "020", Home.GHOST: "022"}
_WHY = {
    Home.HARDWARE: "no core can read it",
    Home.CONTENT: "content moves, it never decides",
    Home.GHOST: "a ghost exists in proofs only",
}
_CURE = {
    Home.HARDWARE: "read a record in core(), tied to it by an invariant",
    Home.CONTENT: "decide by a record in core(); move content by a return, news or a content update",
    Home.GHOST: "decide by a record in core()",
}


class Reads:
    """Checks the reads of one step, statement by statement."""

    def __init__(self, symbols: Iterable[StateSymbol], problems: Problems, text: Span | None = None) -> None:
        """`text`: the step's own text. What a definition reads is read where the step uses the definition."""
        self._declared = {declared.symbol: declared for declared in symbols}
        self._problems = problems
        self._text = text
        self._written: dict[Symbol, Span] = {}

    def wrote(self, symbol: Symbol, span: Span) -> None:
        """From here on, reading `symbol` in this step would read the old state behind a new value."""
        self._written.setdefault(symbol, span)

    def check(self, term: Term, allowed: frozenset[Home], reader: str, code: str | None = None) -> None:
        """Note every read in `term` that `allowed` does not admit, or that follows a write of the same step.

        `reader` says who reads (`a capability`). `code`: the number of the diagnostic, where it is not that of the
        symbol's home.
        """
        for symbol, place in self._applications(term, term.span):
            declared = self._declared.get(symbol)
            if declared is None or place is None:
                continue
            name = symbol.name.rsplit(".", 1)[-1]
            written = self._written.get(symbol)
            if written is not None and (place.line, place.column) > (written.line, written.column):
                self._problems.add(
                    "024",
                    place,
                    f"`{name}` is read after this step wrote it",
                    (Mark(written, "written", primary=False), Mark(place, "reads the old state")),
                    "read it into a name before the write: every read is of the state before the step",
                )
            if declared.home not in allowed:
                self._problems.add(
                    code or _CODES.get(declared.home, "020"),
                    place,
                    f"{reader} may not read `{name}`",
                    (Mark(declared.home_span, _WHY.get(declared.home, ""), primary=False), Mark(place, "read here")),
                    _CURE.get(declared.home),
                )

    def _applications(self, term: Term, place: Span | None) -> Iterator[tuple[Symbol, Span | None]]:
        """What a term reads, and where; equal reads at different places are different."""
        if term.span is not None and (self._text is None or _inside(term.span, self._text)):
            place = term.span
        if term.operator is Operator.APPLY and term.symbol is not None:
            yield term.symbol, place
        for argument in term.arguments:
            yield from self._applications(argument, place)


def _inside(span: Span, text: Span) -> bool:
    return span.file == text.file and text.line <= span.line and span.end_line <= text.end_line
