"""Steps as relations between two states, and what else a transition relation needs."""

from collections.abc import Iterator

from attrs import define, field, frozen

from septum.export.smtlib.terms import Declaration, Writer
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.obligations.run import Event
from septum.spec.model import Model, Step

NEXT = "next"
"""The tag of the state after a step."""


@frozen
class Relation:
    """A step: its name, the formula, the declarations that it needs."""

    name: str
    text: str
    needs: frozenset[Declaration]
    comment: str


@define(eq=False)
class System:
    """The symbols of a model, now and next. Constants are symbols too: they stay as they are."""

    model: Model
    writer: Writer
    _symbols: tuple[Symbol, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._symbols = tuple(declared.symbol for declared in self.model.symbols)

    @property
    def nothing(self) -> str:
        """The formula by which nothing changes."""
        return self.writer.names.own("nothing")

    @property
    def constants_stay(self) -> str:
        """The formula by which constants stay as they are."""
        return self.writer.names.own("constants")

    def declared(self) -> Iterator[Declaration]:
        """The declarations of all symbols in both states, and of all sorts that they speak of."""
        for symbol in self._symbols:
            yield from self.writer.needs(_stays(symbol))

    def next_annotations(self) -> Iterator[str]:
        """What says of each symbol by which it is followed."""
        for symbol in self._symbols:
            now, after = _applied(symbol, ""), _applied(symbol, NEXT)
            assert after.symbol is not None
            follows = self.writer.names.symbol(after.symbol, after.state)
            variables = " ".join(f"(?{v.name} {self.writer.names.sort(v.sort)})" for v in _places(symbol))
            head = self.writer.names.symbol(symbol, "")
            text = f"({head} {' '.join(f'?{v.name}' for v in _places(symbol))})" if now.arguments else head
            sort = self.writer.names.sort(symbol.codomain)
            yield f"(define-fun {self._own('next', symbol)} ({variables}) {sort} (! {text} :next {follows}))"

    def frames(self) -> Iterator[str]:
        """For each symbol that it stays as it is, and that all constants do, and all symbols."""
        for symbol in self._symbols:
            yield f"(define-fun {self._own('kept', symbol)} () Bool {self.writer.text(_stays(symbol))})"
        constants = [self._own("kept", symbol) for symbol in self._symbols if symbol.rigid]
        others = [self._own("kept", symbol) for symbol in self._symbols if not symbol.rigid]
        yield f"(define-fun {self.constants_stay} () Bool (and true {' '.join(constants)}))"
        yield f"(define-fun {self.nothing} () Bool (and true {' '.join(others)}))"

    def step(self, step: Step) -> Relation:
        """The step: its conditions, what it writes, and that it writes nothing else."""
        inputs = (*step.parameters, *step.choices)
        event = Event(step, "", {v.bare: build.variable(f"{step.name}.{v.name}", v.sort) for v in inputs})
        formulas = [event.holds(guard) for guard in step.guards]
        kept: list[str] = []
        for symbol in self._symbols:
            if symbol in step.writes:
                after = event.after(_applied(symbol, ""))
                formulas.append(build.forall(_places(symbol), build.equal(_applied(symbol, NEXT), after)))
            elif not symbol.rigid:
                kept.append(self._own("kept", symbol))
        needs = frozenset[Declaration]().union(*(self.writer.needs(formula) for formula in formulas))
        text = "\n  ".join(["true", *map(self.writer.text, formulas), *kept])
        refusals = " ".join(guard.status for guard in step.guards if guard.status is not None)
        comment = f"{step.name}" + (f"; else it is refused: {refusals}" if refusals else "")
        return Relation(self.writer.names.own(f"step.{step.name}"), f"(and {text})", needs, comment)

    def _own(self, kind: str, symbol: Symbol) -> str:
        return self.writer.names.own(f"{kind}.{symbol.name}")


def _places(symbol: Symbol) -> tuple[Term, ...]:
    """A variable for each argument of a symbol; no specification calls one so."""
    return tuple(build.variable(f"{number}", sort) for number, sort in enumerate(symbol.domain, 1))


def _applied(symbol: Symbol, state: str) -> Term:
    if symbol.rigid and state:
        symbol = Symbol(f"{symbol.name}@{state}", symbol.domain, symbol.codomain, rigid=True)
    return build.apply(symbol, _places(symbol), state)


def _stays(symbol: Symbol) -> Term:
    return build.forall(_places(symbol), build.equal(_applied(symbol, NEXT), _applied(symbol, "")))
