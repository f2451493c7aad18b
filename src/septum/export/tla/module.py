"""The module of a profile: what it declares, starts with, does, and keeps."""

from collections.abc import Iterator

from attrs import define, field

from septum import __version__
from septum.export.naming import in_ascii
from septum.export.possible import possible_steps
from septum.export.tla.actions import Actions
from septum.export.tla.expressions import Expressions, broken, hang, indented
from septum.export.tla.names import Names
from septum.export.tla.start import fixed_values
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.spec.digest import model_digest
from septum.spec.model import Fact, Model


@define(eq=False)
class Module:
    """Writes the module."""

    model: Model
    names: Names
    expressions: Expressions = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.expressions = Expressions(self.names)

    @property
    def constants(self) -> list[Symbol]:
        """The symbols that are fixed before the start."""
        return [d.symbol for d in self.model.symbols if d.symbol.rigid]

    @property
    def variables(self) -> list[Symbol]:
        """The symbols of the state."""
        return [d.symbol for d in self.model.symbols if not d.symbol.rigid]

    def lines(self) -> Iterator[str]:
        """The whole module."""
        yield f"---- MODULE {self.names.module} ----"
        yield f"\\* {' '.join(self.model.title.split())}"
        yield f"\\* Profile {self.model.name} {model_digest(self.model)}, written by septum {__version__}."
        yield "\\* A request that is refused changes nothing. What the profile says of two runs, of views and of news"
        yield "\\* is not in this module."
        yield ""
        yield from self._declarations()
        yield from self._start()
        for step in possible_steps(self.model):
            yield from Actions(self.model, self.expressions).action(step)
            yield ""
        yield "Next =="
        actions = Actions(self.model, self.expressions)
        yield from (f"  \\/ {actions.happens(step)}" for step in possible_steps(self.model))
        yield "  \\/ UNCHANGED vars  \\* nobody need do anything: no state is a deadlock"
        yield ""
        yield "Spec == Init /\\ [][Next]_vars"
        yield ""
        for fact in self.model.invariants:
            yield from self._fact(fact)
            yield ""
        yield from _definition("Inv", [self.names.fact(fact) for fact in self.model.invariants])
        yield "===="

    def _declarations(self) -> Iterator[str]:
        for sort in self.model.sorts:
            doc = self.model.sort_docs.get(sort.name, "").split("\n")[0]
            comment = f"  \\* {doc}" if doc else ""
            if sort.is_uninterpreted:
                yield f"CONSTANT {self.names.sorts[sort]}{comment}"
            elif sort.is_enumeration:
                yield f"{self.names.sorts[sort]} == {_members(sort)}{comment}"
        for symbol in self.constants:
            yield f"CONSTANT {self.names.symbol(symbol)}"
        for symbol in self.constants:
            yield f"ASSUME {self.names.symbol(symbol)} \\in {self.expressions.values(symbol)}"
        yield ""
        for fact in self.model.axioms:
            yield from self._fact(fact)
            yield f"ASSUME {self.names.fact(fact)}"
            yield ""
        names = ", ".join(self.names.symbol(symbol) for symbol in self.variables)
        if self.variables:
            yield from broken(f"VARIABLES {names}", "  ")
        yield from broken(f"vars == <<{names}>>", " " * 10)
        yield ""
        types = [f"{self.names.symbol(symbol)} \\in {self.expressions.values(symbol)}" for symbol in self.variables]
        yield from _definition("TypeOK", types)
        yield ""

    def _start(self) -> Iterator[str]:
        for fact in self.model.initially:
            yield from self._fact(fact)
            yield ""
        fixed = fixed_values(self.model.initially)
        items: list[str] = []
        for symbol in self.variables:
            name, value = self.names.symbol(symbol), fixed.get(symbol)
            if value is None:
                items.append(f"{name} \\in {self.expressions.values(symbol)}")
            elif symbol.domain:
                domain = self.expressions.domain(symbol.domain)
                place = self.names.own("x")
                items.append(f"{name} = [{place} \\in {domain} |-> {self.expressions.operand(value, {})}]")
            else:
                items.append(f"{name} = {self.expressions.operand(value, {})}")
        yield from _definition("Init", [*items, *(self.names.fact(fact) for fact in self.model.initially)])
        yield ""

    def _fact(self, fact: Fact) -> Iterator[str]:
        scope = self.names.bind(fact.parameters, {})
        first = fact.doc.split("\n")[0].strip()
        if first:
            yield f"\\* {first}"
        yield f"{self.names.fact(fact)} =="
        body = self.expressions.lines(fact.body, scope)
        if fact.parameters:
            yield f"  \\A {self.expressions.bounds(fact.parameters, scope)} :"
            yield from indented(body, 4)
        else:
            yield from indented(body, 2)


def _members(sort: Sort) -> str:
    return "{" + ", ".join(f'"{in_ascii(member)}"' for member in sort.members) + "}"


def _definition(name: str, items: list[str]) -> Iterator[str]:
    yield f"{name} =="
    yield from indented([line for item in items or ["TRUE"] for line in hang("/\\ ", [item])], 2)
