"""A run that a search found, done again step by step by the interpreter before anybody hears of it."""

from collections.abc import Callable, Sequence

from septum.engines.explore.results import Found
from septum.interpreter import Action, Effect, Machine, State, record
from septum.spec.model import Outcome


def found_by(machine: Machine, start: State, actions: Sequence[Action], last: State | None = None) -> Found:
    """What the actions lead to: a state that breaks an invariant; `last`, where that is given.

    Raises AssertionError where they do not: the search and the interpreter disagree.
    """
    effects: list[Effect] = []
    reached = start
    for action in actions:
        effect = machine.perform(reached, action.step, action.arguments, action.choices)
        if effect.outcome is not Outcome.DONE:
            raise AssertionError(f"the search did {action}, which the interpreter calls {effect.outcome}")
        effects.append(effect)
        reached = effect.state
    if last is not None and reached != last:
        raise AssertionError("an attempt and the search disagree about a step")
    failing = machine.check(reached)
    if not failing:
        raise AssertionError("the search found a violation, and the interpreter finds none there")
    return Found(failing[0], record(machine, start, effects), len(actions))


def actions_along(machine: Machine, start: State, tests: Sequence[Callable[[State], bool]]) -> list[Action]:
    """Actions that lead from `start` through a state for each test, which it passes.

    Raises AssertionError where the interpreter knows no such step.
    """
    actions: list[Action] = []
    at = start
    for passes in tests:
        for step in machine.active_steps:
            way = next(((label, after) for label, after in machine.program.successors(step)(at) if passes(after)), None)
            if way is not None:
                break
        else:
            raise AssertionError("the search did a step that the interpreter does not know")
        actions.append(machine.action(way[0]))
        at = way[1]
    return actions
