"""What is owed of a request in one run: the invariant stays, and whom it does not concern sees nothing of it."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.proofs.joining import Joining, balanced, bound, conjunction
from septum.export.rocq.proofs.scenes import after, passed
from septum.export.rocq.proofs.telling import silence
from septum.logic.terms import TRUE
from septum.obligations.constants import acting
from septum.obligations.spelt_news import heard, mask
from septum.spec.model import Observer, Step

_SUPPOSED = "(s : State) (Z : constants_are_as_stated) (K : Kept) (I : Inv s)"


def invariant(joining: Joining, step: Step) -> Iterator[str]:
    """The invariant holds after the step."""
    names, scene = joining.names, joining.scene(step)
    parts = [
        joining.call("o_inv", scene, fact.name, "s Z K I P") or f"(holds_{names.facts[fact.name]} s I)"
        for fact in joining.model.invariants
    ]
    yield from lines(
        f"Lemma {names.steps[step.name]}__inv{bound(scene)} {_SUPPOSED}{ITEM}(P : {passed(scene, scene.one)}) :{ITEM}"
        f"Inv {after(scene, scene.one)}."
    )
    excluded = joining.excluded(step)
    proof = f"exact ({excluded})" if excluded else f"apply all_hold. exact_no_check {balanced(parts)}"
    yield from lines(f"Proof. {proof}. Qed.")


def unheard(joining: Joining, step: Step) -> Iterator[str]:
    """Who neither asks for the step nor is told of it has the same view after it."""
    scene = joining.scene(step)
    request = scene.request(scene.one)
    yield from lines(
        f"Lemma {joining.names.steps[step.name]}__write{bound(scene)} (u : Observer) {_SUPPOSED}{ITEM}"
        f"(P : {passed(scene, scene.one)}){ITEM}(W : own core u {request} = false){ITEM}"
        f"(N : Isolation.tells core u {request} {scene.chosen(scene.one)} s = []) :{ITEM}"
        f"alike u s {after(scene, scene.one)}."
    )
    cases = [_unheard_by(joining, step, observer) for observer in joining.model.observers]
    yield from joining.by_observer(cases, joining.excluded(step))


def _unheard_by(joining: Joining, step: Step, observer: Observer) -> str:
    scene = joining.scene(step, observer=observer)
    if acting(step, scene.one.values, observer) is TRUE:
        return "discriminate W."
    told = heard(step, observer)
    if any(mask(scene.one, tell, observer, scene.setting.viewer) is TRUE for tell in told):
        return "discriminate N."
    silent = f" {silence(scene, joining.names)}" if told else ""
    parts = [
        joining.call("o_write", scene, view.name, f"s Z K I W{silent} P") or joining.entry(view, scene, "itself", "s")
        for view in joining.views(observer)
    ]
    return f"exact_no_check {conjunction(parts)}."
