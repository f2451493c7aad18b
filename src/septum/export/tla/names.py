"""Names of TLA+: the specification's own, short where that is clear. No name hides another, as TLA+ demands."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files

from attrs import define, field

from septum.export.naming import in_ascii
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.spec.model import Fact, Model, Step


def _reserved() -> frozenset[str]:
    lines = (files("septum.export.tla") / "reserved.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@define(eq=False)
class Names:
    """The names of a module's definitions, fixed before anything is written."""

    module: str
    sorts: Mapping[Sort, str] = field(init=False)
    symbols: Mapping[Symbol, str] = field(init=False)
    steps: Mapping[str, str] = field(init=False)
    facts: Mapping[str, str] = field(init=False)
    _taken: set[str] = field(init=False)

    @classmethod
    def of(cls, model: Model, module: str) -> "Names":
        """The names for a model's module."""
        names = cls(module)
        names._taken = set(_reserved()) | {module}
        names.sorts = {sort: names._take(sort.name) for sort in model.sorts}
        symbols = [declared.symbol for declared in model.symbols]
        short = Counter(_short(symbol) for symbol in symbols)
        names.symbols = {s: names._take(_short(s) if short[_short(s)] == 1 else s.name) for s in symbols}
        names.steps = {step.name: names._take(step.name) for step in model.steps}
        facts = (*model.initially, *model.axioms, *model.invariants)
        names.facts = {fact.name: names._take(fact.name) for fact in facts}
        return names

    def symbol(self, symbol: Symbol) -> str:
        """A constant or a variable of the module."""
        return self.symbols[symbol]

    def step(self, step: Step) -> str:
        """An action."""
        return self.steps[step.name]

    def fact(self, fact: Fact) -> str:
        """A statement."""
        return self.facts[fact.name]

    def bind(self, variables: Iterable[Term], scope: Mapping[Term, str]) -> dict[Term, str]:
        """The scope with further variables, under names that are neither in it nor the module's.

        Of a variable's name counts what stands before a `#`.
        """
        inner = dict(scope)
        for variable in variables:
            inner.pop(variable.bare, None)
            taken = self._taken.union(scope.values(), inner.values())
            inner[variable.bare] = _free(variable.name.partition("#")[0], taken)
        return inner

    def own(self, wanted: str) -> str:
        """A name for something that no term mentions; it is not the module's."""
        return _free(wanted, self._taken)

    def _take(self, wanted: str) -> str:
        name = _free(wanted, self._taken)
        self._taken.add(name)
        return name


def _short(symbol: Symbol) -> str:
    return symbol.name.rsplit(".", 1)[-1]


def _free(wanted: str, taken: Collection[str]) -> str:
    stem = re.sub(r"[^A-Za-z0-9_]", "_", in_ascii(wanted))
    stem = stem if re.search(r"[A-Za-z]", stem) and not re.match(r"[WS]F_", stem) else f"a{stem}"
    name, count = stem, 0
    while name in taken:
        count += 1
        name = f"{stem}_{count}"
    return name
