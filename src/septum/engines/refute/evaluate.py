"""Terms over a finite scope as circuits: the value of a term in a state whose entries are literals.

Where all entries are constants, so is the value: the same code computes in a concrete state.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import cast

from septum.engines.refute.circuit import FALSE, TRUE, Circuit, Vector
from septum.engines.refute.scope import Scope
from septum.logic import Operator, Sort, Symbol, Term

Value = int | Vector
"""A literal for a truth value, a vector for an element or a set."""

Entries = Mapping[Symbol, Mapping[tuple[int, ...], Value]]
"""The value of each symbol at each tuple of elements."""

Environment = Mapping[Term, Value]
"""The values of free variables, by bare variable."""


def element(size: int, index: int) -> Vector:
    """The value that is that element."""
    return tuple(TRUE if i == index else FALSE for i in range(size))


class Evaluator:
    """Evaluates terms in one state, given by its entries (rigid symbols among them)."""

    def __init__(self, circuit: Circuit, scope: Scope, entries: Entries) -> None:
        self.circuit = circuit
        self.scope = scope
        self.entries = entries
        self._memory: dict[tuple[Term, tuple[Value, ...]], Value] = {}
        self._free: dict[Term, tuple[Term, ...]] = {}

    def truth(self, term: Term, environment: Environment) -> int:
        """The literal of a formula."""
        return cast(int, self.value(term, environment))

    def vector(self, term: Term, environment: Environment) -> Vector:
        """The value of a term that is no formula."""
        return cast(Vector, self.value(term, environment))

    def value(self, term: Term, environment: Environment) -> Value:
        """The value of a term; its free variables are in the environment."""
        term = term.bare
        if term.operator is Operator.VARIABLE:
            return environment[term]
        free = self._free.get(term)
        if free is None:
            free = self._free[term] = tuple(sorted(term.free, key=lambda v: (v.name, v.sort.name)))
        key = (term, tuple(environment[v] for v in free))
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = self._compute(term, environment)
        return found

    def _compute(self, term: Term, environment: Environment) -> Value:
        circuit, arguments = self.circuit, term.arguments
        match term.operator:
            case Operator.TRUE:
                return TRUE
            case Operator.FALSE:
                return FALSE
            case Operator.MEMBER:
                return element(self.scope.size(term.sort), term.sort.members.index(term.name))
            case Operator.APPLY:
                assert term.symbol is not None
                return self.look(term.symbol, [self._index(a, environment) for a in arguments])
            case Operator.EQUAL:
                return self.equal(arguments[0].sort, *(self.value(a, environment) for a in arguments))
            case Operator.NOT:
                return -self.truth(arguments[0], environment)
            case Operator.AND:
                return self._all(arguments, environment, 1)
            case Operator.OR:
                return -self._all(arguments, environment, -1)
            case Operator.IMPLIES:
                premise = self.truth(arguments[0], environment)
                if premise == FALSE:
                    return TRUE
                return circuit.disjunction((-premise, self.truth(arguments[1], environment)))
            case Operator.IF:
                return self._conditional(term, environment)
            case Operator.FORALL:
                return self._for_all(term, environment, 1)
            case Operator.EXISTS:
                return -self._for_all(term, environment, -1)
            case Operator.SET:
                assert term.sort.element is not None
                members = range(self.scope.size(term.sort))
                return tuple(
                    circuit.disjunction([self.is_element(a, m, environment) for a in arguments]) for m in members
                )
            case Operator.CONTAINS:
                return circuit.select(self.vector(arguments[1], environment), self.vector(arguments[0], environment))
            case Operator.VARIABLE:
                raise AssertionError("variables are looked up")

    def _index(self, term: Term, environment: Environment) -> Vector:
        value = self.value(term, environment)
        return (-value, value) if isinstance(value, int) else value

    def _all(self, terms: Sequence[Term], environment: Environment, sign: int) -> int:
        literals: list[int] = []
        for term in terms:
            literal = sign * self.truth(term, environment)
            if literal == FALSE:
                return FALSE
            literals.append(literal)
        return self.circuit.conjunction(literals)

    def _for_all(self, term: Term, environment: Environment, sign: int) -> int:
        literals: list[int] = []
        for inner in self.assignments(term.bound, environment):
            literal = sign * self.truth(term.arguments[0], inner)
            if literal == FALSE:
                return FALSE
            literals.append(literal)
        return self.circuit.conjunction(literals)

    def assignments(self, variables: Sequence[Term], environment: Environment) -> "list[dict[Term, Value]]":
        """The environment with every assignment of elements to the variables."""
        sizes = [self.scope.size(v.sort) for v in variables]
        if any(v.sort.is_set for v in variables):
            raise ValueError("sets are not quantified over")
        names = [v.bare for v in variables]
        found: list[dict[Term, Value]] = []
        for indices in itertools.product(*map(range, sizes)):
            inner = dict(environment)
            for v, index in zip(names, indices, strict=True):
                inner[v] = self.constant(v.sort, index)
            found.append(inner)
        return found

    def constant(self, sort: Sort, index: int) -> Value:
        """The value that is that element of the sort."""
        if sort.is_boolean:
            return TRUE if index else FALSE
        return element(self.scope.size(sort), index)

    def is_element(self, term: Term, index: int, environment: Environment) -> int:
        """The literal that says that the term is that element."""
        value = self.value(term, environment)
        if isinstance(value, int):
            return value if index else -value
        return value[index]

    def equal(self, sort: Sort, *values: Value) -> int:
        """The literal that says that two values of the sort are the same."""
        one, other = values
        if isinstance(one, int) or isinstance(other, int):
            return self.circuit.equivalent(cast(int, one), cast(int, other))
        return self.circuit.same_set(one, other) if sort.is_set else self.circuit.same(one, other)

    def _conditional(self, term: Term, environment: Environment) -> Value:
        condition = self.truth(term.arguments[0], environment)
        if condition == TRUE:
            return self.value(term.arguments[1], environment)
        if condition == FALSE:
            return self.value(term.arguments[2], environment)
        first, second = (self.value(a, environment) for a in term.arguments[1:])
        if isinstance(first, int) or isinstance(second, int):
            return self.circuit.choice(condition, cast(int, first), cast(int, second))
        return tuple(self.circuit.choice(condition, a, b) for a, b in zip(first, second, strict=True))

    def look(self, symbol: Symbol, indices: Sequence[Vector]) -> Value:
        """The entry of a symbol at a tuple of values."""
        return self._look(self.entries[symbol], indices, ())

    def _look(
        self, entries: Mapping[tuple[int, ...], Value], indices: Sequence[Vector], prefix: tuple[int, ...]
    ) -> Value:
        if len(prefix) == len(indices):
            return entries[prefix]
        index = indices[len(prefix)]
        if TRUE in index:
            return self._look(entries, indices, (*prefix, index.index(TRUE)))
        live = [i for i, literal in enumerate(index) if literal != FALSE]
        options = [self._look(entries, indices, (*prefix, i)) for i in live]
        chosen = tuple(index[i] for i in live)
        if isinstance(options[0], int):
            return self.circuit.select(chosen, cast(list[int], options))
        vectors = cast(list[Vector], options)
        if len(vectors[0]) == 2 and all(v[0] == -v[1] for v in vectors):
            first = self.circuit.select(chosen, [v[0] for v in vectors])
            return (first, -first)
        return tuple(self.circuit.select(chosen, column) for column in zip(*vectors, strict=True))
