"""What a guard, tell or assumption is for: the attack that its loss allows, or a proof that nothing is lost.

A loss that breaks only invariants proves nothing: the invariant may be decoration. So invariants that are no longer
inductive are dropped as well, until the rest is (Flanagan and Leino, Houdini, 2001), and isolation is asked again. If
it still proves, the guard is functional; if it does so only because another guard stands behind, second line.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from septum.diagnostics import Span
from septum.engines.at_once import Asking
from septum.engines.behind import guards_behind
from septum.engines.results import Attack, DropResult, Verdict, Weight, worst
from septum.engines.settings import Progress, Settings
from septum.spec.model import FactKind, Guard, GuardKind, Model, Tell, droppable, without

if TYPE_CHECKING:
    from septum.engines.known import Known
    from septum.engines.losses import Loss
    from septum.engines.told import Scripts


def drop(
    model: Model,
    identifier: str,
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
    scripts: "Scripts" = tuple,
) -> DropResult:
    """What the loss of `identifier` does.

    `identifier`: a guard (`step.STATUS`), tell, view, invariant or assumption of the model. `scripts`: attack scripts,
    asked for where no attack is near the examples, or only one that ends in a table entry. Raises KeyError for another
    identifier. The verdict is VIOLATED with a replayed attack, PROVED where isolation holds without it, else UNKNOWN.
    """
    return _Drop(model, settings, progress, scripts).result(identifier)


@define(eq=False)
class _Drop:
    model: Model
    settings: Settings
    progress: Callable[[Progress], None] | None
    scripts: "Scripts"
    _survivors: dict[str, bool] = field(init=False, factory=dict[str, bool])

    def result(self, identifier: str) -> DropResult:
        name, kind, span, text = _described(self.model, identifier)
        weak = without(self.model, identifier)
        if kind == FactKind.INVARIANT and not self._whole.unproved:
            # No step reads it, so that no run changes. What is proved of those runs is proved; only how is asked.
            return self._means_of_proof(DropResult(name, kind, Weight.FUNCTIONAL, Verdict.PROVED, span, text), weak)
        with Asking(self.model, weak, self.settings, self.progress) as asked:
            attack = self._near(name, weak, asked)
            if attack is not None:
                # It is one, whatever else is lost: nothing more need be proved or disproved.
                fails = asked.answer()
                return DropResult(
                    name, kind, Weight.NEEDED, Verdict.VIOLATED, span, text, attack, fails.lost,
                    failing=fails.isolation or fails.lost,
                )  # fmt: skip
        from septum.engines.losses import attack_on
        from septum.engines.refute.attacks import short_attack

        loss = self._judged(weak)
        lost, failing, stated = loss.lost, loss.failing, loss.stated
        named = tuple([o.identifier for o, _ in failing] or stated)
        attack = attack_on(self.model, weak, loss, short_attack)
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

    def _means_of_proof(self, result: DropResult, weak: Model) -> DropResult:
        """Whether the proof needs an invariant that `weak` lacks."""
        loss = self._judged(weak)
        failing = tuple([outcome.identifier for _, outcome in loss.failing] or loss.stated)
        result = evolve(result, lost=loss.lost, failing=failing)
        verdict = worst([outcome.verdict for _, outcome in loss.failing])
        if verdict in (Verdict.ERROR, Verdict.BUDGET, Verdict.UNKNOWN):
            return evolve(result, weight=Weight.UNDECIDED, verdict=verdict, detail="a solver did not decide")
        return result if loss.harmless else evolve(result, weight=Weight.MEANS_OF_PROOF)

    def _near(self, name: str, weak: Model, asked: Asking) -> Attack | None:
        """An attack near the examples, or one that a script tells, where something fails at once."""
        # Imported late, here and below: what searches is not needed where it is asked what fails.
        from septum.engines.refute.attacks import early_attack, is_small
        from septum.engines.refute.delivered import is_delivered

        if is_small(weak):
            return None
        attack = early_attack(weak, self.model, asked)
        if not asked.answer().count or (attack is not None and is_delivered(self.model, attack.fall)):
            return attack
        from septum.engines.told import better, told_attack

        return better(self.model, attack, told_attack(self.model, weak, self.scripts(), name))

    def _judged(self, weak: Model) -> "Loss":
        """What the loss leaves, given what is proved of the whole model."""
        from septum.engines.losses import judge_loss

        return judge_loss(self.model, weak, self.settings, self._whole, self.progress)

    @cached_property
    def _whole(self) -> "Known":
        """What is proved of the whole model."""
        from septum.engines.known import know

        return know(self.model, self.settings, self.progress)

    def _survives(self, identifier: str) -> bool:
        """Does isolation prove without it?"""
        from septum.engines.losses import is_harmless

        if identifier not in self._survivors:
            weak = without(self.model, identifier)
            self._survivors[identifier] = is_harmless(self.model, weak, self.settings, self._whole, self.progress)
        return self._survivors[identifier]

    def _partner(self, identifier: str) -> tuple[str, Attack] | None:
        """Another guard whose loss is harmless alone and an attack together with this one."""
        from septum.engines.losses import attack_on

        weak = without(self.model, identifier)
        for other in guards_behind(self.model, identifier):
            if not self._survives(other):
                continue
            both = without(weak, other)
            loss = self._judged(both)
            attack = attack_on(self.model, both, loss)
            if attack is not None:
                return other, attack
        return None


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
