"""The moment at which played runs show what was looked for: the last, else the first."""

from septum.engines.refute.differences import Difference, Watcher, kind_of, unlike
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.naming import Names
from septum.engines.refute.play import Game, NotReplayedError, Played
from septum.engines.refute.texts import answer, shown
from septum.interpreter.machine import Machine
from septum.interpreter.observing import hears
from septum.spec.model import FactKind, Model, Outcome


def watcher(goal: Goal, names: Names) -> Watcher:
    """The observer of a goal: of many, element 0."""
    assert goal.observer is not None
    sort = goal.observer.sort
    return Watcher(goal.observer, goal.observer.name, None if sort is None else names.elements[sort.name][0])


def find_fall(model: Model, goal: Goal, game: Game) -> Difference:
    """The last moment, else the first at which the runs show what was looked for.

    Raises NotReplayedError where none does.
    """
    match goal.kind:
        case GoalKind.WRITE:
            found = _written(model, watcher(goal, game.names), game)
        case GoalKind.VIOLATION:
            found = _violated(goal, game)
        case GoalKind.READ:
            found = _read(model, watcher(goal, game.names), game)
        case GoalKind.START:
            found = unlike(model, watcher(goal, game.names), game, game.starts, 0, "the starts differ")
        case GoalKind.BIRTH:
            found = _born(model, watcher(goal, game.names), game)
    if found is None:
        raise NotReplayedError(f"the runs show no {goal.kind}")
    return found


def _written(model: Model, who: Watcher, game: Game) -> Difference | None:
    count = len(game.runs[0])
    for moment in (*range(count, max(count - 1, 0), -1), *range(1, count)):
        played = game.runs[0][moment - 1]
        if played is not None and _input(game.machine, who, played) is None:
            states = (played.before, played.effect.state)
            reason = f"{who.name}'s view changed without any input to {who.name}"
            found = unlike(model, who, game, states, moment, reason, "write")
            if found is not None:
                return found
    return None


def _violated(goal: Goal, game: Game) -> Difference | None:
    states = [game.starts[0], *(p.effect.state for p in game.runs[0] if p is not None)]
    for moment, state in enumerate(states):
        for violation in game.machine.check(state, goal.facts):
            fact = violation.fact
            reason = "a stated property fails" if fact.kind is FactKind.ALWAYS else "an invariant fails"
            return Difference(fact.name, moment, fact.name, violation.arguments, "", "", fact.span, reason)
    return None


def _read(model: Model, who: Watcher, game: Game) -> Difference | None:
    if game.machine.observing.differences(game.starts[0], game.starts[1], who.principal, who.viewer):
        raise NotReplayedError("the starts do not look the same")
    return _since(model, who, game, 0, None)


def _since(model: Model, who: Watcher, game: Game, place: int, found: Difference | None) -> Difference | None:
    """The same inputs after so many moments: what differs then, at the last moment, else first. `found`: before."""
    machine = game.machine
    states = [
        next((p.effect.state for p in reversed(run[:place]) if p is not None), start)
        for start, run in zip(game.starts, game.runs, strict=True)
    ]
    for moment, pair in enumerate(list(zip(*game.runs, strict=True))[place:], place + 1):
        one, other = pair
        inputs = [None if played is None else _input(machine, who, played) for played in pair]
        if inputs[0] != inputs[1]:
            raise NotReplayedError(f"the inputs of {who.name} differ at {moment}")
        here: Difference | None = None
        if (
            one is not None
            and other is not None
            and machine.observing.own(one.effect.step, one.effect.arguments, who.principal, who.viewer)
        ):
            here = _answers(model, who, game, one, other, moment)
        states = [s if played is None else played.effect.state for s, played in zip(states, pair, strict=True)]
        last = moment == len(game.runs[0])
        if here is None and (found is None or last):
            here = unlike(model, who, game, states, moment, f"{who.name}'s inputs were the same, the views differ")
        if here is not None and (found is None or last):
            found = here
    return found


def _born(model: Model, who: Watcher, game: Game) -> Difference | None:
    pairs = list(zip(*game.runs, strict=True))
    births = [i for i, pair in enumerate(pairs, 1) if all(_begins(who, game, played) for played in pair)]
    if not births:
        raise NotReplayedError(f"the runs have no birth of {who.name} in common")
    states = [played.effect.state for played in pairs[births[-1] - 1] if played is not None]
    reason = f"a new life of {who.name} shows what was before it"
    found = unlike(model, who, game, states, births[-1], reason)
    return _since(model, who, game, births[-1], found)


def _begins(who: Watcher, game: Game, played: Played | None) -> bool:
    if played is None or played.effect.outcome is not Outcome.DONE:
        return False
    return game.machine.observing.begins(played.effect.step, played.effect.arguments, who.principal, who.viewer)


def _input(machine: Machine, who: Watcher, played: Played) -> object:
    effect = played.effect
    if machine.observing.own(effect.step, effect.arguments, who.principal, who.viewer):
        return ("asked", effect.step, effect.arguments)
    if effect.outcome is not Outcome.DONE:
        raise NotReplayedError("another's request in vain is no event of a run")
    heard = hears(effect, who.principal, who.viewer)
    told: dict[str, list[object]] = {}
    for news in heard:
        told.setdefault(news.news, []).append(news.carries)
    # Not which step told it: what two steps tell alike cannot be told apart.
    return ("told", tuple(sorted((name, tuple(carried)) for name, carried in told.items()))) if told else None


def _answers(model: Model, who: Watcher, game: Game, one: Played, other: Played, moment: int) -> Difference | None:
    """Where the same request is answered differently."""
    first, second = (answer(p.effect) for p in (one, other))
    step = model.step(one.effect.step)
    if first != second:
        guard = one.effect.guard or other.effect.guard
        reason = f"{who.name}'s request is answered differently"
        if "impossible" in (first, second):
            reason = f"what {who.name} can do in one run is withheld in the other"
        return Difference(
            "fingerprint", moment, step.name, one.effect.arguments, first, second,
            None if guard is None else guard.span, reason,
        )  # fmt: skip
    if one.effect.returned != other.effect.returned and step.returns is not None:
        return Difference(
            kind_of(model, step.returns), moment, step.name, one.effect.arguments,
            shown(one.effect.returned), shown(other.effect.returned), step.returns.span or step.span,
            f"{who.name}'s request returns different values",
        )  # fmt: skip
    return None
