"""A search that begins before it is known what fails: solvers need as long to say it as most attacks take to find."""

from typing import Protocol

from septum.engines.refute.guided.loss import loss_between, sought
from septum.engines.refute.guided.search import Search, explained
from septum.engines.refute.hints import Failing, Hints
from septum.engines.results import Attack
from septum.spec.model import Model

_GUESS = Hints((Failing("o_write"),))
"""What is looked for as long as nothing is known: isolation fails, and no invariant."""


class Awaited(Protocol):
    """Hints that come later."""

    def ready(self) -> bool:
        """Are they there, without waiting?"""
        ...

    def hints(self) -> Hints:
        """Wait for them."""
        ...


class _OutdatedError(Exception):
    """What is looked for is not what fails."""


def search_early(model: Model, original: Model, awaited: Awaited) -> Attack | None:
    """As `search_near_examples`, with hints that come later; None where they name nothing that fails.

    It begins as if isolation alone failed, and again where that is not so: what it returns hangs on the hints alone,
    not on when they come. Raises NotReplayedError as `search_near_examples` does.
    """
    loss = loss_between(model, original)
    if not loss.steps:
        return None
    guessed = sought(loss, _GUESS)

    def compare() -> None:
        hints = awaited.hints()
        if not hints.failing or sought(loss, hints) != guessed:
            raise _OutdatedError

    def breathe() -> None:
        if awaited.ready():
            compare()

    try:
        found = Search(loss, _GUESS, breathe).best()
        compare()
    except _OutdatedError:
        hints = awaited.hints()
        found = Search(loss, hints).best() if hints.failing else None
    return explained(loss, found)
