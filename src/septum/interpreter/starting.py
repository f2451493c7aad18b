"""Initial states: one that is constructed, all that differ in some symbols, samples."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from random import Random
from typing import TYPE_CHECKING

from septum.interpreter.effects import State
from septum.interpreter.instance import Value
from septum.interpreter.satisfying import Search
from septum.logic.show import show
from septum.spec.model import Home

if TYPE_CHECKING:
    from septum.interpreter.machine import Machine

_ROUNDS = 16
"""How often failing initial facts are repaired. Repairs are never undone, so that more rounds seldom help."""


def initial_state(machine: "Machine", entries: Mapping[str, Mapping[tuple[Value, ...], Value]]) -> State:
    """See `Machine.initial`."""
    for violation in machine.check(machine.state_of({}), machine.model.axioms):
        raise ValueError(f"the constants of the instance break the axiom {violation}")
    state = machine.state_of(entries)
    given = {(name, arguments) for name, meaning in entries.items() for arguments in meaning}
    written: dict[tuple[str, tuple[Value, ...]], Value] = {}
    for _ in range(_ROUNDS):
        failing = machine.check(state, machine.model.initially)
        if not failing:
            return state
        for violation in failing:
            environment = {p.bare: a for p, a in zip(violation.fact.parameters, violation.arguments, strict=True)}
            search = Search(machine.structure(state), lambda key: key not in given and _is_state(machine, key[0]))
            ways = search.satisfy([(violation.fact.body, environment)], written)
            found = next(ways, None)
            if found is None:
                break
            written = dict(found)
            state = machine.changed(state, _by_symbol(written))
        else:
            continue
        break
    violation = machine.check(state, machine.model.initially)[0]
    raise ValueError(f"no initial state was found: {violation} asks for {show(violation.fact.body)}")


def initial_states(
    machine: "Machine", free: Iterable[str] | None = None, start: State | None = None
) -> Iterator[State]:
    """Every initial state that differs from `start` at most in the symbols of `free`, `start` or its like included.

    `free`: symbol names; without it, the symbols with home `content`. `start`: else `machine.initial()`.
    """
    names = list(free) if free is not None else [
        s.symbol.name for s in machine.model.symbols if s.home is Home.CONTENT
    ]  # fmt: skip
    base = machine.initial() if start is None else start
    keys: list[tuple[str, tuple[Value, ...]]] = []
    ranges: list[tuple[Value, ...]] = []
    for name in names:
        symbol = machine.layout.by_name[name].symbol
        for arguments in machine.universe.arguments(symbol.domain):
            keys.append((name, arguments))
            ranges.append(machine.universe.values(symbol.codomain))
    for values in product(*ranges):
        state = machine.changed(base, _by_symbol(dict(zip(keys, values, strict=True))))
        if not any(machine.program.fails(fact)(state) for fact in machine.model.initially):
            yield state


def sample_initial(machine: "Machine", random: Random, entries: int = 64) -> State:
    """A random initial state: symbol by symbol, random entries where the initial facts allow them.

    `entries`: how many entries of a symbol are tried at most.
    """
    state = machine.initial()
    for slot in machine.layout.state_slots:
        whole = sample_entries(machine, slot.symbol.name, random, entries)
        changed = machine.changed(state, {slot.symbol.name: whole})
        if not any(machine.program.fails(fact)(changed) for fact in machine.model.initially):
            state = changed
    return state


def sample_state(machine: "Machine", random: Random, entries: int = 64) -> State:
    """Any state, reachable or not: random entries everywhere."""
    slots = machine.layout.state_slots
    return machine.state_of({s.symbol.name: sample_entries(machine, s.symbol.name, random, entries) for s in slots})


def sample_entries(machine: "Machine", symbol: str, random: Random, most: int) -> dict[tuple[Value, ...], Value]:
    """Random values for all entries of a symbol, or for `most` of them where there are more."""
    slot = machine.layout.by_name[symbol]
    domain = [machine.universe.values(sort) for sort in slot.symbol.domain]
    values = machine.universe.values(slot.symbol.codomain)
    total = 1
    for options in domain:
        total *= len(options)
    if total <= most:
        return {arguments: random.choice(values) for arguments in product(*domain)}
    return {tuple(random.choice(options) for options in domain): random.choice(values) for _ in range(most)}


def _is_state(machine: "Machine", symbol: str) -> bool:
    return machine.layout.by_name[symbol].place is not None


def _by_symbol(
    written: Mapping[tuple[str, tuple[Value, ...]], Value],
) -> dict[str, dict[tuple[Value, ...], Value]]:
    result: dict[str, dict[tuple[Value, ...], Value]] = {}
    for (name, arguments), value in written.items():
        result.setdefault(name, {})[arguments] = value
    return result
