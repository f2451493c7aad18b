"""Finite structures: read off a solver's model, and evaluated by our own code."""

from septum.logic.build import apply, member, variable
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.smt.clauses import Universal
from septum.smt.finders import finder, relations_needed
from septum.smt.instances import Ground
from septum.smt.query import Structure
from septum.smt.z3_backend import GroundSolver


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
        self._inhabited = frozenset(key for key, table in self._tables.items() if True in table.values())
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
        if not self._inhabited.issuperset(relations_needed(universal)):
            return []
        find = finder(universal)
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
