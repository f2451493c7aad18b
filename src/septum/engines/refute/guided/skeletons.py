"""What was found as a skeleton, for the interpreter to replay: elements by number, the victim the first of its sort."""

from collections.abc import Iterable
from itertools import product

from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.guided.arena import Arena, Label
from septum.engines.refute.guided.found import Found
from septum.engines.refute.scope import Scope
from septum.engines.refute.skeleton import Action, Element, Skeleton, Store
from septum.interpreter.effects import State
from septum.interpreter.layout import Slot
from septum.logic import Sort, Symbol
from septum.spec.model import Fact


def goal_of(found: Found, facts: tuple[Fact, ...]) -> Goal:
    """What to look for in the replayed runs."""
    if found.viewer is None:
        return Goal(GoalKind.VIOLATION, facts=tuple(fact for fact in facts if fact.name == found.fact))
    return Goal(found.kind, found.viewer.observer)


def skeleton_of(found: Found) -> Skeleton:
    """The runs by element number."""
    return _Reader(found).skeleton()


class _Reader:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._arena: Arena = found.arena
        self._universe = found.arena.machine.universe
        viewer = found.viewer
        self._swapped: tuple[Sort | None, int] = (None, 0)
        if viewer is not None and viewer.number is not None:
            self._swapped = (viewer.observer.sort, viewer.number)

    def skeleton(self) -> Skeleton:
        found, layout = self._found, self._arena.machine.layout
        elements = self._arena.machine.instance.elements
        constants = self._store(found.starts[0], layout.constant_slots)
        last = len(found.runs[0]) - 1
        return Skeleton(
            Scope({sort: len(names) for sort, names in elements.items()}),
            constants,
            tuple(self._store(state, layout.state_slots) for state in found.starts),
            tuple(
                tuple(
                    None if label is None else self._action(label, index == last and run in found.asked)
                    for index, label in enumerate(labels)
                )
                for run, labels in enumerate(found.runs)
            ),
        )

    def _store(self, state: State, slots: Iterable[Slot]) -> Store:
        return {slot.symbol: self._entries(state, slot.symbol) for slot in slots}

    def _entries(self, state: State, symbol: Symbol) -> dict[tuple[int, ...], Element]:
        universe = self._universe
        listed = self._arena.machine.entries(state, symbol.name)
        numbers = {
            universe.encode_all(symbol.domain, at): universe.encode(symbol.codomain, value)
            for at, value in listed.items()
        }
        found: dict[tuple[int, ...], Element] = {}
        for at in product(*(range(universe.size(sort)) for sort in symbol.domain)):
            renamed = tuple(self._number(sort, n) for sort, n in zip(symbol.domain, at, strict=True))
            found[renamed] = self._element(symbol.codomain, numbers.get(at, 0))
        return found

    def _action(self, label: Label, asked: bool) -> Action:
        step = self._arena.step(label)
        variables = (*step.parameters, *step.choices)
        values = tuple(self._element(v.sort, n) for v, n in zip(variables, label[1:], strict=False))
        count = len(step.parameters)
        return Action(step.name, values[:count], values[count:], asked)

    def _number(self, sort: Sort, number: int) -> int:
        """Elements of the victim's sort change places: the victim is number 0."""
        swapped, victim = self._swapped
        if sort != swapped or number not in (0, victim):
            return number
        return victim if number == 0 else 0

    def _element(self, sort: Sort, number: int) -> Element:
        if sort.is_boolean:
            return bool(number)
        if sort.element is not None:
            size = self._universe.size(sort.element)
            return frozenset(self._number(sort.element, n) for n in range(size) if number >> n & 1)
        return self._number(sort, number)
