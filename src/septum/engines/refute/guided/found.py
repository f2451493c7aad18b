"""Where a run, or two, show what they must not."""

from attrs import frozen

from septum.engines.refute.goals import GoalKind
from septum.engines.refute.guided.arena import Arena, Label
from septum.engines.refute.guided.watching import Viewer
from septum.interpreter.effects import State


@frozen(eq=False)
class Found:
    """Runs at whose last moment the property falls.

    `word`: in a status, a reply or a delivered value; else only in a table entry, or in a stated property. `asked`:
    which of the runs end with a request that is not carried out. `viewer`: the victim; None where a stated property
    falls. `fact`: its name.
    """

    arena: Arena
    kind: GoalKind
    viewer: Viewer | None
    word: bool
    starts: tuple[State, ...]
    runs: tuple[tuple[Label | None, ...], ...]
    asked: frozenset[int] = frozenset()
    fact: str = ""

    @property
    def cost(self) -> tuple[bool, int, int]:
        """Less is better: what is delivered before what is not, short before long, one run before two."""
        return (not self.word, len(self.runs[0]), len(self.runs))
