"""Where the entries of constants and of one state stand among the variables: the same in every template."""

from attrs import evolve, frozen

from septum.engines.refute.circuit import TRUE, Circuit
from septum.engines.refute.evaluate import Entries, Value
from septum.engines.refute.scope import Scope
from septum.interpreter.instance import constants_of
from septum.logic import Symbol
from septum.spec.model import Model


@frozen
class Layout:
    """Variables 2 … `constants` are the entries of rigid symbols, those up to `states` the entries of a state.

    `well_formed_…` are the clauses that make values of three and more elements values. `pinned`: the sorts of which
    element 0 is told apart, by a constant.
    """

    scope: Scope
    rigid: Entries
    state: Entries
    constants: int
    states: int
    well_formed_rigid: tuple[list[int], ...]
    well_formed_state: tuple[list[int], ...]
    pinned: frozenset[str]

    @property
    def entries(self) -> Entries:
        """Of all symbols, in the state."""
        return {**self.rigid, **self.state}

    def circuit(self) -> Circuit:
        """A circuit in which these variables are taken."""
        circuit = Circuit()
        circuit.variables = self.states
        return circuit

    def shifted(self, offset: int) -> Entries:
        """The entries of another state, whose variables are `offset` further on, with the same constants."""
        moved: dict[Symbol, dict[tuple[int, ...], Value]] = {}
        for symbol, entries in self.state.items():
            moved[symbol] = {
                at: shift(value, self.constants, offset)
                if isinstance(value, int)
                else tuple(shift(literal, self.constants, offset) for literal in value)
                for at, value in entries.items()
            }
        return {**self.rigid, **moved}


def shift(literal: int, constants: int, offset: int) -> int:
    """The literal of a variable further on; the first `constants` variables stay."""
    if abs(literal) <= constants:
        return literal
    return literal + offset if literal > 0 else literal - offset


def lay_out(model: Model, scope: Scope) -> Layout:
    """Number the variables of a model on a scope."""
    circuit = Circuit()

    def entries(symbol: Symbol) -> dict[tuple[int, ...], Value]:
        size = scope.size(symbol.codomain)
        found: dict[tuple[int, ...], Value] = {}
        for at in scope.tuples(symbol):
            if symbol.is_relation:
                found[at] = circuit.fresh()
            elif symbol.codomain.is_set:
                found[at] = tuple(circuit.fresh() for _ in range(size))
            else:
                found[at] = circuit.value(size)
        return found

    fixed = constants_of(model)
    rigid = {symbol: entries(symbol) for symbol in fixed}
    constants, split = circuit.variables, len(circuit.clauses)
    state = {d.symbol: entries(d.symbol) for d in model.symbols if d.symbol not in rigid}
    return Layout(
        scope, rigid, state, constants, circuit.variables,
        tuple(circuit.clauses[:split]), tuple(circuit.clauses[split:]), frozenset(),
    )  # fmt: skip


def pin(layout: Layout) -> Layout:
    """The first constant of each sort that has no arguments is element 0.

    Nothing is lost: elements are told apart only by what is said of them.
    """
    pinned: dict[str, list[int]] = {}
    for symbol, entries in layout.rigid.items():
        value = entries.get(())
        if symbol.codomain.is_uninterpreted and value is not None and not isinstance(value, int):
            pinned.setdefault(symbol.codomain.name, [value[0]])
    clauses = [clause for clause in pinned.values() if clause != [TRUE]]
    return evolve(layout, well_formed_rigid=(*layout.well_formed_rigid, *clauses), pinned=frozenset(pinned))
