"""Observers on an arena: whose an action is, who hears of it, what is seen differently."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from operator import itemgetter
from typing import Any

from attrs import frozen

from septum.engines.refute.delivered import delivered_symbols, shows_delivered
from septum.engines.refute.guided.arena import Arena, Label
from septum.interpreter.effects import State
from septum.logic.walk import symbols
from septum.spec.model import Model, Observer, Step, View

News = tuple[tuple[str, object], ...]
"""News by name, with what they carry."""


@frozen(eq=False)
class Viewer:
    """An observer, and of many of its sort which; `number` is None for a principal that is one.

    There is one of each for those who watch an arena.
    """

    observer: Observer
    number: int | None


@frozen(eq=False)
class Sight:
    """A component of a view, and the places in a state that it reads. `delivered`: see `shows_delivered`.

    `read`: what is at these places.
    """

    view: View
    places: frozenset[int]
    delivered: bool
    read: Callable[[State], object]


@frozen
class Unlike:
    """A component that is seen differently. `word`: a delivered value that is visible in both states differs."""

    name: str
    word: bool


class Watching:
    """The observers' side of an arena."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self._actors = tuple(_actor_place(step) for step in arena.model.steps)
        size = arena.machine.universe.size
        self.viewers = tuple(
            Viewer(observer, number)
            for observer in arena.model.observers
            for number in ((None,) if observer.sort is None else range(size(observer.sort)))
        )
        self._by_name: dict[tuple[str | None, int | None], Viewer] = {
            (viewer.observer.name, viewer.number): viewer for viewer in self.viewers
        }
        self._sights = {o.name: _sights(arena, arena.model, o) for o in arena.model.observers}
        self._readers: dict[tuple[str, frozenset[int]], tuple[Sight, ...]] = {}
        self._functions: dict[Sight, Callable[..., Any]] = {}

    def own(self, viewer: Viewer, label: Label) -> bool:
        """Is the action the observer's own?"""
        step = self.arena.step(label)
        place = self._actors[label[0]]
        if place is None:
            return viewer.number is None and step.actor.principal == viewer.observer.name
        sort = step.parameters[place].sort
        return viewer.number is not None and sort == viewer.observer.sort and label[1 + place] == viewer.number

    def owner(self, label: Label) -> Viewer | None:
        """The observer whose own the action is."""
        step = self.arena.step(label)
        place = self._actors[label[0]]
        if place is None:
            return self._by_name.get((step.actor.principal, None))
        return self._by_name.get((step.parameters[place].sort.name, label[1 + place]))

    def requests(self, viewer: Viewer, most: int) -> Iterator[Label]:
        """What the observer can ask for, each step with as many different arguments at most, whatever comes of it."""
        universe = self.arena.machine.universe
        for number, step in enumerate(self.arena.model.steps):
            ranges = [range(universe.size(p.sort)) for p in step.parameters]
            place = self._actors[number]
            if place is not None and viewer.number is not None:
                ranges[place] = range(viewer.number, viewer.number + 1)
            for numbers in islice(product(*ranges), most):
                label = (number, *numbers)
                if not self.own(viewer, label):
                    break
                yield label

    def heard(self, viewer: Viewer, state: State, label: Label) -> News | None:
        """What the observer is told of an action that is done in the state; None for nothing."""
        return self.hearing(state, label).get(viewer)

    def hearing(self, state: State, label: Label) -> dict[Viewer, News]:
        """What each observer that hears of an action is told."""
        step = self.arena.step(label)
        found: dict[Viewer, list[tuple[str, object]]] = {}
        if not step.tells:
            return {}
        _, tellings = self.arena.observed(state, label)
        for tell, recipients in zip(step.tells, tellings, strict=True):
            name = tell.principal if tell.recipient is None else tell.recipient.sort.name
            for who, carried in recipients:
                viewer = self._by_name.get((name, who))
                if viewer is not None:
                    found.setdefault(viewer, []).append((tell.news, carried))
        return {viewer: tuple(sorted(news, key=_name)) for viewer, news in found.items()}

    def returned(self, state: State, label: Label) -> object:
        """What an action that is done in the state returns; None for nothing."""
        step = self.arena.step(label)
        if step.returns is None:
            return None
        return self.arena.observed(state, label)[0]

    def unlike(self, viewer: Viewer, first: State, second: State, places: frozenset[int]) -> list[Unlike]:
        """The components that read some of the places and are not seen alike in both states."""
        found: list[Unlike] = []
        for sight in self._reading(viewer.observer, places):
            if sight.read(first) == sight.read(second):
                continue
            one, other = self._seen(viewer, sight, first), self._seen(viewer, sight, second)
            if one != other:
                word = sight.delivered and any(key in other and other[key] != value for key, value in one.items())
                found.append(Unlike(sight.view.name, word))
        return found

    def glimpses(self, viewer: Viewer, state: State) -> frozenset[tuple[object, ...]]:
        """Where the observer sees a delivered value, by view and arguments."""
        return frozenset(
            (sight.view.name, *key)
            for sight in self._sights[viewer.observer.name]
            if sight.delivered
            for key in self._seen(viewer, sight, state)
        )

    def _seen(self, viewer: Viewer, sight: Sight, state: State) -> Mapping[tuple[object, ...], object]:
        """What the observer sees of a component, by arguments."""
        function = self._functions.get(sight)
        if function is None:
            function = self._functions[sight] = self.arena.program.seen(sight.view)
        found: Mapping[tuple[object, ...], object] = function(state, viewer.number)
        return found

    def _reading(self, observer: Observer, places: frozenset[int]) -> tuple[Sight, ...]:
        """The components that read some of the places."""
        key = (observer.name, places)
        found = self._readers.get(key)
        if found is None:
            sights = self._sights[observer.name]
            found = self._readers[key] = tuple(sight for sight in sights if not places.isdisjoint(sight.places))
        return found


def _nothing(_: State) -> object:
    return None


def _name(item: tuple[str, object]) -> str:
    return item[0]


def _actor_place(step: Step) -> int | None:
    if step.actor.parameter is None:
        return None
    return [p.bare for p in step.parameters].index(step.actor.parameter.bare)


def _sights(arena: Arena, model: Model, observer: Observer) -> tuple[Sight, ...]:
    places = {slot.symbol: slot.place for slot in arena.machine.layout.state_slots}
    delivered = delivered_symbols(model)
    found: list[Sight] = []
    for view in model.views:
        if view.principal == observer.name:
            read = symbols(view.where.bare).union(*(symbols(c.value.bare) for c in view.values))
            kept = frozenset(place for s in read if (place := places.get(s)) is not None)
            found.append(Sight(view, kept, shows_delivered(view, delivered), itemgetter(*kept) if kept else _nothing))
    return tuple(found)
