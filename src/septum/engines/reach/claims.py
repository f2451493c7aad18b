"""Claims that the search for definitions tries, each decided once.

What is decided here chooses a definition and proves nothing: whatever is chosen goes to both solvers afterwards.
"""

from collections.abc import Sequence

from attrs import define, field

from septum.engines.cache import Entry
from septum.engines.reach.define import Path, Test
from septum.engines.settings import Settings, cache_environment
from septum.logic import build
from septum.logic.canonical import digest
from septum.logic.terms import Term
from septum.obligations.obligation import Hypothesis
from septum.smt.decide import decide
from septum.smt.query import Answer, Options, Premise, Query

_RESOURCES = 2_000_000
"""What z3 may use for one claim: those that are true need little."""


@define(eq=False)
class Claims:
    """Decides claims by z3, and remembers, also for models that suppose more or less; in the cache, where there is one.

    `settings` gives the cache and what the solvers may use.
    """

    settings: Settings
    asked: int = field(init=False, default=0)
    _known: dict[str, list[Entry]] = field(init=False, factory=dict[str, list[Entry]])
    _fresh: list[Entry] = field(init=False, factory=list[Entry])

    def under(self, hypotheses: Sequence[Hypothesis]) -> Test:
        """What decides claims under hypotheses: does the goal follow from them and from the path?"""
        premises = [Premise(h.name, h.term) for h in hypotheses]
        digests = frozenset(digest(p.term) for p in premises)

        def test(path: Path, goal: Term) -> bool:
            claim = build.implies(build.conjunction(*path), goal)
            name = digest(claim)
            for entry in self._remembered(name):
                if entry.follows and entry.premises <= digests:
                    return True
                if not entry.follows and entry.premises >= digests:
                    return False
            return self._decided(premises, digests, claim, name)

        return test

    def keep(self) -> None:
        """Put what is new into the cache."""
        if self.settings.cache is not None and self._fresh:
            self.settings.cache.store(self._environment(), self._fresh)
            self._fresh = []

    def _decided(self, premises: list[Premise], digests: frozenset[str], claim: Term, name: str) -> bool:
        self.asked += 1
        options = Options(resources=min(_RESOURCES, self.settings.resources), solvers=("z3",))
        decision = decide(Query(tuple(premises), claim), options)
        follows = decision.answer is Answer.FOLLOWS
        if decision.answer in (Answer.FOLLOWS, Answer.FAILS):
            used = frozenset(digest(premises[i].term) for i in decision.premises) if follows else digests
            entry = Entry(name, used, follows, (), 0)
            self._known[name].append(entry)
            self._fresh.append(entry)
        return follows

    def _remembered(self, name: str) -> list[Entry]:
        if name not in self._known:
            found: list[Entry] = []
            if self.settings.cache is not None:
                found = list(self.settings.cache.look_up(self._environment(), [name]).get(name, []))
            self._known[name] = found
        return self._known[name]

    def _environment(self) -> str:
        return f"claims {cache_environment(self.settings)}"
