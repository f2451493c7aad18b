"""What a guard, tell or assumption is for: the attack that its loss allows, or a proof that nothing is lost.

A loss that breaks only invariants proves nothing: the invariant may be decoration. So invariants that are no longer
inductive are dropped as well, until the rest is (Flanagan and Leino, Houdini, 2001), and isolation is asked again. If
it still proves, the guard is functional; if it does so only because another guard stands behind, second line.
"""

from collections.abc import Callable, Iterable

from attrs import define, field

from septum.diagnostics import Span
from septum.engines.prove import Progress, Settings, judge
from septum.engines.refute.hints import Failing, Hints
from septum.engines.refute.search import break_fact, search
from septum.engines.results import Attack, DropResult, ObligationOutcome, Verdict, Weight, worst
from septum.logic.symbols import Symbol
from septum.logic.walk import symbols
from septum.obligations import Obligation, generate
from septum.spec.model import FactKind, Guard, GuardKind, Model, Step, Tell, droppable, without

_ABOUT_INVARIANTS = ("o_init", "o_inv")
_Judged = tuple[Obligation, ObligationOutcome]


def drop(
    model: Model, identifier: str, settings: Settings, progress: Callable[[Progress], None] | None = None
) -> DropResult:
    """What the loss of `identifier` does.

    `identifier`: a guard (`step.STATUS`), tell, view, invariant or assumption of the model. Raises KeyError for
    another. The verdict is VIOLATED with a replayed attack, PROVED where isolation holds without it, else UNKNOWN.
    """
    return _Drop(model, settings, progress).result(identifier)


@define(eq=False)
class _Drop:
    model: Model
    settings: Settings
    progress: Callable[[Progress], None] | None
    _survivors: dict[str, bool] = field(init=False, factory=dict[str, bool])

    def result(self, identifier: str) -> DropResult:
        name, kind, span, text = _described(self.model, identifier)
        weak = without(self.model, identifier)
        lost, failing = self._lost(weak)
        if not failing and not lost:
            failing = self._failing(generate(weak))
        stated = self._stated(lost)
        named = tuple([o.identifier for o, _ in failing] or stated)
        attack = self._attack(weak, failing, stated)
        if attack is not None:
            return DropResult(
                name, kind, Weight.NEEDED, Verdict.VIOLATED, span, text, attack, lost, failing=named
            )  # fmt: skip
        if failing or stated:
            undecided = worst([outcome.verdict for _, outcome in failing])
            verdict = undecided if undecided in (Verdict.ERROR, Verdict.BUDGET) else Verdict.UNKNOWN
            detail = "counterexample to induction only: no run was found"
            return DropResult(
                name, kind, Weight.UNDECIDED, verdict, span, text, None, lost, failing=named, detail=detail
            )
        if kind == GuardKind.WAITS:
            return DropResult(name, kind, Weight.TIMING, Verdict.PROVED, span, text, lost=lost)
        partner = self._partner(identifier)
        if partner is not None:
            other, attack = partner
            return DropResult(
                name, kind, Weight.SECOND_LINE, Verdict.PROVED, span, text, attack, lost, partner=other
            )  # fmt: skip
        return DropResult(name, kind, Weight.FUNCTIONAL, Verdict.PROVED, span, text, lost=lost)

    # -- proving without

    def _lost(self, weak: Model) -> tuple[tuple[str, ...], list[_Judged]]:
        """The facts that are no longer inductive, and the obligations of isolation that fail, with or without them."""
        failing = self._first_failing(weak)
        isolation = [(o, r) for o, r in failing if not _about_facts(o)]
        if len(isolation) == len(failing):
            return (), failing
        lost, later = self._strengthened(weak)
        known = {o.identifier for o, _ in isolation}
        return lost, [*isolation, *((o, r) for o, r in later if o.identifier not in known)]

    def _first_failing(self, weak: Model) -> list[_Judged]:
        """What fails at once, in the steps that the loss touches."""
        before = {step.name: step for step in self.model.active_steps()}
        touched = frozenset(s.name for s in weak.active_steps() if before.get(s.name) is not s)
        alike = weak.views == self.model.views and weak.invariants == self.model.invariants
        return self._failing(generate(weak, touched if touched and alike else None))

    def _failing(self, obligations: Iterable[Obligation]) -> list[_Judged]:
        listed = list(obligations)
        outcomes = judge(listed, self.settings, self.progress)
        return [(o, r) for o, r in zip(listed, outcomes, strict=True) if r.verdict is not Verdict.PROVED]

    def _strengthened(self, weak: Model) -> tuple[tuple[str, ...], list[_Judged]]:
        """The facts that are no longer inductive, and which obligations of isolation fail without them."""
        lost: list[str] = []
        while True:
            failing = self._failing(generate(weak))
            broken = sorted({o.target for o, _ in failing if _about_facts(o)})
            if not broken:
                return tuple(lost), failing
            lost.extend(broken)
            weak = without(weak, *broken)

    # -- attacks

    def _attack(self, weak: Model, failing: list[_Judged], stated: list[str]) -> Attack | None:
        """An attack on isolation, else a run that breaks a stated property."""
        attack: Attack | None = None
        if failing:
            hints = Hints(tuple(Failing(o.clause, o.observer, o.step, o.target) for o, _ in failing))
            attack = search(weak, self.model, hints)
        if attack is None and stated:
            attack = break_fact(weak, self.model, stated)
        return attack

    def _stated(self, lost: tuple[str, ...]) -> list[str]:
        """Those of the lost facts that are properties of their own, not only means of proof."""
        return [f.name for f in self.model.invariants if f.kind is FactKind.ALWAYS and f.name in lost]

    def _survives(self, identifier: str) -> bool:
        """Does isolation prove without it?"""
        if identifier not in self._survivors:
            lost, failing = self._lost(without(self.model, identifier))
            self._survivors[identifier] = not failing and not self._stated(lost)
        return self._survivors[identifier]

    def _partner(self, identifier: str) -> tuple[str, Attack] | None:
        """Another guard whose loss is harmless alone and an attack together with this one."""
        weak = without(self.model, identifier)
        for other in _related(self.model, identifier):
            if not self._survives(other):
                continue
            both = without(weak, other)
            lost, failing = self._lost(both)
            attack = self._attack(both, failing, self._stated(lost))
            if attack is not None:
                return other, attack
        return None


def _about_facts(obligation: Obligation) -> bool:
    """Is it about an invariant or a stated property, not about isolation?"""
    return obligation.clause in _ABOUT_INVARIANTS


def _described(model: Model, identifier: str) -> tuple[str, str, Span | None, str]:
    """The identifier as reports print it, its kind, its place, and what it says."""
    kinds = droppable(model)
    for assumption in model.assumptions:
        if identifier in (assumption.name, assumption.identifier) and assumption.name in model.assumes:
            return assumption.identifier, "assumption", assumption.span, assumption.sentence
    if identifier not in kinds:
        raise KeyError(identifier)
    for item in _guards_and_tells(model):
        if item.identifier == identifier:
            text = (item.why or str(item.kind)) if isinstance(item, Guard) else item.news
            return identifier, kinds[identifier], item.span, text
    for named in (*model.views, *model.invariants):
        if named.name == identifier:
            return identifier, kinds[identifier], named.span, named.doc
    return identifier, kinds[identifier], None, ""


def _guards_and_tells(model: Model) -> list[Guard | Tell]:
    return [item for step in model.active_steps() for item in (*step.guards, *step.tells)]


def _related(model: Model, identifier: str) -> list[str]:
    """Other refusals and conditions that may stand behind this one: of its step first, then those about its symbols."""
    own = next(((s, g) for s, g in model.guards() if g.identifier == identifier), None)
    if own is None:
        return []
    step, guard = own
    concerned = symbols(guard.condition) | step.writes
    same = [g.identifier for g in step.guards if _may_stand_behind(g) and g is not guard]
    others = [
        g.identifier
        for other in model.active_steps()
        if other is not step
        for g in other.guards
        if _may_stand_behind(g) and _meets(g, other, concerned)
    ]
    return [*same, *others]


def _may_stand_behind(guard: Guard) -> bool:
    return guard.kind in (GuardKind.REFUSE, GuardKind.WHEN)


def _meets(guard: Guard, step: Step, concerned: frozenset[Symbol]) -> bool:
    return not concerned.isdisjoint(symbols(guard.condition)) and not concerned.isdisjoint(step.writes)
