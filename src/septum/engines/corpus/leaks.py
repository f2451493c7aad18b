"""What a script's run shows to somebody for whom it is not meant.

What an observer gets counts before what is merely in a table: a word that is overwritten or returned, then what
decides its requests, such as a pending interrupt, then any other part of a view.
"""

from collections.abc import Callable, Iterator

from septum.engines.corpus.ranking import Found, Rank, content_symbols, found_in
from septum.engines.corpus.telling import Leak, leak_of
from septum.engines.corpus.variations import other_run, variations
from septum.engines.corpus.watching import Run, Watched, answer_of, watched_runs
from septum.engines.refute.goals import Goal, GoalKind
from septum.interpreter.effects import Effect, State
from septum.interpreter.machine import Machine
from septum.logic.walk import symbols
from septum.spec.model import FactKind, Model


def find_leak(original: Model, machine: Machine, start: State, effects: tuple[Effect, ...]) -> Leak | None:
    """The leak of a run on a machine of the weakened model; None where it shows nothing to anybody.

    `original`: the model that lacks nothing. `effects`: of the script's calls, one after the other from `start`.
    """
    everybody = tuple(watched_runs(machine, start, effects))
    best: Found | None = None
    for search, least in _SEARCHES:
        if best is not None and best.rank <= least:
            break
        for watched in everybody:
            for found in search(watched):
                if best is None or found.rank < best.rank:
                    best = found
                if best.rank == least:
                    break
    return None if best is None else leak_of(original, best)


def _written(watched: Watched) -> Iterator[Found]:
    """Moments at which the observer's view changes though it has no input."""
    for moment in watched.others():
        played = watched.run[moment]
        if not watched.sees_the_same(played.before, played.effect.state):
            goal = Goal(GoalKind.WRITE, watched.observer)
            yield found_in(watched, goal, watched.game(moment + 1))


def _answered(watched: Watched) -> Iterator[Found]:
    """Own requests that are answered otherwise in another run with the same inputs."""
    for variation in variations(watched, watched.others()):
        start, run = other_run(watched, variation)
        for moment, (one, other) in enumerate(zip(watched.run, run, strict=False), 1):
            if other is not None and watched.is_own(one.effect) and answer_of(one) != answer_of(other):
                goal = Goal(GoalKind.READ, watched.observer)
                yield found_in(watched, goal, watched.game(moment, (start, run[:moment])))
                break


def _seen(watched: Watched) -> Iterator[Found]:
    """Views that are not the same in another run with the same inputs."""
    for variation in variations(watched, watched.others()):
        start, run = other_run(watched, variation)
        moment = _unlike(watched, start, run)
        if moment is not None:
            goal = Goal(GoalKind.READ, watched.observer)
            yield found_in(watched, goal, watched.game(moment, (start, run[:moment])))


def _born(watched: Watched) -> Iterator[Found]:
    """Beginnings of the observer's life that show what was before, its own former life included, then or later."""
    for moment, played in enumerate(watched.run):
        effect = played.effect
        if not watched.begins(effect):
            continue
        for variation in variations(watched, tuple(range(moment))):
            start, run = other_run(watched, variation, moment)
            last = run[moment] if len(run) > moment else None
            if last is None:
                continue
            goal = Goal(GoalKind.BIRTH, watched.observer)
            answered = _answered_since(watched, run, moment + 1)
            if answered is not None:
                yield found_in(watched, goal, watched.game(answered, (start, run[:answered])))
            if not watched.sees_the_same(effect.state, last.effect.state):
                yield found_in(watched, goal, watched.game(moment + 1, (start, run[: moment + 1])))


def _answered_since(watched: Watched, run: Run, birth: int) -> int | None:
    """The first moment, from 1, at which the life begun at `birth` is answered differently in the other run."""
    for moment, (one, other) in enumerate(zip(watched.run, run, strict=False), 1):
        if moment <= birth:
            continue
        if watched.begins(one.effect):
            return None
        if other is not None and watched.is_own(one.effect) and answer_of(one) != answer_of(other):
            return moment
    return None


def _violated(watched: Watched) -> Iterator[Found]:
    """Stated properties that fail on the way, those about data first."""
    machine = watched.machine
    content = content_symbols(machine.model)
    facts = [fact for fact in machine.model.invariants if fact.kind is FactKind.ALWAYS]
    for fact in sorted(facts, key=lambda fact: not symbols(fact.body) & content):
        for moment, played in enumerate(watched.run, 1):
            if machine.check(played.effect.state, (fact,)):
                yield found_in(watched, Goal(GoalKind.VIOLATION, facts=(fact,)), watched.game(moment))
                return


_SEARCHES: tuple[tuple[Callable[[Watched], Iterator[Found]], Rank], ...] = (
    (_written, Rank.WORD),
    (_answered, Rank.WORD),
    (_seen, Rank.SEEN_WORD),
    (_born, Rank.SEEN_WORD),
    (_violated, Rank.STATEMENT),
)
"""In this order, each with the best that it can find."""


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
