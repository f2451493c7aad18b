"""What is owed of a request of one's own in two runs that look alike: the same view after it, reply and status."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.proofs.joining import SUPPOSED, Joining, bound, conjunction
from septum.export.rocq.proofs.scenes import Scene, after, passed
from septum.logic.terms import TRUE
from septum.obligations.constants import acting
from septum.obligations.events import Setting
from septum.spec.model import GuardKind, Observer, Step

_ACTOR = "pose proof (equal_value W) as A; simpl in A; subst viewer. "


def own(joining: Joining, step: Step) -> Iterator[str]:
    """Who asks has the same view after the step in both runs, and gets the same reply."""
    scene = joining.same_request(step)
    request = scene.request(scene.one)
    first, second = (f"{scene.chosen(e)} {e.before.tag}" for e in (scene.one, scene.other))
    yield from lines(
        f"Lemma {joining.names.steps[step.name]}__own{bound(scene)} {_supposed(request)}{ITEM}"
        f"(P : {passed(scene, scene.one)}){ITEM}(Q : {passed(scene, scene.other)}) :{ITEM}"
        f"alike u {after(scene, scene.one)} {after(scene, scene.other)} /\\{ITEM}"
        f"returns core {request} {first} = returns core {request} {second}."
    )
    cases = [_own_of(joining, step, observer) for observer in joining.model.observers]
    yield from joining.by_observer(cases, joining.excluded(step))


def status(joining: Joining, step: Step) -> Iterator[str]:
    """Where a check passes in one run, it passes in the other; check by check, in their order."""
    scene = joining.same_request(step)
    request, c, d = scene.request(scene.one), scene.chosen(scene.one), scene.chosen(scene.other)
    yield from lines(
        f"Lemma {joining.names.steps[step.name]}__status{bound(scene)} {_supposed(request)} :{ITEM}"
        f"one_by_one [] (checks core {request}) (fun before k =>{ITEM}delays k = false ->{ITEM}"
        f"passed core before {c} s -> passed core before {d} t -> holds k {c} s -> can k {d} t)."
    )
    cases = [_status_of(joining, step, observer) for observer in joining.model.observers]
    yield from joining.by_observer(cases)


def _supposed(request: str) -> str:
    return f"(u : Observer) (s t : State){ITEM}{SUPPOSED}{ITEM}(V : alike u s t){ITEM}(W : own core u {request} = true)"


def _by_actor(joining: Joining, step: Step, observer: Observer) -> tuple[Scene | None, str]:
    """The scene where an observer of that kind asks, and how it becomes the one that does; None where none does."""
    scene = joining.same_request(step, observer)
    actor = acting(step, scene.one.values, observer)
    if actor is None:
        return None, "discriminate W."
    if actor is TRUE:
        return scene, ""
    scene.setting = Setting(scene.one, scene.other, observer, actor)
    return scene, _ACTOR


def _own_of(joining: Joining, step: Step, observer: Observer) -> str:
    scene, script = _by_actor(joining, step, observer)
    if scene is None:
        return script
    given = "s t Z K I J V P Q"
    parts = [
        joining.call("o_own", scene, view.name, given) or joining.entry(view, scene, "alike", "s t V")
        for view in joining.views(observer)
    ]
    reply = joining.call("o_reply", scene, "reply", given) or "(@eq_refl (option Reply) None)"
    return f"{script}exact_no_check (conj {conjunction(parts)} {reply})."


def _status_of(joining: Joining, step: Step, observer: Observer) -> str:
    scene, script = _by_actor(joining, step, observer)
    if scene is None:
        return script
    kept = joining.kept(step)
    parts: list[str] = []
    if step.unless is not None:
        parts.append(f"(fun _ _ _ H => False_ind _ (not_without {kept} H))" if kept else "(fun _ _ _ H => H)")
    for guard in step.guards:
        if guard.kind in (GuardKind.WAITS, GuardKind.DUTY):
            parts.append("(fun D _ _ _ => never D)")
        elif kept:
            parts.append(f"(fun _ P _ _ => False_ind _ (not_without {kept} (proj1 P)))")
        else:
            call = joining.call("o_status", scene, guard.identifier.split(".", 1)[1], "s t Z K I J V P Q H")
            parts.append(f"(fun _ P Q H => {call})")
    return f"{script}exact ({conjunction([*parts, 'Logic.I'])})."
