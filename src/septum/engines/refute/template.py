"""Clauses that are written once and used for every moment: only the numbers of the variables change."""

from collections.abc import Mapping, Sequence

from septum.engines.refute.circuit import Circuit
from septum.smt.sat import SatSolver

Table = list[int]
"""What each literal of a template is in the solver; a negative literal counts from the end."""


class Unrolling:
    """A solver that is fed with instances of templates. Constants have the same variables in all of them."""

    def __init__(self, solver: SatSolver, constants: int) -> None:
        self.solver = solver
        self.constants = constants
        self.variables = constants
        solver.add([[1]])

    def fresh(self, count: int) -> range:
        """New variables."""
        first = self.variables + 1
        self.variables += count
        return range(first, self.variables + 1)

    def literal(self) -> int:
        """One new variable."""
        self.variables += 1
        return self.variables

    def place(self, circuit: Circuit, bound: Mapping[int, int] | Sequence[tuple[int, int]]) -> Table:
        """Add an instance of the circuit; `bound` says which of its variables are already something."""
        forward = [0] * (circuit.variables + 1)
        for variable in range(1, self.constants + 1):
            forward[variable] = variable
        for variable, literal in bound.items() if isinstance(bound, Mapping) else bound:
            forward[variable] = literal
        count = self.variables
        for variable, literal in enumerate(forward):
            if not literal and variable:
                count += 1
                forward[variable] = count
        self.variables = count
        table = forward + [-literal for literal in reversed(forward[1:])]
        self.solver.add([[table[literal] for literal in clause] for clause in circuit.clauses])
        return table
