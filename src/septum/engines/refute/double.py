"""The search of two runs that the observer must not be able to tell apart."""

from collections.abc import Sequence
from typing import Self

from septum.engines.refute.cone import own_steps, steps_in_cone, symbols_of_answers, symbols_of_views
from septum.engines.refute.goals import Goal, GoalKind, Shown
from septum.engines.refute.observe import views_of
from septum.engines.refute.prepare import Prepared
from septum.engines.refute.single import differs
from septum.engines.refute.skeleton import Skeleton, read_entries
from septum.engines.refute.template import Table, Unrolling
from septum.engines.refute.unroll import Run, order_first_uses
from septum.smt.sat import SatAnswer, SatSolver


class DoubleSearch:
    """Deepens moment by moment. Use it in a `with`: it holds a solver."""

    def __init__(self, prepared: Prepared, goal: Goal, same_start: bool = False) -> None:
        assert goal.observer is not None
        self.prepared = prepared
        self.goal = goal
        self.observer = observer = goal.observer
        model, layout = prepared.model, prepared.layout
        self._free = goal.kind is GoalKind.BIRTH
        views = [
            v
            for v in views_of(model, observer)
            if Shown.VIEW in goal.shown and (not goal.entries or v.name in goal.entries)
        ]
        targets = symbols_of_views(views)
        answers = Shown.STATUS in goal.shown or Shown.REPLY in goal.shown
        requests = own_steps(model, observer) if answers and not self._free else ()
        for step in requests:
            targets = targets | symbols_of_answers(step)
        names = {step.name for step in steps_in_cone(model, targets)} | {step.name for step in requests}
        if self._free:
            names |= {s.name for s in model.active_steps() if s.begins is not None and s.begins.sort == observer.sort}
        # A step that writes nothing may still tell what another tells that does.
        news = {tell.news for s in model.active_steps() if s.name in names for tell in s.tells}
        names |= {s.name for s in model.active_steps() if any(tell.news in news for tell in s.tells)}
        self.steps = tuple(s for s in model.active_steps() if s.name in names)
        self.solver = SatSolver()
        unrolling = self.unrolling = Unrolling(self.solver, layout.constants)
        self.solver.add(layout.well_formed_rigid)
        transition = prepared.transition(self.steps, observer, requests)
        self.link = prepared.link(self.steps, observer, requests)
        self.runs = (Run(unrolling, layout, transition), Run(unrolling, layout, transition))
        for run in self.runs:
            run.begin(prepared.start)
        pinned = layout.pinned | ({observer.sort.name} if observer.sort is not None else set[str]())
        self._order = order_first_uses(self.runs[0], pinned)
        self._links: list[Table] = []
        self._seen: tuple[list[int], list[int]] = ([], [])
        self._bad: list[int] = []
        if same_start:
            self.solver.add([[wish] for wish in self._start_wishes()])
        self._look()

    @property
    def depth(self) -> int:
        """How many moments there are."""
        return len(self._links)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.solver.close()

    def extend(self) -> None:
        """Add a moment."""
        if self._links:
            self._leave()
        first, second = (run.extend() for run in self.runs)
        self._order.extend(first)
        table = self.link.place(self.unrolling, first, second)
        self._links.append(table)
        if not self._free:
            self.solver.add([[table[self.link.linked]]])
        self._look(table)

    def _leave(self) -> None:
        """Nothing has shown up to now: what falls is to fall at the end."""
        table = self._links[-1]
        self.solver.add([[-table[self.link.last]]])
        if not self._free:
            self.solver.add([[-table[self.link.statuses]], [-table[self.link.replies]]])
            self.solver.add(clause for a, b in zip(*self._seen, strict=True) for clause in ([-a, b], [a, -b]))

    def _look(self, table: Table | None = None) -> None:
        unrolling, solver = self.unrolling, self.solver
        template = self.prepared.view(self.observer)
        one, other = (run.view(template, self.depth) for run in self.runs)
        self._seen = (one, other)
        bad = unrolling.literal()
        self._bad.append(bad)
        if table is None:
            if self.goal.kind is GoalKind.READ:
                solver.add(clause for a, b in zip(one, other, strict=True) for clause in ([-a, b], [a, -b]))
            if self.goal.kind is not GoalKind.START:
                solver.add([[-bad]])
                return
        clauses = [[-bad]]
        if Shown.VIEW in self.goal.shown:
            clauses = differs(unrolling, bad, template[1], one, other, self.goal.entries)
        if table is not None:
            if self._free:
                clauses.insert(0, [-bad, table[self.link.born]])
            if Shown.STATUS in self.goal.shown:
                clauses[-1].append(table[self.link.statuses])
            if Shown.REPLY in self.goal.shown:
                clauses[-1].append(table[self.link.replies])
            if self.goal.last:
                clauses.append([-bad, *self._ending_with(self.goal.last)])
        solver.add(clauses)

    def _ending_with(self, names: Sequence[str]) -> list[int]:
        """The literals that say that a run ends with one of these steps, done or asked for."""
        return [
            run.tables[-1][literal]
            for run in self.runs
            for events in (run.transition.taken, run.transition.asked)
            for name, literal in events.items()
            if name in names
        ]

    def solve(self, conflicts: int) -> SatAnswer:
        """Do two runs of this length differ as wanted?"""
        bad = self._bad[self.depth]
        answer = self.solver.solve([bad], conflicts)
        if answer is SatAnswer.UNSATISFIABLE:
            self.solver.add([[-bad]])
        return answer

    def alike(self, conflicts: int) -> None:
        """Make the runs that were found as like each other as they can be: moments, idle ones, then the starts."""
        assumptions = [self._bad[self.depth]]
        wishes = [table[self.link.same] for table in self._links]
        wishes += [table[run.transition.idle] for run in self.runs for table in run.tables]
        for wish in wishes + self._start_wishes():
            if self.solver.solve([*assumptions, wish], conflicts) is SatAnswer.SATISFIABLE:
                assumptions.append(wish)
        if self.solver.solve(assumptions) is not SatAnswer.SATISFIABLE:
            raise AssertionError("what was satisfiable is so no longer")

    def _start_wishes(self) -> list[int]:
        """Literals that say that both runs start with the same value of a symbol."""
        wishes: list[int] = []
        layout = self.prepared.layout
        states = [run.states[0] for run in self.runs]
        first = layout.constants + 1
        for entries in layout.state.values():
            for value in entries.values():
                variables = {abs(v) for v in ((value,) if isinstance(value, int) else value) if abs(v) >= first}
                if not variables:
                    continue
                wish = self.unrolling.literal()
                wishes.append(wish)
                for variable in sorted(variables):
                    a, b = (state[variable - first] for state in states)
                    self.solver.add([[-wish, -a, b], [-wish, a, -b]])
        return wishes

    def read(self) -> Skeleton:
        """The runs that were found."""
        holds = self.solver.holds
        return Skeleton(
            self.prepared.scope,
            read_entries(self.prepared.layout.rigid, holds),
            tuple(run.read_initial(holds) for run in self.runs),
            tuple(run.read_actions(holds, self.steps) for run in self.runs),
        )
