"""Runs of a skeleton, played by the interpreter."""

from attrs import frozen

from septum.engines.refute.naming import Names
from septum.engines.refute.skeleton import Action, Skeleton, Store
from septum.interpreter.effects import Effect, State
from septum.interpreter.instance import Instance, Meaning
from septum.interpreter.machine import Machine
from septum.spec.model import Model, Outcome


class NotReplayedError(Exception):
    """A run that the solver found is none: an error of this engine, never shown as an attack."""


@frozen(eq=False)
class Played:
    """An action in the state before it, and its effect."""

    before: State
    effect: Effect


@frozen(eq=False)
class Game:
    """The runs of a skeleton in the interpreter: their initial states, and what is done at each moment."""

    machine: Machine
    names: Names
    starts: tuple[State, ...]
    runs: tuple[tuple[Played | None, ...], ...]

    def until(self, moment: int) -> "Game":
        """The first moments of it."""
        return Game(self.machine, self.names, self.starts, tuple(run[:moment] for run in self.runs))


def play(model: Model, skeleton: Skeleton, names: Names) -> Game:
    """Play each run from its initial state.

    Raises NotReplayedError where the initial state is none, or an action does not end as the solver has it.
    """
    machine = Machine(model, Instance(names.elements, _meanings(skeleton.constants, names)))
    starts: list[State] = []
    runs: list[tuple[Played | None, ...]] = []
    for initial, actions in zip(skeleton.initial, skeleton.runs, strict=True):
        state = machine.state_of(_meanings(initial, names))
        starts.append(state)
        wrong = machine.check(state, (*model.initially, *model.axioms))
        if wrong:
            raise NotReplayedError(f"{wrong[0]} does not hold at the start")
        played: list[Played | None] = []
        for action in actions:
            if action is None:
                played.append(None)
                continue
            effect = _perform(model, machine, state, action, names)
            played.append(Played(state, effect))
            state = effect.state
        runs.append(tuple(played))
    return Game(machine, names, tuple(starts), tuple(runs))


def _meanings(store: Store, names: Names) -> dict[str, Meaning]:
    return {
        symbol.name: {
            names.plains(symbol.domain, at): names.plain(symbol.codomain, value) for at, value in entries.items()
        }
        for symbol, entries in store.items()
    }


def _perform(model: Model, machine: Machine, state: State, action: Action, names: Names) -> Effect:
    step = model.step(action.step)
    arguments = names.plains([p.sort for p in step.parameters], action.arguments)
    choices = names.plains([c.sort for c in step.choices][: len(action.choices)], action.choices)
    if not action.asked:
        effect = machine.perform(state, step.name, arguments, choices)
        if effect.outcome is not Outcome.DONE:
            raise NotReplayedError(f"{step.name} ends {effect.outcome}, {effect.guard and effect.guard.identifier}")
        return effect
    for effect in machine.effects(state, step.name, arguments):
        if effect.outcome is not Outcome.DONE and effect.choices == choices[: len(effect.choices)]:
            return effect
    raise NotReplayedError(f"{step.name} is done in every way, where it was to be refused")
