"""The two statements of isolation, side by side."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from attrs import define, field, frozen
from judging import ask

from septum.engines.reach.claims import Claims
from septum.engines.reach.clauses import counterpart
from septum.engines.reach.statement import reach_obligations
from septum.engines.settings import Settings
from septum.logic import Term
from septum.obligations import Obligation, generate
from septum.smt.query import Answer
from septum.spec.model import Model

HERE = Path(__file__).parent
FACTS = ("o_init", "o_inv")


@frozen
class Difference:
    """A model, or a model less a part, that the statements do not judge alike, and why."""

    model: str
    open: tuple[str, ...] = field(converter=tuple[str, ...])
    because: str
    part: str = ""


def differences() -> tuple[Difference, ...]:
    """All that are known."""
    text = (HERE / "differences.toml").read_text(encoding="utf-8")
    return tuple(Difference(**entry) for entry in tomllib.loads(text)["difference"])


@define(eq=False)
class Judging:
    """Judges models by either statement, by z3 alone; what was decided once, of whatever model, is remembered."""

    claims: Claims = field(factory=lambda: Claims(Settings(workers=1, solvers=("z3",))))
    _known: dict[Term, list[tuple[frozenset[Term], bool]]] = field(init=False, factory=dict)

    def open_by_runs(self, model: Model, *steps: str) -> list[Obligation]:
        """What the first statement leaves open, of these steps or of all."""
        return self._open(generate(model, frozenset(steps) if steps else None), steps)

    def open_by_reach(self, model: Model, *steps: str) -> list[Obligation]:
        """What the second statement leaves open, of these steps or of all."""
        return self._open(reach_obligations(model, self.claims, frozenset(steps) if steps else None), steps)

    def proves(self, obligation: Obligation) -> bool:
        """Does it follow?"""
        supposed = frozenset(h.term for h in obligation.hypotheses)
        for used, follows in self._known.get(obligation.goal, ()):
            if used <= supposed if follows else used >= supposed:
                return follows
        decision = ask(obligation)
        follows = decision.answer is Answer.FOLLOWS
        used = frozenset(obligation.hypotheses[p].term for p in decision.premises) if follows else supposed
        self._known.setdefault(obligation.goal, []).append((used, follows))
        return follows

    def _open(self, obligations: Iterable[Obligation], steps: tuple[str, ...]) -> list[Obligation]:
        wanted = (o for o in obligations if not steps or not {o.step, o.other_step}.isdisjoint(steps))
        return [o for o in wanted if not o.untouched and not self.proves(o)]


def about_facts(obligations: Iterable[Obligation]) -> set[str]:
    """What is open of invariants, in the words of the first statement. Taints are no invariants of the model."""
    return {_in_runs(o) for o in obligations if counterpart(o.clause) in FACTS}


def about_isolation(obligations: Iterable[Obligation]) -> set[str]:
    """What is open of isolation, by its own names."""
    return {o.identifier for o in obligations if counterpart(o.clause) not in FACTS}


def in_runs(obligations: Iterable[Obligation]) -> set[str]:
    """What is open, in the words of the first statement; taints, which it has no word for, left out."""
    return {_in_runs(o) for o in obligations if counterpart(o.clause) is not None}


def _in_runs(obligation: Obligation) -> str:
    other = counterpart(obligation.clause)
    assert other is not None
    return obligation.identifier.replace(f"{obligation.clause}/", f"{other}/")
