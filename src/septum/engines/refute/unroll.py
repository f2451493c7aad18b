"""Runs unrolled moment by moment in a solver."""

from collections.abc import Callable, Sequence

from attrs import define, field

from septum.engines.refute.circuit import Circuit
from septum.engines.refute.evaluate import Evaluator, Value
from septum.engines.refute.layout import Layout
from septum.engines.refute.observe import ViewBit, view_bits
from septum.engines.refute.registers import Register
from septum.engines.refute.skeleton import Action, Element, Store, read_value
from septum.engines.refute.template import Table, Unrolling
from septum.engines.refute.transition import Transition
from septum.logic import build
from septum.spec.model import Fact, Model, Observer, Step


def start_template(model: Model, layout: Layout) -> Circuit:
    """The initial states: what the facts about them and the axioms say."""
    circuit = layout.circuit()
    circuit.clauses.extend(layout.well_formed_state)
    evaluator = Evaluator(circuit, layout.scope, layout.entries)
    for fact in (*model.initially, *model.axioms):
        for inner in evaluator.assignments(fact.parameters, {}):
            circuit.require(evaluator.truth(fact.body, inner))
    return circuit


def view_template(model: Model, layout: Layout, observer: Observer) -> tuple[Circuit, tuple[ViewBit, ...]]:
    """What the observer sees of a state."""
    circuit = layout.circuit()
    bits = view_bits(model, observer, Evaluator(circuit, layout.scope, layout.entries))
    return circuit, tuple(bits)


def violation_template(layout: Layout, facts: Sequence[Fact]) -> tuple[Circuit, int]:
    """The literal that says that one of the facts does not hold."""
    circuit = layout.circuit()
    evaluator = Evaluator(circuit, layout.scope, layout.entries)
    bodies = [evaluator.truth(build.forall(fact.parameters, fact.body.bare), {}) for fact in facts]
    return circuit, -circuit.conjunction(bodies)


@define(eq=False)
class Run:
    """One run in a solver: the literals of its states, the tables of its moments."""

    unrolling: Unrolling
    layout: Layout
    transition: Transition
    states: list[list[int]] = field(factory=list[list[int]])
    tables: list[Table] = field(factory=list[Table])

    def begin(self, start: Circuit) -> None:
        """Put the initial state there."""
        table = self.unrolling.place(start, ())
        self.states.append(table[self.layout.constants + 1 : self.layout.states + 1])

    def bound(self, moment: int) -> list[tuple[int, int]]:
        """What the variables of a state are at that moment, for templates."""
        first = self.layout.constants + 1
        return list(enumerate(self.states[moment], first))

    def extend(self) -> Table:
        """Add a moment."""
        table = self.unrolling.place(self.transition.circuit, self.bound(len(self.states) - 1))
        first = self.layout.constants + 1 + self.transition.offset
        self.states.append(table[first : first + self.transition.offset])
        self.tables.append(table)
        return table

    def view(self, template: tuple[Circuit, tuple[ViewBit, ...]], moment: int) -> list[int]:
        """The literals of a view of the state at that moment."""
        circuit, bits = template
        table = self.unrolling.place(circuit, self.bound(moment))
        return [table[bit.literal] for bit in bits]

    def read_initial(self, holds: Callable[[int], bool]) -> Store:
        """The initial state in the solver's model."""
        first = self.layout.constants + 1
        state = self.states[0]

        def there(literal: int) -> bool:
            if abs(literal) <= self.layout.constants:
                return holds(literal)
            return holds(state[literal - first]) if literal > 0 else not holds(state[-literal - first])

        return {
            symbol: {at: read_value(value, there, symbol.codomain.is_set) for at, value in entries.items()}
            for symbol, entries in self.layout.state.items()
        }

    def read_actions(self, holds: Callable[[int], bool], steps: Sequence[Step]) -> tuple[Action | None, ...]:
        """Who did what in the solver's model."""
        return tuple(self._action(table, holds, steps) for table in self.tables)

    def _action(self, table: Table, holds: Callable[[int], bool], steps: Sequence[Step]) -> Action | None:
        transition = self.transition

        def element(register: Register) -> Element:
            value = register.value
            mapped: Value = table[value] if isinstance(value, int) else tuple(table[literal] for literal in value)
            return read_value(mapped, holds, register.sort.is_set)

        for step in steps:
            for literals, asked in ((transition.taken, False), (transition.asked, True)):
                literal = literals.get(step.name)
                if literal is not None and holds(table[literal]):
                    values = tuple(element(r) for r in transition.bindings[step.name])
                    count = len(step.parameters)
                    return Action(step.name, values[:count], values[count:], asked)
        return None


def order_first_uses(run: Run, pinned: frozenset[str]) -> "FirstUses":
    """Elements that nothing tells apart are first named in their order."""
    return FirstUses(run, pinned)


class FirstUses:
    """The clauses that break the symmetry of elements, moment by moment."""

    def __init__(self, run: Run, pinned: frozenset[str]) -> None:
        self._run = run
        self._pinned = pinned
        self._before: dict[str, list[int]] = {}

    def extend(self, table: Table) -> None:
        """Add the clauses of a moment."""
        unrolling = self._run.unrolling
        for name, literals in self._run.transition.used.items():
            now = [table[literal] for literal in literals]
            before = self._before.get(name)
            free = 2 if name in self._pinned else 1
            clauses: list[list[int]] = []
            for index in range(free, len(now)):
                earlier = [] if before is None else [before[index - 1]]
                clauses.append([-now[index], now[index - 1], *earlier])
            if before is None:
                after = now
            else:
                after = [unrolling.literal() for _ in now]
                for was, use, then in zip(before, now, after, strict=True):
                    clauses.append([-then, was, use])
            self._before[name] = after
            unrolling.solver.add(clauses)
