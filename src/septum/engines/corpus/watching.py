"""A script's run as one observer has it: what is input to it, and what goes on without it."""

from collections.abc import Iterator

from attrs import frozen

from septum.engines.refute.naming import Names
from septum.engines.refute.play import Game, Played
from septum.interpreter.effects import Effect, State
from septum.interpreter.machine import Machine
from septum.interpreter.observing import hears
from septum.spec.model import Guard, GuardKind, Observer, Outcome

Run = tuple[Played | None, ...]


@frozen(eq=False)
class Watched:
    """The run of a script for one observer: its events, and which of them are input.

    Others' requests in vain are no events, nor is what it waits for. `viewer`: the element that observes, where there
    are many of the observer.
    """

    machine: Machine
    observer: Observer
    viewer: str | None
    start: State
    run: tuple[Played, ...]

    def is_own(self, effect: Effect) -> bool:
        """Is it the observer's own step?"""
        return self.machine.observing.own(effect.step, effect.arguments, self.observer.name, self.viewer)

    def begins(self, effect: Effect) -> bool:
        """Does the observer's life begin with it?"""
        begins = self.machine.observing.begins
        return effect.outcome is Outcome.DONE and begins(effect.step, effect.arguments, self.observer.name, self.viewer)

    def heard(self, effect: Effect) -> tuple[object, ...]:
        """What the observer is told by it, whichever step tells it."""
        told: dict[str, list[object]] = {}
        for news in hears(effect, self.observer.name, self.viewer):
            told.setdefault(news.news, []).append(news.carries)
        return tuple(sorted((name, tuple(carried)) for name, carried in told.items()))

    def is_input(self, effect: Effect) -> bool:
        """Does the observer take part in it, or hear of it?"""
        return self.is_own(effect) or bool(self.heard(effect))

    def others(self) -> tuple[int, ...]:
        """The moments, from 0, of which the observer is not to know."""
        return tuple(i for i, played in enumerate(self.run) if not self.is_input(played.effect))

    def sees_the_same(self, first: State, second: State) -> bool:
        """Are two states alike to the observer?"""
        return first == second or self.machine.observing.same_view(first, second, self.observer.name, self.viewer)

    def game(self, moment: int, *others: tuple[State, Run]) -> Game:
        """The runs up to a moment, counted from 1, as the replay of attacks takes them: the observer is element 0."""
        elements = dict(self.machine.instance.elements)
        names = dict(elements)
        if self.viewer is not None and self.observer.sort is not None:
            listed = elements[self.observer.sort.name]
            names[self.observer.sort.name] = (self.viewer, *(e for e in listed if e != self.viewer))
        runs = ((self.start, self.run), *others)
        starts = tuple(start for start, _ in runs)
        return Game(self.machine, Names(names, elements), starts, tuple(run[:moment] for _, run in runs))


def watched_runs(machine: Machine, start: State, effects: tuple[Effect, ...]) -> Iterator[Watched]:
    """The run for everybody against whom isolation is claimed, in the order of the profile and of the script."""
    states = [start, *(effect.state for effect in effects)]
    played = [Played(state, effect) for state, effect in zip(states, effects, strict=False)]
    for observer in machine.model.observers:
        viewers = (None,) if observer.sort is None else machine.instance.elements[observer.sort.name]
        for viewer in viewers:
            seen = Watched(machine, observer, viewer, start, ())
            run = tuple(p for p in played if p.effect.outcome is Outcome.DONE or _asked_in_vain(seen, p.effect))
            yield Watched(machine, observer, viewer, start, run)


def answer_of(played: Played) -> tuple[object, ...]:
    """How an own request ended, and what it returned."""
    effect = played.effect
    return (effect.outcome, effect.status, effect.returned)


def _asked_in_vain(watched: Watched, effect: Effect) -> bool:
    withheld = effect.outcome is Outcome.IMPOSSIBLE and effect.guard is not None and not _is_late(effect.guard)
    return (effect.outcome is Outcome.REFUSED or withheld) and watched.is_own(effect)


def _is_late(guard: Guard) -> bool:
    return guard.kind in (GuardKind.WAITS, GuardKind.DUTY)
