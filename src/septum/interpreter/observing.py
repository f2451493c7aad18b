"""Who sees and hears what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from septum.interpreter.effects import MASKED, Effect, News, Seen, State
from septum.interpreter.instance import Universe, Value
from septum.interpreter.program import Program
from septum.spec.model import Carried, Model, Step, View

ViewKey = tuple[Value, ...]
"""The name of a view, then its arguments."""


class Observing:
    """The observers' side of a machine. An observer is a principal, or an element (`viewer`) of a principal's sort."""

    def __init__(self, model: Model, universe: Universe, program: Program) -> None:
        self._universe = universe
        self._program = program
        self._steps = {step.name: step for step in model.steps}
        self._views: dict[str, list[View]] = {}
        for view in model.views:
            self._views.setdefault(view.principal, []).append(view)

    def view(self, state: State, principal: str, viewer: str | None = None) -> dict[ViewKey, tuple[Seen, ...] | str]:
        """All that an observer sees: for every view and all its arguments, the values, or MASKED.

        It lists every argument: on a large instance use `differences`.
        """
        result: dict[ViewKey, tuple[Seen, ...] | str] = {}
        for view in self._views.get(principal, ()):
            visible = self._visible(view, state, viewer)
            for arguments in self._universe.arguments([p.sort for p in view.parameters]):
                numbers = self._universe.encode_all([p.sort for p in view.parameters], arguments)
                values = visible.get(numbers)
                key = (view.name, *arguments)
                result[key] = MASKED if values is None else self._carried(view.values, values)
        return result

    def differences(
        self, first: State, second: State, principal: str, viewer: str | None = None
    ) -> dict[ViewKey, tuple[tuple[Seen, ...] | str, tuple[Seen, ...] | str]]:
        """What an observer sees differently in two states, in order; empty where the views are equal."""
        result: dict[ViewKey, tuple[tuple[Seen, ...] | str, tuple[Seen, ...] | str]] = {}
        for view in self._views.get(principal, ()):
            one, other = self._visible(view, first, viewer), self._visible(view, second, viewer)
            if one == other:
                continue
            for numbers in sorted({**one, **other}):
                if one.get(numbers) != other.get(numbers):
                    arguments = self._universe.decode_all([p.sort for p in view.parameters], numbers)
                    result[(view.name, *arguments)] = (
                        self._shown(view, one.get(numbers)),
                        self._shown(view, other.get(numbers)),
                    )
        return result

    def same_view(self, first: State, second: State, principal: str, viewer: str | None = None) -> bool:
        """Does an observer see the same in both states?"""
        pairs = zip(self.visible(first, principal, viewer), self.visible(second, principal, viewer), strict=True)
        return all(one == other for one, other in pairs)

    def visible(
        self, state: State, principal: str, viewer: str | None = None
    ) -> Iterator[tuple[str, Mapping[tuple[int, ...], tuple[Any, ...]]]]:
        """What an observer sees, view by view, by number: equal exactly where what is seen is. Masked entries lack."""
        for view in self._views.get(principal, ()):
            yield view.name, self._visible(view, state, viewer)

    def own(self, step: str, arguments: Sequence[Value], principal: str, viewer: str | None = None) -> bool:
        """Is the step the observer's own?"""
        declared = self._steps[step]
        actor = declared.actor.parameter
        if actor is None:
            return viewer is None and declared.actor.principal == principal
        index = [p.bare for p in declared.parameters].index(actor.bare)
        return actor.sort.name == principal and arguments[index] == viewer

    def begins(self, step: str, arguments: Sequence[Value], principal: str, viewer: str | None = None) -> bool:
        """Does the observer's life begin with the step?"""
        declared = self._steps[step]
        if declared.begins is None:
            return False
        index = [p.bare for p in declared.parameters].index(declared.begins.bare)
        return declared.begins.sort.name == principal and arguments[index] == viewer

    def told(
        self, step: Step, state: State, chosen: Sequence[int], numbers: Sequence[int]
    ) -> tuple[Value | None, tuple[News, ...]]:
        """What a step that is done in `state` returns, and what it tells to whom."""
        returned, tellings = self._program.observed(step)(state, chosen, *numbers)
        news: list[News] = []
        for tell, recipients in zip(step.tells, tellings, strict=True):
            for number, values in sorted(recipients) if tell.recipient is not None else recipients:
                if tell.recipient is None:
                    assert tell.principal is not None
                    principal, who = tell.principal, None
                else:
                    principal, who = tell.recipient.sort.name, str(self._universe.decode(tell.recipient.sort, number))
                carried = self._carried(tell.carries, values)
                news.append(News(tell.identifier, tell.news, principal, who, carried))
        if step.returns is not None:
            returned = self._universe.decode(step.returns.sort, returned)
        return returned, tuple(news)

    def _visible(self, view: View, state: State, viewer: str | None) -> Mapping[tuple[int, ...], tuple[Any, ...]]:
        number = None
        if view.viewer is not None:
            if viewer is None:
                raise ValueError(f"`{view.principal}` is a sort: say which element of it looks")
            number = self._universe.encode(view.viewer.sort, viewer)
        return self._program.seen(view)(state, number)

    def _shown(self, view: View, values: tuple[Any, ...] | None) -> tuple[Seen, ...] | str:
        return MASKED if values is None else self._carried(view.values, values)

    def _carried(self, carries: Sequence[Carried], values: Sequence[Any]) -> tuple[Seen, ...]:
        return tuple(self._one(c, value) for c, value in zip(carries, values, strict=True))

    def _one(self, carried: Carried, value: Any) -> Seen:
        sorts = [v.sort for v in carried.bound]
        if not carried.bound:
            return self._universe.decode(carried.value.sort, value)
        if carried.value.sort.is_boolean:
            return frozenset(self._universe.decode_all(sorts, numbers) for numbers in value)
        return tuple(
            (self._universe.decode_all(sorts, numbers), self._universe.decode(carried.value.sort, number))
            for numbers, number in value
        )


def hears(effect: Effect, principal: str, viewer: str | None = None) -> tuple[News, ...]:
    """The news that one observer hears: a principal, or the element `viewer` of the sort `principal`."""
    return tuple(n for n in effect.told if n.principal == principal and n.recipient == viewer)
