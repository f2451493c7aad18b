"""Which search is used."""

from collections.abc import Iterable
from itertools import islice

from attrs import evolve

from septum.engines.explore.compiled import explore_compiled
from septum.engines.explore.compiler import NotCompiled, find_compiler
from septum.engines.explore.generated_python import explore_in_python
from septum.engines.explore.results import Engine, Exploration, Symmetry
from septum.engines.results import Verdict
from septum.interpreter import Machine, State

FEW_STATES = 2_000
"""So many are visited by the generated Python before a compiler is called: most small instances have fewer."""

MOST_BYTES = 4 << 30


def explore(
    machine: Machine,
    starts: Iterable[State] | None = None,
    most_states: int = 1_000_000,
    *,
    engine: Engine | None = None,
    symmetry: Symmetry = Symmetry.OFF,
    most_bytes: int = MOST_BYTES,
) -> Exploration:
    """Visit the reachable states until an invariant fails, all are visited, or there are `most_states` of them.

    `starts`: initial states, else `machine.initial()` alone. `engine`: what visits them; without it, compiled C where
    there is a compiler and more than a few states. `symmetry`: whether states that differ in the names of
    interchangeable elements alone are visited once. `most_bytes`: the memory for states. The generated Python has
    neither. What could not be had is said in the `notes` of the result, and is no error. Raises ValueError for a limit
    below one, and where there is no initial state.
    """
    if most_states < 1:
        raise ValueError(f"most_states is {most_states}: one state at least is visited")
    # One more than the limit shows that it is too low.
    given = list(islice(dict.fromkeys([machine.initial()] if starts is None else starts), most_states + 1))
    if not given:
        raise ValueError("there is no initial state: nothing would be visited")
    if engine is Engine.PYTHON:
        return _in_python(machine, given, most_states, symmetry)
    if engine is None:
        few = min(most_states, FEW_STATES)
        first = explore_in_python(machine, given, few)
        if symmetry is Symmetry.OFF and (first.verdict is not Verdict.BUDGET or few == most_states):
            return first
    try:
        find_compiler()
        return explore_compiled(machine, given, most_states, most_bytes, symmetry)
    except (NotCompiled, ValueError) as error:
        return _in_python(machine, given, most_states, symmetry, f"not compiled: {error}")


def _in_python(
    machine: Machine, starts: list[State], most_states: int, symmetry: Symmetry, note: str = ""
) -> Exploration:
    found = explore_in_python(machine, starts, most_states)
    notes = [note] if note else []
    if symmetry is Symmetry.ON:
        notes.append("symmetry is not used: the generated Python visits every state")
    return evolve(found, notes=tuple(notes))
