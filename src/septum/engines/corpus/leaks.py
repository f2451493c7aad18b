"""What a script's run shows to somebody for whom it is not meant.

What an observer gets counts before what is merely in a table: a word that is overwritten or returned, then what
decides its requests, such as a pending interrupt, then any other part of a view.
"""

from collections.abc import Callable, Iterator
from enum import IntEnum

from attrs import frozen

from septum.engines.corpus.variations import other_run, variations
from septum.engines.corpus.watching import Run, Watched, watched_runs
from septum.engines.refute.explain import attack_of
from septum.engines.refute.falls import Difference, find_fall
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.play import Game, Played
from septum.engines.refute.texts import entry_text, shown
from septum.engines.results import Attack, Change
from septum.interpreter.effects import Effect, Entry, State
from septum.interpreter.machine import Machine
from septum.logic import Symbol
from septum.logic.walk import symbols
from septum.spec.model import FactKind, GuardKind, Home, Model, Outcome, StepKind


class _Rank(IntEnum):
    """What is shown, the most telling first."""

    WORD = 0
    WRITTEN_STATUS = 1
    STATUS = 2
    SEEN_WORD = 3
    WRITTEN_ENTRY = 4
    SEEN_ENTRY = 5
    STATEMENT = 6


@frozen
class Leak:
    """An attack, and the first moment at which its runs break a condition of isolation: which, and for which entry.

    An entry is a view, a guard or `reply`. The invariants that break before are in the attack.
    """

    attack: Attack
    moment: int
    clause: str
    entry: str


@frozen(eq=False)
class _Found:
    """A leak, and how much it says."""

    rank: _Rank
    watched: Watched
    goal: Goal
    game: Game
    fall: Difference


def find_leak(original: Model, machine: Machine, start: State, effects: tuple[Effect, ...]) -> Leak | None:
    """The leak of a run on a machine of the weakened model; None where it shows nothing to anybody.

    `original`: the model that lacks nothing. `effects`: of the script's calls, one after the other from `start`.
    """
    everybody = tuple(watched_runs(machine, start, effects))
    best: _Found | None = None
    for search, least in _SEARCHES:
        if best is not None and best.rank <= least:
            break
        for watched in everybody:
            for found in search(watched):
                if best is None or found.rank < best.rank:
                    best = found
                if best.rank == least:
                    break
    return None if best is None else _leak(original, machine, best)


def _written(watched: Watched) -> Iterator[_Found]:
    """Moments at which the observer's view changes though it has no input."""
    for moment in watched.others():
        played = watched.run[moment]
        if not watched.sees_the_same(played.before, played.effect.state):
            goal = Goal(GoalKind.WRITE, watched.observer)
            yield _found(watched, goal, watched.game(moment + 1))


def _answered(watched: Watched) -> Iterator[_Found]:
    """Own requests that are answered otherwise in another run with the same inputs."""
    for variation in variations(watched, watched.others()):
        start, run = other_run(watched, variation)
        for moment, (one, other) in enumerate(zip(watched.run, run, strict=False), 1):
            if other is not None and watched.is_own(one.effect) and _answer(one) != _answer(other):
                goal = Goal(GoalKind.READ, watched.observer)
                yield _found(watched, goal, watched.game(moment, (start, run[:moment])))
                break


def _seen(watched: Watched) -> Iterator[_Found]:
    """Views that are not the same in another run with the same inputs."""
    for variation in variations(watched, watched.others()):
        start, run = other_run(watched, variation)
        moment = _unlike(watched, start, run)
        if moment is not None:
            goal = Goal(GoalKind.READ, watched.observer)
            yield _found(watched, goal, watched.game(moment, (start, run[:moment])))


def _born(watched: Watched) -> Iterator[_Found]:
    """Beginnings of the observer's life that show what was before, its own former life included."""
    for moment, played in enumerate(watched.run):
        effect = played.effect
        if effect.outcome is not Outcome.DONE or not watched.machine.observing.begins(
            effect.step, effect.arguments, watched.observer.name, watched.viewer
        ):
            continue
        for variation in variations(watched, tuple(range(moment))):
            start, run = other_run(watched, variation, moment)
            last = run[moment] if len(run) > moment else None
            if last is not None and not watched.sees_the_same(effect.state, last.effect.state):
                goal = Goal(GoalKind.BIRTH, watched.observer)
                yield _found(watched, goal, watched.game(moment + 1, (start, run[: moment + 1])))


def _violated(watched: Watched) -> Iterator[_Found]:
    """Stated properties that fail on the way, those about data first."""
    machine = watched.machine
    content = _content(machine.model)
    facts = [fact for fact in machine.model.invariants if fact.kind is FactKind.ALWAYS]
    for fact in sorted(facts, key=lambda fact: not symbols(fact.body) & content):
        for moment, played in enumerate(watched.run, 1):
            if machine.check(played.effect.state, (fact,)):
                yield _found(watched, Goal(GoalKind.VIOLATION, facts=(fact,)), watched.game(moment))
                return


_SEARCHES: tuple[tuple[Callable[[Watched], Iterator[_Found]], _Rank], ...] = (
    (_written, _Rank.WORD),
    (_answered, _Rank.WORD),
    (_seen, _Rank.SEEN_WORD),
    (_born, _Rank.SEEN_WORD),
    (_violated, _Rank.STATEMENT),
)
"""In this order, each with the best that it can find."""


def _found(watched: Watched, goal: Goal, game: Game) -> _Found:
    """What falls, in the words of the replay."""
    model = watched.machine.model
    fall = find_fall(model, goal, game)
    return _Found(_rank(model, goal, fall), watched, goal, game, fall)


def _rank(model: Model, goal: Goal, fall: Difference) -> _Rank:
    if goal.kind is GoalKind.VIOLATION:
        return _Rank.STATEMENT
    view = next((v for v in model.views if v.name == fall.name), None)
    if view is None:
        return _Rank.WORD if fall.property == "read" else _Rank.STATUS
    shows = frozenset[Symbol]().union(*(symbols(carried.value.bare) for carried in view.values))
    if goal.kind is GoalKind.WRITE:
        if shows & _content(model):
            return _Rank.WORD
        return _Rank.WRITTEN_STATUS if shows & _deciding(model) else _Rank.WRITTEN_ENTRY
    return _Rank.SEEN_WORD if fall.property == "read" else _Rank.SEEN_ENTRY


def _content(model: Model) -> frozenset[Symbol]:
    return frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)


def _deciding(model: Model) -> frozenset[Symbol]:
    """What decides how own steps are answered, but for what they choose among: a pending interrupt, no translation."""
    own = (s for s in model.steps if s.actor.parameter is not None and s.by == s.actor.parameter.name)
    guards = (g for s in own if s.kind is StepKind.STEP for g in s.guards if g.kind is GuardKind.REFUSE)
    return frozenset[Symbol]().union(*(symbols(guard.condition.bare) for guard in guards))


def _answer(played: Played) -> tuple[object, ...]:
    effect = played.effect
    return (effect.outcome, effect.status, effect.returned)


def _unlike(watched: Watched, start: State, run: Run) -> int | None:
    """The first moment, from 1, after which the two runs look different."""
    states = [watched.start, start]
    for moment, (one, other) in enumerate(zip(watched.run, run, strict=False), 1):
        states[0] = one.effect.state
        if other is not None:
            states[1] = other.effect.state
        if not watched.sees_the_same(*states):
            return moment
    return None


def _leak(original: Model, machine: Machine, found: _Found) -> Leak:
    attack = _attack(original, machine, found)
    fall = found.fall
    match found.goal.kind:
        case GoalKind.WRITE:
            return Leak(attack, fall.moment, "o_write", fall.name)
        case GoalKind.BIRTH:
            return Leak(attack, fall.moment, "o_birth", fall.name)
        case GoalKind.VIOLATION:
            return Leak(attack, fall.moment, "o_inv", fall.name)
        case _:
            return Leak(attack, *_first_difference(found))


def _first_difference(found: _Found) -> tuple[int, str, str]:
    """The moment at which two runs begin to differ for the observer, and the condition that is broken there."""
    watched, game = found.watched, found.game
    states = list(game.starts)
    for moment, pair in enumerate(zip(*game.runs, strict=True), 1):
        states = [s if p is None else p.effect.state for s, p in zip(states, pair, strict=True)]
        one, other = pair
        own = one is not None and other is not None and watched.is_own(one.effect)
        if one is not None and other is not None and own and _answer(one) != _answer(other):
            guard = one.effect.guard or other.effect.guard
            if guard is None:
                return moment, "o_reply", "reply"
            return moment, "o_status", guard.identifier.split(".", 1)[1]
        seen = watched.machine.observing.differences(states[0], states[1], watched.observer.name, watched.viewer)
        if seen:
            told = one is not None and watched.is_input(one.effect)
            return moment, "o_own" if own else "o_told" if told else "o_write", str(next(iter(seen))[0])
    raise AssertionError("the runs differ where they fall")


def _attack(original: Model, machine: Machine, found: _Found) -> Attack:
    constants = tuple(
        Change(entry_text(Entry(name, arguments, value, value)), "", shown(value))
        for name, meaning in machine.instance.constants.items()
        for arguments, value in meaning.items()
        if value is not False
    )
    return attack_of(
        machine.model, original, found.goal, found.game, found.fall, constants, _start(machine, found.game)
    )


def _start(machine: Machine, game: Game) -> tuple[Change, ...]:
    """The entries in which two starts differ."""
    if len(game.starts) < 2:
        return ()
    changes: list[Change] = []
    for slot in machine.layout.state_slots:
        name = slot.symbol.name
        first, second = (machine.entries(state, name) for state in game.starts)
        for arguments in sorted({**first, **second}, key=str):
            one, two = (machine.read(state, name, *arguments) for state in game.starts)
            if one != two:
                text = entry_text(Entry(name, arguments, one, two))
                changes.append(Change(text, shown(one), shown(two)))
    return tuple(changes)
