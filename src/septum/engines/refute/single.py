"""The search of one run: to a change of a view that nobody told, or to a state that breaks a fact."""

from collections.abc import Sequence
from typing import Self

from septum.engines.refute.cone import steps_in_cone, symbols_of_views
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.observe import views_of
from septum.engines.refute.prepare import Prepared
from septum.engines.refute.skeleton import Skeleton, read_entries
from septum.engines.refute.template import Table, Unrolling
from septum.engines.refute.unroll import Run, order_first_uses, violation_template
from septum.logic import Symbol
from septum.logic.walk import symbols
from septum.smt.sat import SatAnswer, SatSolver


class SingleSearch:
    """Deepens moment by moment. Use it in a `with`: it holds a solver."""

    def __init__(self, prepared: Prepared, goal: Goal) -> None:
        self.prepared = prepared
        self.goal = goal
        model, layout = prepared.model, prepared.layout
        pinned = layout.pinned
        if goal.kind is GoalKind.WRITE:
            assert goal.observer is not None
            views = [v for v in views_of(model, goal.observer) if not goal.entries or v.name in goal.entries]
            targets = symbols_of_views(views)
            if goal.observer.sort is not None:
                pinned = pinned | {goal.observer.sort.name}
        else:
            targets = frozenset[Symbol]().union(*(symbols(f.body.bare) for f in goal.facts))
        self.steps = steps_in_cone(model, targets)
        self.solver = SatSolver()
        unrolling = Unrolling(self.solver, layout.constants)
        self.solver.add(layout.well_formed_rigid)
        self.run = Run(unrolling, layout, prepared.transition(self.steps, goal.observer))
        self.run.begin(prepared.start)
        self._order = order_first_uses(self.run, pinned)
        self._views: list[list[int]] = []
        self._bad: list[int] = []
        self._violation = violation_template(layout, goal.facts) if goal.kind is GoalKind.VIOLATION else None
        self._look()

    @property
    def depth(self) -> int:
        """How many moments there are."""
        return len(self.run.tables)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.solver.close()

    def extend(self) -> None:
        """Add a moment."""
        if self._violation is None and self.run.tables:
            self._leave(self.run.tables[-1])
        table = self.run.extend()
        self.solver.add([[-table[self.run.transition.idle]]])
        self._order.extend(table)
        self._look(table)

    def _leave(self, table: Table) -> None:
        """Up to now the view has only changed by what was an input: what falls is to fall at the end."""
        calm = self.run.unrolling.literal()
        transition = self.run.transition
        inputs = [table[transition.own], *(table[news.literal] for news in transition.heard)]
        self.solver.add([[calm, *inputs]])
        self.solver.add(
            clause for a, b in zip(*self._views[-2:], strict=True) for clause in ([-calm, -a, b], [-calm, a, -b])
        )

    def _look(self, table: Table | None = None) -> None:
        unrolling, solver = self.run.unrolling, self.solver
        if self._violation is not None:
            circuit, literal = self._violation
            self._bad.append(unrolling.place(circuit, self.run.bound(self.depth))[literal])
            return
        goal, observer = self.goal, self.goal.observer
        assert observer is not None
        template = self.prepared.view(observer)
        view = self.run.view(template, self.depth)
        self._views.append(view)
        bad = unrolling.literal()
        self._bad.append(bad)
        if table is None:
            solver.add([[-bad]])
            return
        transition = self.run.transition
        solver.add([[-bad, -table[transition.own]]])
        solver.add([-bad, -table[news.literal]] for news in transition.heard)
        if goal.last:
            solver.add([[-bad, *(table[taken] for name, taken in transition.taken.items() if name in goal.last)]])
        solver.add(differs(unrolling, bad, template[1], self._views[-2], view, goal.entries))

    def solve(self, conflicts: int) -> SatAnswer:
        """Does a run of this length end as wanted?"""
        bad = self._bad[self.depth]
        answer = self.solver.solve([bad], conflicts)
        if answer is SatAnswer.UNSATISFIABLE:
            self.solver.add([[-bad]])
        return answer

    def read(self) -> Skeleton:
        """The run that was found."""
        holds = self.solver.holds
        return Skeleton(
            self.prepared.scope,
            read_entries(self.prepared.layout.rigid, holds),
            (self.run.read_initial(holds),),
            (self.run.read_actions(holds, self.steps),),
        )


def differs(
    unrolling: Unrolling,
    bad: int,
    bits: Sequence[object],
    first: Sequence[int],
    second: Sequence[int],
    entries: frozenset[str],
) -> list[list[int]]:
    """Clauses: where `bad` holds, one of the bits is not the same in both."""
    clauses: list[list[int]] = []
    some = [-bad]
    for bit, one, other in zip(bits, first, second, strict=True):
        if one == other or (entries and getattr(bit, "view", None) not in entries):
            continue
        unlike = unrolling.literal()
        some.append(unlike)
        clauses += [[-unlike, one, other], [-unlike, -one, -other]]
    clauses.append(some)
    return clauses
