"""What a loss fails at once, in the steps that it touches: where to look for an attack, and what to call it.

It is asked in a process of its own, so that the search can begin meanwhile. Z3 alone is asked, and what it says is kept
nowhere: an attack is one because it was replayed, and what is not attacked is judged by all solvers, from the start.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from types import TracebackType

from attrs import define, evolve, field, frozen

from septum.engines.refute.hints import Hints
from septum.engines.settings import Progress, Settings
from septum.smt.beside import Beside, Lost
from septum.spec.model import Model


@frozen
class AtOnce:
    """`lost`: the facts that are no longer inductive. `isolation`: the obligations of isolation that fail, by name.

    `hints`: the same, for a search. `count`: how many obligations fail.
    """

    hints: Hints
    lost: tuple[str, ...]
    isolation: tuple[str, ...]
    count: int


@define(eq=False)
class Asking(AbstractContextManager["Asking"]):
    """`with Asking(whole, weak, settings, progress) as asked:` asks what `weak`, `whole` less something, fails at once.

    With one worker nothing is done beside: the first to ask waits.
    """

    whole: Model
    weak: Model
    settings: Settings
    progress: Callable[[Progress], None] | None = None
    _beside: Beside[Progress, AtOnce] | None = field(init=False, default=None)
    _known: AtOnce | None = field(init=False, default=None)

    def __enter__(self) -> "Asking":
        """Begin to ask."""
        if self.settings.workers > 1:
            # The cache's file is opened anew: no connection is shared.
            cache = self.settings.cache
            alone = evolve(self.settings, cache=None if cache is None else cache.reopened())

            def perform(tell: Callable[[Progress], None]) -> AtOnce:
                return fails_at_once(self.whole, self.weak, alone, None if self.progress is None else tell)

            self._beside = Beside(perform, self.progress or _ignored).__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Whether it was answered or not: nothing is asked any more."""
        if self._beside is not None:
            self._beside.__exit__(kind, error, traceback)

    def ready(self) -> bool:
        """Is the answer there, without waiting?"""
        try:
            return self._known is not None or self._beside is None or self._beside.ready()
        except Lost:
            return True

    def hints(self) -> Hints:
        """Where to look."""
        return self.answer().hints

    def answer(self) -> AtOnce:
        """What fails at once."""
        if self._known is None:
            with suppress(Lost):
                self._known = None if self._beside is None else self._beside.answer()
            self._known = self._known or fails_at_once(self.whole, self.weak, self.settings, self.progress)
        return self._known


def fails_at_once(
    whole: Model, weak: Model, settings: Settings, progress: Callable[[Progress], None] | None = None
) -> AtOnce:
    """What `weak`, which is `whole` less something, fails at once."""
    # Imported late: in the process that proves, and not in the one that searches.
    from septum.engines.losses import about_facts, hints_of, judge_at_once

    failing = judge_at_once(whole, weak, settings, progress)
    lost = tuple(sorted({o.target for o, _ in failing if about_facts(o)}))
    isolation = tuple(o.identifier for o, _ in failing if not about_facts(o))
    return AtOnce(hints_of(failing), lost, isolation, len(failing))


def _ignored(_: Progress) -> None:
    """What is told to nobody."""
