"""What follows from a broken invariant: actions that break more and more of them, until contents are written."""

from collections.abc import Iterator, Sequence

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Label, follow
from septum.engines.refute.guided.found import Found
from septum.engines.refute.guided.one_run import written
from septum.engines.refute.guided.openings import Broken, Opening
from septum.engines.refute.guided.watching import Watching
from septum.interpreter.effects import State

_FEW = 8
"""How many ways of breaking more are followed from a state."""


def escalated(watching: Watching, opening: Opening, labels: Sequence[Label]) -> Iterator[Found]:
    """The falls in contents when more is broken at once after the opening, and again after these labels."""
    arena, contents = opening.arena, opening.arena.loss.contents
    writing = [n for n, step in enumerate(arena.model.steps) if not contents.isdisjoint(step.writes)]
    for before, between in escalations(arena, opening.states[-1], 2):
        states, done = follow(arena, between, labels)
        if len(done) < len(labels):
            continue
        for later, state in escalations(arena, states[-1], 1 if before else 2):
            for label, after in arena.successors(state, writing):
                for viewer, word in written(watching, state, label, after):
                    if word:
                        run = (*opening.labels, *before, *done, *later, label)
                        yield Found(arena, GoalKind.WRITE, viewer, word, opening.states[:1], (run,))


def escalations(arena: Arena, state: State, most: int) -> list[tuple[tuple[Label, ...], State]]:
    """Nothing, and up to `most` actions one after the other each of which breaks more instances of invariants."""
    found: list[tuple[tuple[Label, ...], State]] = [((), state)]
    waiting: list[tuple[tuple[Label, ...], State]] = [((), state)]
    known: set[Broken] = set()
    for _ in range(most):
        following: list[tuple[tuple[Label, ...], State]] = []
        for labels, at in waiting:
            before: dict[int, Broken] = {}
            for label, after in arena.successors(at):
                facts = arena.loss.facts_about[label[0]]
                if label[0] not in before:
                    before[label[0]] = arena.broken(at, facts)
                new = arena.broken(after, facts) - before[label[0]]
                if new and new not in known:
                    known.add(new)
                    following.append(((*labels, label), after))
        waiting = following[:_FEW]
        found += waiting
    return found
