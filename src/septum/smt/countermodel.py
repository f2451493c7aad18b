"""Finite structures: read off a solver's model, and evaluated by our own code."""

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from septum.logic.build import apply, member, negate, variable
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.smt.clauses import Universal
from septum.smt.instances import Ground
from septum.smt.query import Structure
from septum.smt.z3_backend import GroundSolver

_PLACES = 4_000_000
"""At how many places one statement is looked at in one countermodel."""
_NESTED = 18
"""How many variables are looked through: Python nests no more than 20 blocks."""


class BeyondLimit(Exception):
    """A statement has too many variables, or too many places to look at."""


class Candidate:
    """A structure for the ground terms at hand; `names` has a ground term for each element."""

    def __init__(self, ground: Ground, solver: GroundSolver, sorts: frozenset[Sort]) -> None:
        self.names: dict[Sort, list[Term]] = {}
        self._classes: dict[Sort, dict[str | bool, int]] = {}
        self._tables: dict[tuple[str, str], dict[tuple[int, ...], int | bool]] = {}
        self._defaults: dict[tuple[str, str], int | bool] = {}
        self._constants: dict[str, int | bool] = {}
        self._solver = solver
        for sort in sorted({*ground.terms, *sorts}, key=str):
            self._sort(sort, ground)
        for (symbol, state), applications in ground.applications.items():
            key = (symbol.name, state)
            table = self._tables.setdefault(key, {})
            self._defaults[key] = False if symbol.codomain.is_boolean else 0
            for arguments in applications:
                place = tuple(self.element(a) for a in arguments)
                if place not in table:
                    applied = apply(symbol, arguments, state)
                    table[place] = self.element(applied)
        for term in ground.variables:
            self._constants[f"{term.name}:{term.sort.name}"] = self.element(term)

    def _sort(self, sort: Sort, ground: Ground) -> None:
        if sort.is_enumeration:
            names = [member(sort, m) for m in sort.members]
            found = {self._solver.value(m): index for index, m in enumerate(names)}
            for term in reversed(ground.of_sort(sort)):
                # An instance for a term serves all members, one for a member serves that alone.
                if term.operator is not Operator.MEMBER and (value := self._solver.value(term)) in found:
                    names[found[value]] = term
            self.names[sort], self._classes[sort] = names, found
            return
        classes: dict[str | bool, int] = {}
        names: list[Term] = []
        for term in ground.of_sort(sort):
            value = self._solver.value(term)
            if value not in classes:
                classes[value] = len(classes)
                names.append(term)
        if not names:
            names.append(stranger(sort))
        self.names[sort], self._classes[sort] = names, classes

    def element(self, term: Term) -> int | bool:
        """The element that a ground term denotes."""
        value = self._solver.value(term)
        if term.sort.is_boolean:
            return value is True
        return self._classes[term.sort].get(value, 0)

    def structure(self) -> Structure:
        """The structure itself."""
        return Structure(
            {s.name: len(names) for s, names in self.names.items()}, self._tables, self._defaults, self._constants
        )

    def violated(self, universal: Universal, most: int) -> list[tuple[Term, ...]]:
        """Terms for the variables of a universal for which it is false here; at most `most`.

        Raises BeyondLimit.
        """
        find = _finder(universal)
        sizes = [len(self.names.get(v.sort, ())) or 1 for v in universal.variables]
        found: list[tuple[Term, ...]] = []
        for place in find(self._tables, self._defaults, self._constants, sizes):
            found.append(tuple(self._name(v.sort, i) for v, i in zip(universal.variables, place, strict=True)))
            if len(found) >= most:
                break
        return found

    def _name(self, sort: Sort, index: int) -> Term:
        return self.names[sort][index] if sort in self.names else stranger(sort)


def stranger(sort: Sort) -> Term:
    """A name for an element of a sort of which no ground term speaks: no sort is empty."""
    return variable(f"some~{sort.name}", sort)


_Finder = Callable[..., Iterator[tuple[int, ...]]]
_FINDERS: WeakKeyDictionary[Universal, _Finder] = WeakKeyDictionary()


def _finder(universal: Universal) -> _Finder:
    """Generated Python that yields the places at which a universal is false, disjuncts checked as early as possible."""
    known = _FINDERS.get(universal)
    if known is not None:
        return known
    last = len(universal.variables) - 1
    if last >= _NESTED:
        raise BeyondLimit(f"`{universal.name}` has {last + 1} variables once it is spelled out")
    names = {v: f"v{i}" for i, v in enumerate(universal.variables)}
    lines = ["def find(tables, defaults, constants, sizes):", f"    left = {_PLACES}"]
    keys: dict[tuple[str, str], str] = {}
    disjuncts = _disjuncts(universal.body)
    source = [(frozenset(d.free) & names.keys(), _expression(d, names, keys)) for d in disjuncts]
    for key, name in keys.items():
        lines.append(f"    {name} = tables.get({key!r}, {{}}).get; d{name} = defaults.get({key!r}, 0)")
    depth, bound = 1, set[Term]()
    done: set[int] = set()

    def checks() -> None:
        for index, (needed, text) in enumerate(source):
            if index not in done and needed <= bound:
                done.add(index)
                lines.append("    " * depth + f"if {text}: {'return' if depth == 1 else 'continue'}")

    checks()
    for index, quantified in enumerate(universal.variables):
        lines.append("    " * depth + f"for v{index} in range(sizes[{index}]):")
        depth += 1
        bound.add(quantified)
        checks()
        if index < last:
            lines.append("    " * depth + f"left -= sizes[{index + 1}]")
            lines.append("    " * depth + f"if left < 0: raise beyond({f'`{universal.name}` has too many cases'!r})")
    values = ", ".join(f"v{i}" for i in range(len(universal.variables)))
    lines.append("    " * depth + f"yield ({values}{',' if len(universal.variables) == 1 else ''})")
    space: dict[str, Any] = {"beyond": BeyondLimit}
    exec(compile("\n".join(lines), "<countermodel>", "exec"), space)  # our own text, made above
    find: _Finder = space["find"]
    _FINDERS[universal] = find
    return find


def _disjuncts(term: Term) -> list[Term]:
    match term.operator:
        case Operator.OR:
            return [d for a in term.arguments for d in _disjuncts(a)]
        case Operator.IMPLIES:
            return [*_disjuncts(negate(term.arguments[0])), *_disjuncts(term.arguments[1])]
        case Operator.NOT if term.arguments[0].operator is Operator.AND:
            return [d for a in term.arguments[0].arguments for d in _disjuncts(negate(a))]
        case _:
            return [term]


def _expression(term: Term, names: dict[Term, str], keys: dict[tuple[str, str], str]) -> str:
    arguments = [_expression(a, names, keys) for a in term.arguments]
    match term.operator:
        case Operator.TRUE:
            return "True"
        case Operator.FALSE:
            return "False"
        case Operator.VARIABLE:
            return names.get(term) or f"constants.get({f'{term.name}:{term.sort.name}'!r}, 0)"
        case Operator.MEMBER:
            return str(term.sort.members.index(term.name))
        case Operator.APPLY:
            assert term.symbol is not None
            key = keys.setdefault((term.symbol.name, term.state), f"f{len(keys)}")
            return f"{key}(({', '.join(arguments)}{',' if len(arguments) == 1 else ''}), d{key})"
        case Operator.EQUAL:
            return f"({arguments[0]} == {arguments[1]})"
        case Operator.NOT:
            return f"(not {arguments[0]})"
        case Operator.AND:
            return f"({' and '.join(arguments)})"
        case Operator.OR:
            return f"({' or '.join(arguments)})"
        case Operator.IMPLIES:
            return f"(not {arguments[0]} or {arguments[1]})"
        case Operator.IF:
            return f"({arguments[1]} if {arguments[0]} else {arguments[2]})"
        case operator:
            raise ValueError(f"{operator} is not quantifier-free")
