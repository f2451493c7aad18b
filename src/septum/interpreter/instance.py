"""A finite instance: which elements there are, and what the constants mean."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from attrs import field, frozen

from septum.diagnostics import did_you_mean
from septum.logic import Sort, Symbol, Term
from septum.spec.model import Home, Model

Value: TypeAlias = str | bool | frozenset[str]
"""A value by name: an element or member, a truth value, or a set of members."""

Meaning: TypeAlias = Mapping[tuple[Value, ...], Value]
"""What a symbol is at the arguments listed; elsewhere it is False, or the first element of its sort."""


@frozen
class Instance:
    """The elements of each uninterpreted sort, by the sort's name, and the meaning of constants, by symbol name."""

    elements: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, Meaning] = field(factory=dict[str, Meaning])


_REMEMBERED = 16
"""Of so many models it is remembered which sorts they have."""


class Universe:
    """The elements as numbers: every sort is `range(size)`, and a set is a number with a bit for each member.

    Raises ValueError, all mistakes at once, where the instance does not fit the model.
    """

    def __init__(self, model: Model, instance: Instance) -> None:
        self.instance = instance
        self.sorts = sorts_of(model)
        faults = list(_faults(self.sorts, instance))
        self._names: dict[str, tuple[str, ...]] = {}
        for sort in self.sorts:
            self._names[sort.name] = (
                sort.members if sort.is_enumeration else tuple(instance.elements.get(sort.name, ()))
            )
        self._numbers = {sort: {name: i for i, name in enumerate(names)} for sort, names in self._names.items()}
        if not faults:
            faults.extend(_constant_faults(model, self))
        if faults:
            raise ValueError("\n".join(faults))

    def size(self, sort: Sort) -> int:
        """How many values the sort has."""
        if sort.is_boolean:
            return 2
        if sort.element is not None:
            return 1 << self.size(sort.element)
        return len(self._names[sort.name])

    def values(self, sort: Sort) -> tuple[Value, ...]:
        """All values of the sort, by name, in order."""
        return tuple(self.decode(sort, number) for number in range(self.size(sort)))

    def encode(self, sort: Sort, value: Value) -> int:
        """The number of a value. Raises ValueError where the sort has no such value."""
        if sort.is_boolean:
            if not isinstance(value, bool):
                raise ValueError(f"{value!r} is not a truth value")
            return value
        if sort.element is not None:
            if not isinstance(value, frozenset):
                raise ValueError(f"{value!r} is not a set of {sort.element}")
            return sum(1 << self.encode(sort.element, member) for member in value)
        numbers = self._numbers[sort.name]
        if not isinstance(value, str) or value not in numbers:
            raise ValueError(f"{value!r} is not a {sort}{did_you_mean(str(value), numbers)}")
        return numbers[value]

    def decode(self, sort: Sort, number: int) -> Value:
        """The value of that number, by name."""
        if sort.is_boolean:
            return bool(number)
        if sort.element is not None:
            names = self._names[sort.element.name]
            return frozenset(name for i, name in enumerate(names) if number >> i & 1)
        return self._names[sort.name][number]

    def encode_all(self, sorts: Sequence[Sort], values: Sequence[Value]) -> tuple[int, ...]:
        """The numbers of several values. Raises ValueError where there are too few or too many."""
        if len(sorts) != len(values):
            raise ValueError(f"{len(values)} arguments are given, {len(sorts)} are taken")
        return tuple(self.encode(sort, value) for sort, value in zip(sorts, values, strict=True))

    def decode_all(self, sorts: Sequence[Sort], numbers: Sequence[int]) -> tuple[Value, ...]:
        """Several values by name."""
        return tuple(self.decode(sort, number) for sort, number in zip(sorts, numbers, strict=True))

    def arguments(self, sorts: Sequence[Sort]) -> Iterator[tuple[Value, ...]]:
        """Every tuple of values of these sorts, in order."""
        return product(*(self.values(sort) for sort in sorts))


_SORTS: dict[int, tuple[Model, tuple[Sort, ...]]] = {}
"""Of the models that were last asked about: by which object it is, since to compare models takes as long as to look."""


def sorts_of(model: Model) -> tuple[Sort, ...]:
    """The uninterpreted sorts and enumerations of a model: those it lists, then those that its terms mention."""
    if id(model) not in _SORTS:
        if len(_SORTS) >= _REMEMBERED:
            _SORTS.clear()
        _SORTS[id(model)] = (model, _sorts_of(model))
    return _SORTS[id(model)][1]


def _sorts_of(model: Model) -> tuple[Sort, ...]:
    found: dict[Sort, None] = {}

    def note(sort: Sort) -> None:
        if sort.element is not None:
            note(sort.element)
        elif not sort.is_boolean:
            found[sort] = None

    for sort in model.sorts:
        note(sort)
    for declared in model.symbols:
        for sort in (*declared.symbol.domain, declared.symbol.codomain):
            note(sort)
    # Terms share their parts: each is looked at once.
    known: set[int] = set()

    def visit(node: Term) -> None:
        if id(node.bare) in known:
            return
        known.add(id(node.bare))
        for argument in node.arguments:
            visit(argument)
        for sort in (node.sort, *(v.sort for v in node.bound)):
            note(sort)

    for term in _terms(model):
        visit(term)
    return tuple(found)


def constants_of(model: Model) -> tuple[Symbol, ...]:
    """The symbols that keep one meaning for ever."""
    return tuple(s.symbol for s in model.symbols if s.symbol.rigid or s.home is Home.CONSTANT)


def _terms(model: Model) -> Iterator[Term]:
    for step in model.steps:
        yield from step.parameters
        for guard in step.guards:
            yield guard.condition
            if guard.choice is not None:
                yield guard.choice
        for update in step.updates:
            yield from (*update.at, *update.bound, update.condition, update.value)
    for fact in (*model.initially, *model.invariants, *model.axioms):
        yield from (*fact.parameters, fact.body)
    for view in model.views:
        yield from view.parameters
        yield view.where


def _faults(sorts: Sequence[Sort], instance: Instance) -> Iterator[str]:
    known = {sort.name: sort for sort in sorts if sort.is_uninterpreted}
    for name, elements in instance.elements.items():
        if name not in known:
            yield f"there is no sort `{name}`{did_you_mean(name, known)}"
        if len(set(elements)) != len(elements):
            twice = next(e for e in elements if elements.count(e) > 1)
            yield f"sort `{name}` has the element `{twice}` twice"
    for name in known:
        if not instance.elements.get(name):
            yield f"sort `{name}` has no element: give it one at least"


def _constant_faults(model: Model, universe: Universe) -> Iterator[str]:
    known = {symbol.name: symbol for symbol in constants_of(model)}
    for name, meaning in universe.instance.constants.items():
        if name not in known:
            yield f"there is no constant `{name}`{did_you_mean(name, known)}"
            continue
        for arguments, value in meaning.items():
            try:
                universe.encode_all(known[name].domain, arguments)
                universe.encode(known[name].codomain, value)
            except ValueError as error:
                yield f"constant `{name}`: {error}"
