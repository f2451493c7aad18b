"""A finding as two runs, and two runs carried on."""

from collections.abc import Sequence

from attrs import evolve

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Label
from septum.engines.refute.guided.found import Found
from septum.interpreter.effects import State


def pair_of(found: Found) -> tuple[tuple[State, State], tuple[tuple[Label | None, ...], ...]]:
    """The starts and runs: the one with what changed the view and the other without, or those that were found."""
    if found.kind is not GoalKind.WRITE:
        return (found.starts[0], found.starts[1]), found.runs
    labels = found.runs[0]
    return (found.starts[0], found.starts[0]), (labels, (*labels[:-1], None))


def ends_of(found: Found) -> tuple[State, State]:
    """The states in which they end."""
    starts, runs = pair_of(found)
    first, second = (_end(found.arena, start, labels) for start, labels in zip(starts, runs, strict=True))
    return first, second


def joined(
    found: Found,
    shown: Found,
    path: Sequence[tuple[Label, Label]] = (),
) -> Found:
    """The runs, the path after them, and what shows in the end."""
    starts, runs = pair_of(found)
    whole = tuple((*labels, *(moment[run] for moment in path), *shown.runs[run]) for run, labels in enumerate(runs))
    kind = GoalKind.BIRTH if found.kind is GoalKind.BIRTH else GoalKind.READ
    return evolve(shown, kind=kind, starts=starts, runs=whole)


def _end(arena: Arena, state: State, labels: tuple[Label | None, ...]) -> State:
    for label in labels:
        after = None if label is None else arena.take(state, label)
        state = state if after is None else after
    return state
