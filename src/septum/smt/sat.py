"""The only importer of python-sat: an incremental SAT solver with budgets in conflicts, the same answer every time."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from types import TracebackType
from typing import cast

from pysat.solvers import Cadical195  # pyright: ignore[reportMissingTypeStubs]


class SatAnswer(StrEnum):
    """What a solver says of a set of clauses."""

    SATISFIABLE = "satisfiable"
    UNSATISFIABLE = "unsatisfiable"
    BUDGET = "budget"


class SatSolver:
    """Clauses over variables 1, 2, …; a literal is a variable or its negative. Close it, or use it in a `with`."""

    def __init__(self) -> None:
        self._solver = Cadical195()
        self._model: list[int] = []
        self._conflicts = 0

    def __enter__(self) -> "SatSolver":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back."""
        self._solver.delete()

    def add(self, clauses: Iterable[Sequence[int]]) -> None:
        """At least one literal of each clause holds."""
        add: Callable[[Sequence[int]], object] = self._solver.add_clause  # pyright: ignore
        for clause in clauses:
            add(clause)

    def solve(self, assumptions: Sequence[int] = (), conflicts: int | None = None) -> SatAnswer:
        """Is there a model in which the assumptions hold?

        `conflicts`: give up after so many of them; None for no limit.
        """
        solver = self._solver
        if conflicts is None:
            answer: bool | None = solver.solve(assumptions=list(assumptions))  # pyright: ignore
        else:
            solver.conf_budget(max(conflicts, 1))  # pyright: ignore[reportUnknownMemberType]
            answer = solver.solve_limited(assumptions=list(assumptions))  # pyright: ignore
        if answer is None:
            return SatAnswer.BUDGET
        if not answer:
            return SatAnswer.UNSATISFIABLE
        self._model = solver.get_model() or []  # pyright: ignore
        return SatAnswer.SATISFIABLE

    @property
    def conflicts(self) -> int:
        """How many conflicts there were in all."""
        statistics = cast(dict[str, int], self._solver.accum_stats() or {})  # pyright: ignore
        return statistics.get("conflicts", 0)

    def holds(self, literal: int) -> bool:
        """Does the literal hold in the last model? A variable that no clause mentions does not."""
        variable = abs(literal)
        value = variable <= len(self._model) and self._model[variable - 1] > 0
        return value if literal > 0 else not value
