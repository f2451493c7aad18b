"""How much a leak says: a word that is overwritten or returned most, an entry of a table least.

What decides a request, such as a pending interrupt, stands between: who sees it change notices it at work.
"""

from enum import IntEnum

from attrs import frozen

from septum.engines.corpus.watching import Watched
from septum.engines.refute.falls import Difference, find_fall
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.play import Game
from septum.logic import Symbol
from septum.logic.walk import symbols
from septum.spec.model import GuardKind, Home, Model, StepKind


class Rank(IntEnum):
    """What is shown, the most telling first."""

    WORD = 0
    WRITTEN_STATUS = 1
    SEEN_WORD = 2
    STATUS = 3
    WRITTEN_ENTRY = 4
    SEEN_ENTRY = 5
    STATEMENT = 6


@frozen(eq=False)
class Found:
    """A leak, and how much it says."""

    rank: Rank
    watched: Watched
    goal: Goal
    game: Game
    fall: Difference


def found_in(watched: Watched, goal: Goal, game: Game) -> Found:
    """The leak that these runs show, which must be one. Raises NotReplayedError where they show none."""
    model = watched.machine.model
    fall = find_fall(model, goal, game)
    return Found(_rank(model, goal, fall), watched, goal, game, fall)


def _rank(model: Model, goal: Goal, fall: Difference) -> Rank:
    if goal.kind is GoalKind.VIOLATION:
        return Rank.STATEMENT
    view = next((v for v in model.views if v.name == fall.name), None)
    if view is None:
        return Rank.WORD if fall.property == "read" else Rank.STATUS
    shows = frozenset[Symbol]().union(*(symbols(carried.value.bare) for carried in view.values))
    if goal.kind is GoalKind.WRITE:
        if shows & content_symbols(model):
            return Rank.WORD
        hidden = "not visible" in (fall.first, fall.second)
        return Rank.WRITTEN_STATUS if shows & _deciding(model) and not hidden else Rank.WRITTEN_ENTRY
    return Rank.SEEN_WORD if fall.property == "read" else Rank.SEEN_ENTRY


def content_symbols(model: Model) -> frozenset[Symbol]:
    """What holds data."""
    return frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)


def _deciding(model: Model) -> frozenset[Symbol]:
    """What decides how own steps are answered, but for what they choose among: a pending interrupt, no translation."""
    own = (s for s in model.steps if s.actor.parameter is not None and s.by == s.actor.parameter.name)
    guards = (g for s in own if s.kind is StepKind.STEP for g in s.guards if g.kind is GuardKind.REFUSE)
    return frozenset[Symbol]().union(*(symbols(guard.condition.bare) for guard in guards))
