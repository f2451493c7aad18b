"""A model on a finite instance as Promela, for measurements beside spin only.

Written from the terms, apart from septum's engines: every way to do a step is one option of a single loop, with the
guard and all assignments in one `d_step`. Steps that write nothing are left out: they lead nowhere, and cost spin time.
Invariants are options too, each tried once in every state. `Style` says how entries are declared.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import product

from promela_text import Text, either, every, opposite, same, some

from septum.interpreter import Machine
from septum.interpreter.instance import constants_of
from septum.interpreter.steps import active_guards
from septum.logic import Operator, Symbol, Term
from septum.spec.model import Step


class Style(StrEnum):
    """How the state is declared: an array of bytes for each symbol, or a field of as many bits as needed each entry."""

    ARRAYS = "arrays"
    FIELDS = "fields"


class Promela:
    """Writes one machine."""

    def __init__(self, machine: Machine, style: Style) -> None:
        self._machine = machine
        self._style = style
        self._size = machine.universe.size
        self._most_late = 1
        symbols = [slot.symbol for slot in machine.layout.state_slots]
        self._names = {symbol: f"s{number}_{_plain(symbol.name)}" for number, symbol in enumerate(symbols)}
        encode, encode_all = machine.universe.encode, machine.universe.encode_all
        self._constants = {
            symbol: {
                encode_all(symbol.domain, arguments): encode(symbol.codomain, value)
                for arguments, value in machine.instance.constants.get(symbol.name, {}).items()
            }
            for symbol in constants_of(machine.model)
        }

    def text(self) -> str:
        """The whole program."""
        options = [option for step in self._machine.active_steps for option in self._options(step)]
        options += [f"d_step {{ {condition} -> assert(false) }}" for condition in self._violations()]
        lines = [
            *self._declarations(),
            "",
            f"hidden int later[{self._most_late}];",
            "",
            "active proctype core() {",
            "end:",
            "  do",
        ]
        lines += [f"  :: {option}" for option in options]
        return "\n".join([*lines, "  od", "}"]) + "\n"

    def _declarations(self) -> Iterator[str]:
        state = self._machine.initial()
        for symbol, name in self._names.items():
            entries = self._machine.entries(state, symbol.name)
            encode, encode_all = self._machine.universe.encode, self._machine.universe.encode_all
            first = {encode_all(symbol.domain, a): encode(symbol.codomain, v) for a, v in entries.items()}
            keys = list(self._keys(symbol))
            width = (self._size(symbol.codomain) - 1).bit_length()
            if width == 0:
                continue
            if self._style is Style.FIELDS:
                kind = "bit" if width == 1 else "unsigned"
                for key in keys:
                    bits = "" if width == 1 else f" : {width}"
                    yield f"{kind} {self._entry(symbol, key)}{bits} = {first.get(key, 0)};"
                continue
            values = {first.get(key, 0) for key in keys}
            if len(values) > 1:
                raise ValueError(f"{symbol.name} starts with several values: an array has one")
            yield f"{'bit' if width == 1 else 'byte'} {name}[{len(keys)}] = {values.pop()};"

    def _keys(self, symbol: Symbol) -> Iterator[tuple[int, ...]]:
        return product(*(range(self._size(sort)) for sort in symbol.domain))

    def _entry(self, symbol: Symbol, key: tuple[int, ...]) -> str:
        name = self._names[symbol]
        if self._style is Style.FIELDS:
            return "_".join((name, *map(str, key)))
        index = 0
        for sort, number in zip(symbol.domain, key, strict=True):
            index = index * self._size(sort) + number
        return f"{name}[{index}]"

    def _options(self, step: Step) -> Iterator[str]:
        guards = active_guards(self._machine.model, step)
        variables = [*step.parameters, *step.choices]
        for numbers in product(*(range(self._size(v.sort)) for v in variables)):
            environment = {v.bare: n for v, n in zip(variables, numbers, strict=True)}
            guard = every(self._value(g.condition, environment) for g in guards)
            assignments = self._assignments(step, environment)
            if guard == 0 or not assignments:
                continue
            late = [target for target, value in assignments.items() if isinstance(value, str)]
            if len(assignments) == 1:
                late = []
            self._most_late = max(self._most_late, len(late))
            lines = [f"later[{number}] = {assignments[target]}" for number, target in enumerate(late)]
            lines += [f"{target} = {value}" for target, value in assignments.items() if target not in late]
            lines += [f"{target} = later[{number}]" for number, target in enumerate(late)]
            yield f"d_step {{ {'true' if guard == 1 else guard} -> {'; '.join(lines)} }}"

    def _assignments(self, step: Step, environment: Mapping[Term, int]) -> dict[str, Text]:
        """What each entry is afterwards, as an expression over the state before."""
        found: dict[str, Text] = {}
        for update in step.updates:
            bound = [v.bare for v in update.bound]
            for numbers in product(*(range(self._size(v.sort)) for v in bound)):
                given = {**environment, **dict(zip(bound, numbers, strict=True))}
                under = self._value(update.condition, given)
                at = [self._value(a, given) for a in update.at]
                value = self._value(update.value, given)
                for key in self._keys(update.symbol):
                    hits = every([under, *(same(a, n) for a, n in zip(at, key, strict=True))])
                    if hits != 0 and self._size(update.symbol.codomain) > 1:
                        entry = self._entry(update.symbol, key)
                        found[entry] = either(hits, value, found.get(entry, entry))
        return {entry: value for entry, value in found.items() if value != entry}

    def _violations(self) -> Iterator[str]:
        for fact in self._machine.model.invariants:
            names = [p.bare for p in fact.parameters]
            instances = product(*(range(self._size(v.sort)) for v in names))
            holds = every(self._value(fact.body, dict(zip(names, numbers, strict=True))) for numbers in instances)
            if holds != 1:
                yield str(opposite(holds))

    def _value(self, term: Term, environment: Mapping[Term, int]) -> Text:
        parts = term.arguments
        match term.operator:
            case Operator.TRUE:
                return 1
            case Operator.FALSE:
                return 0
            case Operator.VARIABLE:
                return environment[term.bare]
            case Operator.MEMBER:
                return term.sort.members.index(term.name)
            case Operator.APPLY:
                return self._application(term, environment)
            case Operator.EQUAL:
                left, right = (self._value(a, environment) for a in parts)
                return same(left, right)
            case Operator.NOT:
                return opposite(self._value(parts[0], environment))
            case Operator.AND:
                return every(self._value(a, environment) for a in parts)
            case Operator.OR:
                return some(self._value(a, environment) for a in parts)
            case Operator.IMPLIES:
                premise, conclusion = (self._value(a, environment) for a in parts)
                return some((opposite(premise), conclusion))
            case Operator.IF:
                condition, first, second = (self._value(a, environment) for a in parts)
                return either(condition, first, second)
            case Operator.FORALL:
                return every(self._instances(term, environment))
            case Operator.EXISTS:
                return some(self._instances(term, environment))
            case Operator.CONTAINS:
                collection, element = (self._value(a, environment) for a in parts)
                if isinstance(collection, int) and isinstance(element, int):
                    return collection >> element & 1
                return f"((({collection}) >> ({element})) & 1)"
            case Operator.SET:
                values = [self._value(a, environment) for a in parts]
                known = 0
                for value in values:
                    known |= 1 << value if isinstance(value, int) else 0
                texts = [f"(1 << ({value}))" for value in values if isinstance(value, str)]
                return f"({' | '.join([*texts, str(known)])})" if texts else known

    def _instances(self, term: Term, environment: Mapping[Term, int]) -> Iterator[Text]:
        names = [v.bare for v in term.bound]
        for numbers in product(*(range(self._size(v.sort)) for v in names)):
            yield self._value(term.arguments[0], {**environment, **dict(zip(names, numbers, strict=True))})

    def _application(self, term: Term, environment: Mapping[Term, int]) -> Text:
        symbol = term.symbol
        assert symbol is not None
        at = [self._value(a, environment) for a in term.arguments]
        if self._size(symbol.codomain) == 1:
            return 0
        value: Text | None = None
        for key in self._keys(symbol):
            hits = every(same(a, n) for a, n in zip(at, key, strict=True))
            if hits == 0:
                continue
            constant = self._constants.get(symbol)
            one: Text = self._entry(symbol, key) if constant is None else constant.get(key, 0)
            value = one if value is None else either(hits, one, value)
        assert value is not None
        return value


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
