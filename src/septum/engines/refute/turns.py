"""Several searches take turns, so that a short attack of one kind does not wait for the exhaustion of another."""

from collections.abc import Sequence
from contextlib import ExitStack

from septum.engines.refute.double import DoubleSearch
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.hints import Budget, Hints
from septum.engines.refute.prepare import Prepared
from septum.engines.refute.single import SingleSearch
from septum.engines.refute.skeleton import Skeleton
from septum.smt.sat import SatAnswer

_ONE_RUN = (GoalKind.WRITE, GoalKind.VIOLATION)


class Deepening:
    """A search with its depth limit, that can be stopped and taken up again."""

    def __init__(self, search: SingleSearch | DoubleSearch, limit: int, share: int) -> None:
        self.search = search
        self.share = share
        self.exhausted = False
        self._limit = limit

    def advance(self, conflicts: int) -> bool:
        """Search until a run is found, the depth limit is reached or so many conflicts were had in all."""
        while not self.exhausted:
            left = conflicts - self.search.solver.conflicts
            if left <= 0:
                return False
            answer = self.search.solve(left)
            if answer is SatAnswer.SATISFIABLE:
                return True
            if answer is SatAnswer.BUDGET:
                return False
            self.exhausted = self.search.depth >= self._limit
            if not self.exhausted:
                self.search.extend()
        return False


def take_turns(
    prepared: Sequence[Prepared], goals: Sequence[Goal], hints: Hints, budget: Budget
) -> tuple[Goal, Skeleton, bool] | None:
    """The first run or runs found, and whether all shorter ones for the goal on its scope were shown impossible."""
    with ExitStack() as stack:
        searches: list[tuple[Goal, Deepening]] = []
        for one in prepared:
            for goal in goals:
                single = goal.kind in _ONE_RUN
                made = SingleSearch(one, goal) if single else DoubleSearch(one, goal, hints.same_start)
                stack.enter_context(made)
                share = 1 if single else budget.handicap
                searches.append((goal, Deepening(made, _limit(goal, budget), share)))
        turn = budget.turn
        while True:
            open_searches = False
            for goal, deepening in searches:
                allowed = min(max(turn // deepening.share, 1), budget.conflicts)
                if deepening.advance(allowed):
                    if isinstance(deepening.search, DoubleSearch):
                        deepening.search.alike(budget.conflicts)
                    # Each depth was only left after it had been shown impossible.
                    return goal, deepening.search.read(), True
                open_searches = open_searches or (not deepening.exhausted and allowed < budget.conflicts)
            if not open_searches:
                return None
            turn *= budget.growth


def _limit(goal: Goal, budget: Budget) -> int:
    match goal.kind:
        case GoalKind.WRITE | GoalKind.VIOLATION:
            return budget.single
        case GoalKind.READ:
            return budget.double
        case GoalKind.BIRTH:
            return budget.birth
        case GoalKind.START:
            return 0
