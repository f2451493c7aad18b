"""Boolean circuits as clauses: gates are shared, constants are folded.

A literal is an integer, negative where negated; `TRUE` is the literal of a variable that is always true.
"""

from collections.abc import Iterable, Sequence

TRUE = 1
FALSE = -1

Vector = tuple[int, ...]
"""A value of a sort, one literal for each element: exactly one of them holds. A set has any number of them."""


class Circuit:
    """Gates over the variables up to `variables`, and the clauses that define them."""

    def __init__(self) -> None:
        self.variables = 1
        self.clauses: list[list[int]] = []
        self._gates: dict[tuple[int, ...], int] = {}
        self._choices: dict[tuple[int, int, int], int] = {}
        self._pairs: dict[tuple[int, int], int] = {}

    def fresh(self) -> int:
        """A new variable."""
        self.variables += 1
        return self.variables

    def value(self, size: int) -> Vector:
        """A new value of a sort with `size` elements, at least one."""
        if size == 1:
            return (TRUE,)
        if size == 2:
            first = self.fresh()
            return (first, -first)
        vector = tuple(self.fresh() for _ in range(size))
        self.clauses.append(list(vector))
        self.at_most_one(vector)
        return vector

    def at_most_one(self, literals: Sequence[int]) -> None:
        """No two of the literals hold."""
        if len(literals) <= 5:
            for index, one in enumerate(literals):
                for other in literals[:index]:
                    self.clauses.append([-one, -other])
            return
        # A chain: `before` says that one of the literals so far holds.
        before = literals[0]
        for literal in literals[1:-1]:
            self.clauses.append([-before, -literal])
            after = self.fresh()
            self.clauses.append([-before, after])
            self.clauses.append([-literal, after])
            before = after
        self.clauses.append([-before, -literals[-1]])

    def require(self, *literals: int) -> None:
        """At least one of the literals holds."""
        kept: list[int] = []
        for literal in literals:
            if literal == TRUE or -literal in kept:
                return
            if literal != FALSE and literal not in kept:
                kept.append(literal)
        self.clauses.append(kept or [FALSE])

    def conjunction(self, literals: Iterable[int]) -> int:
        """The literal that says that all of them hold."""
        kept: set[int] = set()
        for literal in literals:
            if literal == FALSE or -literal in kept:
                return FALSE
            if literal != TRUE:
                kept.add(literal)
        if not kept:
            return TRUE
        key = tuple(sorted(kept))
        if len(key) == 1:
            return key[0]
        gate = self._gates.get(key)
        if gate is None:
            gate = self._gates[key] = self.fresh()
            self.clauses.extend([-gate, literal] for literal in key)
            self.clauses.append([gate, *(-literal for literal in key)])
        return gate

    def disjunction(self, literals: Iterable[int]) -> int:
        """The literal that says that one of them holds."""
        return -self.conjunction([-literal for literal in literals])

    def equivalent(self, one: int, other: int) -> int:
        """The literal that says that both hold or neither."""
        if one == other:
            return TRUE
        if one == -other:
            return FALSE
        for first, second in ((one, other), (other, one)):
            if first == TRUE:
                return second
            if first == FALSE:
                return -second
        sign = 1 if (one > 0) == (other > 0) else -1
        pair = (abs(one), abs(other)) if abs(one) < abs(other) else (abs(other), abs(one))
        gate = self._pairs.get(pair)
        if gate is None:
            gate = self._pairs[pair] = self.fresh()
            a, b = pair
            self.clauses.extend([[-gate, -a, b], [-gate, a, -b], [gate, a, b], [gate, -a, -b]])
        return sign * gate

    def choice(self, condition: int, first: int, second: int) -> int:
        """The literal that is `first` if `condition`, else `second`."""
        if condition == TRUE or first == second:
            return first
        if condition == FALSE:
            return second
        if condition < 0:
            condition, first, second = -condition, second, first
        if first in (TRUE, condition):
            return self.disjunction((condition, second))
        if first in (FALSE, -condition):
            return self.conjunction((-condition, second))
        if second in (TRUE, -condition):
            return self.disjunction((-condition, first))
        if second in (FALSE, condition):
            return self.conjunction((condition, first))
        if first == -second:
            return self.equivalent(condition, first)
        key = (condition, first, second)
        gate = self._choices.get(key)
        if gate is None:
            gate = self._choices[key] = self.fresh()
            self.clauses.extend(
                [[-gate, -condition, first], [-gate, condition, second], [gate, -condition, -first],
                 [gate, condition, -second], [-gate, first, second], [gate, -first, -second]]
            )  # fmt: skip
        return gate

    def select(self, index: Vector, options: Sequence[int]) -> int:
        """The option at the index; the index is a value, so exactly one of its literals holds."""
        live = [(literal, option) for literal, option in zip(index, options, strict=True) if literal != FALSE]
        if len({option for _, option in live}) == 1:
            return live[0][1]
        if len(live) == 2 and live[0][0] == -live[1][0]:
            return self.choice(live[0][0], live[0][1], live[1][1])
        return self.disjunction([self.conjunction(pair) for pair in live])

    def same(self, one: Vector, other: Vector) -> int:
        """The literal that says that two values are the same."""
        if len(one) == 2 and one[0] == -one[1] and other[0] == -other[1]:
            return self.equivalent(one[0], other[0])
        return self.disjunction([self.conjunction(pair) for pair in zip(one, other, strict=True)])

    def same_set(self, one: Vector, other: Vector) -> int:
        """The literal that says that two sets are the same."""
        return self.conjunction([self.equivalent(a, b) for a, b in zip(one, other, strict=True)])
