"""Names of SMT-LIB 2.6 for what terms mention: the specification's own wherever possible, each for one thing."""

import re
from importlib.resources import files

from attrs import define, field

from septum.export.naming import in_ascii
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term

_SIMPLE = re.compile(r"[A-Za-z~!$%^&*_+=<>?/-][A-Za-z0-9~!@$%^&*_+=<>.?/-]*")


def _reserved() -> frozenset[str]:
    lines = (files("septum.export.smtlib") / "reserved.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


RESERVED = _reserved()


def quoted(name: str) -> str:
    """The name as a symbol; between bars where it is no simple one. It must hold no bar and no backslash."""
    return name if _SIMPLE.fullmatch(name) else f"|{name}|"


@define(eq=False)
class Names:
    """Gives everything a name of its own. The first that asks for a name gets it, later ones a number behind it."""

    _given: dict[tuple[object, ...], str] = field(init=False, factory=dict[tuple[object, ...], str])
    _taken: set[str] = field(init=False, factory=lambda: set(RESERVED))

    def sort(self, sort: Sort) -> str:
        """A sort that has been declared."""
        return "Bool" if sort.is_boolean else self._name(("sort", sort), sort.name)

    def member(self, term: Term) -> str:
        """A value of an enumeration."""
        return self._name(("member", term.sort, term.name), f"{term.sort.name}.{term.name}")

    def symbol(self, symbol: Symbol, state: str) -> str:
        """A symbol in the state of that tag."""
        return self._name(("symbol", symbol, state), f"{symbol.name}@{state}" if state else symbol.name)

    def constant(self, variable: Term) -> str:
        """A free variable: an arbitrary constant."""
        return self._name(("constant", variable), variable.name)

    def own(self, name: str) -> str:
        """A name for something that no term mentions."""
        return self._name(("own", name), name)

    def _name(self, key: tuple[object, ...], wanted: str) -> str:
        found = self._given.get(key)
        if found is None:
            plain, count = in_ascii(wanted), 0
            name = plain
            while name in self._taken:
                count += 1
                name = f"{plain}!{count}"
            self._taken.add(name)
            found = self._given[key] = quoted(name)
        return found
