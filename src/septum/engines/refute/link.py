"""What two runs have to do with each other: the same inputs for the observer, and where its answers differ."""

from collections.abc import Sequence
from typing import Protocol

from attrs import frozen

from septum.engines.refute.circuit import Circuit
from septum.engines.refute.layout import Layout
from septum.engines.refute.template import Table, Unrolling
from septum.engines.refute.transition import Ending, Transition
from septum.spec.model import Step


@frozen
class Link:
    """The template. `linked`: the inputs are the same; `last`: nothing comes after, so a request may be in vain.

    `statuses`, `replies`: whether the observer's request is carried out differs, or what it returns. `same`: both runs
    do the same. `born`: the observer's life begins in both.
    """

    circuit: Circuit
    ports: tuple[tuple[int, int, int], ...]
    linked: int
    last: int
    same: int
    statuses: int
    replies: int
    born: int

    def place(self, unrolling: Unrolling, first: Table, second: Table) -> Table:
        """Add an instance between two moments."""
        tables = (first, second)
        return unrolling.place(self.circuit, [(port, tables[run][literal]) for port, run, literal in self.ports])


def compile_link(layout: Layout, transition: Transition, own_steps: Sequence[Step]) -> Link:
    """The template that links a moment of one run to a moment of the other. `own_steps`: of the observer."""
    circuit = layout.circuit()
    circuit.variables = layout.constants
    ports: dict[tuple[int, int], int] = {}

    def port(run: int, literal: int) -> int:
        """The literal of a run in this circuit."""
        variable = abs(literal)
        if variable <= layout.constants:
            return literal
        key = (run, variable)
        if key not in ports:
            ports[key] = circuit.fresh()
        return ports[key] if literal > 0 else -ports[key]

    linked, last, same = circuit.fresh(), circuit.fresh(), circuit.fresh()
    own = [port(run, transition.own) for run in (0, 1)]

    def equal(condition: tuple[int, ...], bits: Sequence[int]) -> None:
        for bit in bits:
            one, other = port(0, bit), port(1, bit)
            circuit.require(*condition, -one, other)
            circuit.require(*condition, one, -other)

    equal((-linked,), [transition.own])
    for name in (step.name for step in own_steps):
        requested = [
            circuit.disjunction(
                [port(run, table[name]) for table in (transition.taken, transition.asked) if name in table]
            )
            for run in (0, 1)
        ]
        circuit.require(-linked, -own[0], -requested[0], requested[1])
        circuit.require(-linked, -own[0], requested[0], -requested[1])
    for register in transition.registers:
        if not register.choice:
            equal((-linked, -own[0]), register.bits)
        equal((-same,), register.bits)
    for news in transition.heard:
        equal((-linked,), [news.literal])
        equal((-linked, -port(0, news.literal)), news.bits)
    equal((-same,), [*transition.taken.values(), *transition.asked.values(), transition.idle])
    circuit.require(-port(0, transition.idle), -port(1, transition.idle))
    for run in (0, 1):
        for literal in transition.asked.values():
            circuit.require(-port(run, literal), last)
    born = circuit.conjunction([port(run, transition.births) for run in (0, 1)])
    statuses, replies = (
        circuit.conjunction((linked, circuit.disjunction(differences(circuit, transition, port))))
        for differences in (_statuses, _replies)
    )
    found = tuple((variable, run, literal) for (run, literal), variable in ports.items())
    return Link(circuit, found, linked, last, same, statuses, replies, born)


def _statuses(circuit: Circuit, transition: Transition, port: "Port") -> list[int]:
    """One run carries a request out and the other does not, or they refuse it differently."""
    found: list[int] = []
    by_step: dict[str, list[Ending]] = {}
    for ending in transition.endings:
        by_step.setdefault(ending.step, []).append(ending)
    for name, endings in by_step.items():
        for one, other in ((0, 1), (1, 0)):
            fails = circuit.disjunction([port(other, e.literal) for e in endings])
            found.append(circuit.conjunction((port(one, transition.taken[name]), fails)))
            for ending in endings:
                if ending.status is None:
                    continue
                others = [port(other, e.literal) for e in endings if e.status != ending.status]
                found.append(circuit.conjunction((port(one, ending.literal), circuit.disjunction(others))))
    return found


def _replies(circuit: Circuit, transition: Transition, port: "Port") -> list[int]:
    """Both runs carry a request out, and it returns different values."""
    found: list[int] = []
    for name, bits in transition.replies.items():
        both = [port(run, literal) for run in (0, 1) for literal in (transition.taken[name], transition.own)]
        unlike = [-circuit.equivalent(port(0, bit), port(1, bit)) for bit in bits]
        found.append(circuit.conjunction((*both, circuit.disjunction(unlike))))
    return found


class Port(Protocol):
    """Calls that take a run and a literal of its transition."""

    def __call__(self, run: int, literal: int, /) -> int:
        """The literal in the link."""
        ...
