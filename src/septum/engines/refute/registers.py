"""Where a moment keeps the arguments and choices of its step: steps share these places."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from septum.engines.refute.circuit import Circuit
from septum.engines.refute.evaluate import Value
from septum.engines.refute.layout import Layout
from septum.engines.refute.observe import bits_of
from septum.logic import Sort, Term


@frozen
class Register:
    """A place for an argument or a choice: steps share it. `choice`: it is the run's own."""

    sort: Sort
    place: int
    choice: bool
    value: Value

    @property
    def bits(self) -> tuple[int, ...]:
        """The literals that make it."""
        return bits_of(self.value)


class Registers:
    """Hands out registers: the i-th argument of a sort is in the same one for every step."""

    def __init__(self, circuit: Circuit, layout: Layout) -> None:
        self._circuit = circuit
        self._layout = layout
        self.all: dict[tuple[str, int, bool], Register] = {}

    def bind(self, variables: Sequence[Term], choice: bool) -> tuple[Register, ...]:
        """The registers of these variables."""
        counts: dict[str, int] = {}
        found: list[Register] = []
        for variable in variables:
            sort = variable.sort
            place = counts.get(sort.name, 0)
            counts[sort.name] = place + 1
            key = (sort.name, place, choice)
            if key not in self.all:
                size = self._layout.scope.size(sort)
                value: Value
                if sort.is_boolean:
                    value = self._circuit.fresh()
                elif sort.is_set:
                    value = tuple(self._circuit.fresh() for _ in range(size))
                else:
                    value = self._circuit.value(size)
                self.all[key] = Register(sort, place, choice, value)
            found.append(self.all[key])
        return tuple(found)


def tidy(
    circuit: Circuit,
    registers: Registers,
    bindings: Mapping[str, tuple[Register, ...]],
    events: Sequence[Mapping[str, int]],
) -> dict[str, tuple[int, ...]]:
    """Registers that the step does not use hold element 0; which elements the moment names."""
    named: dict[str, list[list[int]]] = {}
    for register in registers.all.values():
        users = [literal for table in events for name, literal in table.items() if register in bindings[name]]
        in_use = circuit.disjunction(users)
        value = register.value
        if isinstance(value, int) or register.sort.is_set:
            for bit in register.bits:
                circuit.require(in_use, -bit)
            continue
        circuit.require(in_use, value[0])
        if register.sort.is_uninterpreted:
            rows = named.setdefault(register.sort.name, [[] for _ in value])
            for row, literal in zip(rows, value, strict=True):
                row.append(circuit.conjunction((in_use, literal)))
    return {name: tuple(circuit.disjunction(row) for row in rows) for name, rows in named.items()}
