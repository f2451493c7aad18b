"""Two lives under one name that begin with different views."""

from collections.abc import Iterator, Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Label, follow
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.openings import Opening
from septum.engines.refute.guided.places import changed
from septum.engines.refute.guided.seeds import Seed
from septum.engines.refute.guided.shrink import shrink
from septum.engines.refute.guided.watching import Viewer, Watching
from septum.interpreter.effects import State


def births(run: Seed, watching: Watching, openings: Sequence[Opening]) -> Iterator[Found]:
    """A birth from the start, and one after an opening, that do not look alike; both with nothing left that can go."""
    arena = run.arena
    steps = [n for n, step in enumerate(arena.model.steps) if step.begins is not None]
    for label, after in arena.successors(run.states[0], steps):
        viewer = _born(watching, arena, label)
        if viewer is None:
            continue
        for opening in openings:
            later = _later(watching, viewer, label, after, opening)
            if later is not None:
                yield later
                break


def _later(watching: Watching, viewer: Viewer, label: Label, first: State, opening: Opening) -> Found | None:
    arena, start = opening.arena, opening.states[0]
    states, done = follow(arena, opening.states[-1], opening.rest)
    for index, state in enumerate(states):
        after = arena.take(state, label)
        if after is None or not watching.unlike(viewer, first, after, changed(first, after)):
            continue

        def unlike(part: list[Label]) -> bool:
            last = arena.take(follow(arena, start, part)[0][-1], label)
            return last is not None and bool(watching.unlike(viewer, first, last, changed(first, last)))

        labels = follow(arena, start, shrink([*opening.labels, *done[:index]], unlike))[1]
        runs = ((*labels, label), (*(None for _ in labels), label))
        return Found(arena, GoalKind.BIRTH, viewer, False, (start, start), runs)
    return None


def _born(watching: Watching, arena: Arena, label: Label) -> Viewer | None:
    """Whose life the action begins."""
    step = arena.step(label)
    if step.begins is None:
        return None
    place = [p.bare for p in step.parameters].index(step.begins.bare)
    for viewer in watching.viewers:
        if viewer.observer.sort == step.begins.sort and viewer.number == label[1 + place]:
            return viewer
    return None
