"""Terms about a packed state: with every variable known, they are conditions, or values each under its condition."""

from collections.abc import Mapping
from itertools import product
from typing import TypeAlias

from septum.engines.explore.conditions import Condition, Conditions
from septum.engines.explore.packing import Entry, Packing
from septum.interpreter import Machine
from septum.interpreter.instance import constants_of
from septum.logic import Operator, Symbol, Term

Environment: TypeAlias = Mapping[Term, int]
"""The number of every variable that is bound, by the bare variable."""

Cases: TypeAlias = Mapping[int, Condition]
"""The numbers that a value can be, each with the condition under which it is; exactly one holds in every state."""


class Grounding:
    """Evaluates terms as far as they can be without a state.

    `most_conditions`: raises ValueError where so many evaluations are not enough.
    """

    def __init__(self, machine: Machine, packing: Packing, most_conditions: int) -> None:
        self.conditions = Conditions()
        self.machine = machine
        self.packing = packing
        self._most = most_conditions
        self._constants = _constants(machine)
        self._known: dict[tuple[Term, tuple[int, ...]], Condition | Cases] = {}
        self._free: dict[Term, tuple[Term, ...]] = {}

    def condition(self, term: Term, environment: Environment) -> Condition:
        """The condition under which a Boolean term is true."""
        found = self._value(term.bare, environment)
        assert isinstance(found, Condition)
        return found

    def cases(self, term: Term, environment: Environment) -> Cases:
        """What a term can be; a truth value is 0 or 1."""
        found = self._value(term.bare, environment)
        return self._both(found) if isinstance(found, Condition) else found

    def entry(self, entry: Entry) -> Condition | Cases:
        """The value of an entry of the state."""
        place = entry.place
        if entry.symbol.is_relation:
            return self.conditions.masked(place.word, place.mask, place.mask)
        return {v: self.conditions.masked(place.word, place.mask, v << place.shift) for v in range(entry.values)}

    def size(self, variable: Term) -> int:
        """How many values a variable has."""
        return self.machine.universe.size(variable.sort)

    def _both(self, condition: Condition) -> Cases:
        cases = {0: self.conditions.negate(condition), 1: condition}
        return {number: c for number, c in cases.items() if c is not self.conditions.false}

    def _value(self, term: Term, environment: Environment) -> Condition | Cases:
        free = self._free.get(term)
        if free is None:
            free = self._free[term] = tuple(sorted(term.free, key=lambda v: (v.name, v.sort.name)))
        key = (term, tuple(environment[v] for v in free))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self._most:
                raise ValueError(f"the steps and invariants on this instance are more than {self._most:,} conditions")
            found = self._known[key] = self._evaluated(term, environment)
        return found

    def _evaluated(self, term: Term, environment: Environment) -> Condition | Cases:
        make, arguments = self.conditions, term.arguments
        match term.operator:
            case Operator.TRUE:
                return make.true
            case Operator.FALSE:
                return make.false
            case Operator.VARIABLE:
                number = environment[term]
                return make.truth(bool(number)) if term.sort.is_boolean else {number: make.true}
            case Operator.MEMBER:
                return {term.sort.members.index(term.name): make.true}
            case Operator.APPLY:
                return self._application(term, environment)
            case Operator.EQUAL:
                left, right = (self.cases(a, environment) for a in arguments)
                return make.some(make.every((left[n], right[n])) for n in left if n in right)
            case Operator.NOT:
                return make.negate(self.condition(arguments[0], environment))
            case Operator.AND:
                return make.every(self.condition(a, environment) for a in arguments)
            case Operator.OR:
                return make.some(self.condition(a, environment) for a in arguments)
            case Operator.IMPLIES:
                premise, conclusion = (self.condition(a, environment) for a in arguments)
                return make.some((make.negate(premise), conclusion))
            case Operator.IF:
                return self._conditional(term, environment)
            case Operator.FORALL:
                return make.every(self._instances(term, environment))
            case Operator.EXISTS:
                return make.some(self._instances(term, environment))
            case Operator.CONTAINS:
                sets, elements = (self.cases(a, environment) for a in arguments)
                return make.some(make.every((sets[s], elements[e])) for s in sets for e in elements if s >> e & 1)
            case Operator.SET:
                return self._set(term, environment)

    def _instances(self, term: Term, environment: Environment) -> list[Condition]:
        names = [v.bare for v in term.bound]
        stop = self.conditions.truth(term.operator is Operator.EXISTS)
        found: list[Condition] = []
        for numbers in product(*(range(self.size(v)) for v in names)):
            one = self.condition(term.arguments[0], {**environment, **dict(zip(names, numbers, strict=True))})
            if one is stop:
                return [one]
            found.append(one)
        return found

    def _conditional(self, term: Term, environment: Environment) -> Condition | Cases:
        make = self.conditions
        choose = self.condition(term.arguments[0], environment)
        other = make.negate(choose)
        if term.sort.is_boolean:
            first, second = (self.condition(a, environment) for a in term.arguments[1:])
            return make.some((make.every((choose, first)), make.every((other, second))))
        first, second = (self.cases(a, environment) for a in term.arguments[1:])
        return self._merged([(n, (choose, c)) for n, c in first.items()] + [(n, (other, c)) for n, c in second.items()])

    def _set(self, term: Term, environment: Environment) -> Cases:
        found: list[tuple[int, tuple[Condition, ...]]] = []
        for chosen in product(*(self.cases(a, environment).items() for a in term.arguments)):
            number = 0
            for element, _ in chosen:
                number |= 1 << element
            found.append((number, tuple(condition for _, condition in chosen)))
        return self._merged(found)

    def _application(self, term: Term, environment: Environment) -> Condition | Cases:
        make, symbol = self.conditions, term.symbol
        assert symbol is not None
        places = [self.cases(a, environment).items() for a in term.arguments]
        constant = self._constants.get(symbol)
        conditions: list[Condition] = []
        cases: list[tuple[int, tuple[Condition, ...]]] = []
        for chosen in product(*places):
            numbers, under = tuple(n for n, _ in chosen), tuple(c for _, c in chosen)
            if constant is not None:
                number = constant.get(numbers, 0)
                value = make.truth(bool(number)) if symbol.is_relation else {number: make.true}
            else:
                value = self.entry(self.packing.by_symbol[symbol][numbers])
            if isinstance(value, Condition):
                conditions.append(make.every((*under, value)))
            else:
                cases.extend((n, (*under, c)) for n, c in value.items())
        return make.some(conditions) if symbol.is_relation else self._merged(cases)

    def _merged(self, cases: list[tuple[int, tuple[Condition, ...]]]) -> Cases:
        make = self.conditions
        by_number: dict[int, list[Condition]] = {}
        for number, under in cases:
            by_number.setdefault(number, []).append(make.every(under))
        joined = {number: make.some(by_number[number]) for number in sorted(by_number)}
        return {number: condition for number, condition in joined.items() if condition is not make.false}


def _constants(machine: Machine) -> dict[Symbol, dict[tuple[int, ...], int]]:
    universe = machine.universe
    return {
        symbol: {
            universe.encode_all(symbol.domain, arguments): universe.encode(symbol.codomain, value)
            for arguments, value in machine.instance.constants.get(symbol.name, {}).items()
        }
        for symbol in constants_of(machine.model)
    }
