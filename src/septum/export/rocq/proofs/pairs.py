"""What is owed of two requests of which somebody hears the same, or with which a life begins."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.proofs.joining import SUPPOSED, Joining, bound, conjunction
from septum.export.rocq.proofs.scenes import Scene, after, passed
from septum.export.rocq.proofs.telling import told_twice
from septum.logic.terms import TRUE
from septum.obligations.constants import acting
from septum.obligations.spelt_news import heard
from septum.spec.model import Observer, Step


def told(joining: Joining, step: Step, other: Step) -> Iterator[str]:
    """Who hears the same of both has the same view after them."""
    scene = joining.scene(step, other)
    first, second = scene.request(scene.one), scene.request(scene.other)
    yield from lines(
        f"Lemma {pair_name(joining, step, other)}__told{bound(scene)} (u : Observer) (s t : State){ITEM}"
        f"(n : list News) {SUPPOSED}{ITEM}(V : alike u s t){ITEM}(W : own core u {first} = false){ITEM}"
        f"(X : own core u {second} = false){ITEM}{_passed(scene)}{ITEM}"
        f"(N : Isolation.tells core u {first} {scene.chosen(scene.one)} s = n){ITEM}"
        f"(M : Isolation.tells core u {second} {scene.chosen(scene.other)} t = n){ITEM}(E : n <> []) :{ITEM}"
        f"{_alike(scene)}."
    )
    cases = [_told_to(joining, step, other, observer) for observer in joining.model.observers]
    yield from joining.by_observer(cases, joining.excluded(step) or joining.excluded(other, "Q"))


def born(joining: Joining, step: Step, other: Step) -> Iterator[str]:
    """Whose life begins with either has the same view after them."""
    scene = joining.scene(step, other)
    first, second = scene.request(scene.one), scene.request(scene.other)
    yield from lines(
        f"Lemma {pair_name(joining, step, other)}__birth{bound(scene)} (u : Observer) (s t : State){ITEM}"
        f"{SUPPOSED}{ITEM}"
        f"(B : born core u {first}){ITEM}(D : born core u {second}){ITEM}{_passed(scene)} :{ITEM}{_alike(scene)}."
    )
    cases = [_born_as(joining, step, other, observer) for observer in joining.model.observers]
    yield from joining.by_observer(cases, joining.excluded(step) or joining.excluded(other, "Q"))


def pair_name(joining: Joining, step: Step, other: Step) -> str:
    """The name of what is owed of two steps, or twice of one."""
    names = joining.names.steps
    return names[step.name] if other == step else f"{names[step.name]}__{names[other.name]}"


def _passed(scene: Scene) -> str:
    return f"(P : {passed(scene, scene.one)}){ITEM}(Q : {passed(scene, scene.other)})"


def _alike(scene: Scene) -> str:
    return f"alike u {after(scene, scene.one)} {after(scene, scene.other)}"


def _told_to(joining: Joining, step: Step, other: Step, observer: Observer) -> str:
    scene = joining.scene(step, other, observer)
    for event, news, word in ((scene.one, "N", "W"), (scene.other, "M", "X")):
        if not heard(event.step, observer):
            return f"exact (False_ind _ (E (eq_sym {news})))."
        if acting(event.step, event.values, observer) is TRUE:
            return f"discriminate {word}."
    script = told_twice(scene, joining.names)
    parts = [
        joining.call("o_told", scene, view.name, "s t Z K I J V W X T S P Q")
        or joining.entry(view, scene, "alike", "s t V")
        for view in joining.views(observer)
    ]
    return f"{script}exact_no_check {conjunction(parts)}."


def _born_as(joining: Joining, step: Step, other: Step, observer: Observer) -> str:
    if step.begins is None or step.begins.sort != observer.sort:
        return "discriminate B."
    scene = joining.scene(step, other, observer)
    # Nothing is supposed of the views before: every entry has a lemma.
    parts = [joining.call("o_birth", scene, view.name, "s t Z K I J B D P Q") for view in joining.views(observer)]
    return f"exact_no_check {conjunction(parts)}."
