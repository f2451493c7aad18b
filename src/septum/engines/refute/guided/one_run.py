"""One run: an action changes the view of somebody whose input it is not."""

from collections.abc import Iterator, Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Label, follow
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.openings import Opening
from septum.engines.refute.guided.places import changed
from septum.engines.refute.guided.shrink import shrink
from septum.engines.refute.guided.watching import Viewer, Watching
from septum.interpreter.effects import State


def written(watching: Watching, before: State, label: Label, after: State) -> Iterator[tuple[Viewer, bool]]:
    """Whose view an action changes though it is no input of theirs, and if in a delivered value."""
    places = changed(before, after)
    if not places:
        return
    for viewer in watching.viewers:
        if watching.own(viewer, label):
            continue
        unlike = watching.unlike(viewer, before, after, places)
        if unlike and watching.heard(viewer, before, label) is None:
            yield viewer, any(one.word for one in unlike)


def along(watching: Watching, opening: Opening) -> Iterator[Found]:
    """The falls on the way when what is told after the opening is done as far as it can be."""
    arena = opening.arena
    states, labels = follow(arena, opening.states[-1], opening.rest)
    states.insert(0, opening.states[-2])
    labels.insert(0, opening.labels[-1])
    for index, label in enumerate(labels):
        for viewer, word in written(watching, states[index], label, states[index + 1]):
            yield _found(opening, labels[1 : index + 1], viewer, word)


def one_more(watching: Watching, opening: Opening, labels: Sequence[Label]) -> Iterator[Found]:
    """The falls at any action after the opening and these labels."""
    arena = opening.arena
    states, done = follow(arena, opening.states[-1], labels)
    for label, after in arena.successors(states[-1]):
        for viewer, word in written(watching, states[-1], label, after):
            yield _found(opening, [*done, label], viewer, word)


def continuations(watching: Watching, opening: Opening) -> Iterator[list[Label]]:
    """Nothing; then, for each delivered value that an observer comes to see later, the told actions that it takes."""
    yield []
    arena, start = opening.arena, opening.states[-1]
    states, labels = follow(arena, start, opening.rest)
    for viewer in watching.viewers:
        known = watching.glimpses(viewer, start)
        for index in range(1, len(states)):
            new = watching.glimpses(viewer, states[index]) - known
            known |= new
            for glimpse in sorted(new, key=str):

                def shows(part: list[Label], viewer: Viewer = viewer, glimpse: tuple[object, ...] = glimpse) -> bool:
                    return glimpse in watching.glimpses(viewer, follow(arena, start, part)[0][-1])

                yield shrink(labels[:index], shows)


def shortened(watching: Watching, found: Found) -> Found:
    """The same with nothing left that can go."""
    arena, start = found.arena, found.starts[0]
    last = found.runs[0][-1]
    labels = [label for label in found.runs[0] if label is not None]
    best = found

    def falls(part: list[Label]) -> bool:
        nonlocal best
        states, done = follow(arena, start, part)
        if not done or done[-1] != last or part[-1] != last:
            return False
        for viewer, word in written(watching, states[-2], done[-1], states[-1]):
            if word == found.word:
                best = Found(arena, found.kind, viewer, word, found.starts, (tuple(done),))
                return True
        return False

    falls(shrink(labels, falls))
    return best


def _found(opening: Opening, labels: Sequence[Label], viewer: Viewer, word: bool) -> Found:
    return Found(opening.arena, GoalKind.WRITE, viewer, word, opening.states[:1], ((*opening.labels, *labels),))
