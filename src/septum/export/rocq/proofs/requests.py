"""For each request, all that is owed of it: lemmas and untouched obligations put together."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.lemmas import lemma_name
from septum.export.rocq.proofs.scenes import Scene, after, passed
from septum.export.rocq.proofs.telling import silence, told_twice
from septum.logic.terms import FALSE, TRUE, Operator
from septum.obligations.constants import acting, constants_of
from septum.obligations.events import Event, Setting, joined
from septum.obligations.meaning import Before
from septum.obligations.obligation import Obligation
from septum.obligations.spelt_news import heard, mask
from septum.spec.model import GuardKind, Model, Observer, Step, View

Key = tuple[str, str, str | None, str | None, str]
"""The clause, the step, the other step, the observer and the target of an obligation."""


def keyed(obligations: Sequence[Obligation]) -> dict[Key, Obligation]:
    """The obligations that have a lemma."""
    return {(o.clause, o.step or "", o.other_step, o.observer, o.target): o for o in obligations if not o.untouched}


@define(eq=False)
class Requests:
    """Puts together what is owed of each request. `lemmas`: the obligations that have a lemma."""

    model: Model
    names: Names
    lemmas: Mapping[Key, Obligation]

    def of(self, step: Step) -> Iterator[str]:
        """What is owed of one step, whatever its arguments."""
        yield from self._invariant(step)
        yield from self._unheard(step)
        yield from self._own(step)
        yield from self._status(step)
        if step.tells:
            yield from self.pair("told", step, step)
        if step.begins is not None:
            yield from self.pair("birth", step, step)

    # -- one run

    def _invariant(self, step: Step) -> Iterator[str]:
        scene = self._scene(step, None, None)
        facts = [self.names.facts[f.name] for f in self.model.invariants]
        parts = [
            self._call("o_inv", step, None, None, f.name, f"{self._arguments(scene)} s Z K I P") or f"(holds_{n} s I)"
            for f, n in zip(self.model.invariants, facts, strict=True)
        ]
        name = f"{self.names.steps[step.name]}_inv"
        one = scene.setting.one
        assert one is not None
        impossible = self._impossible(step)
        given = f"{_bound(scene)} (s : State) (Z : constants_are_as_stated) (K : Kept) (I : Inv s)"
        yield from lines(f"Lemma {name}{given}{ITEM}(P : {passed(scene, one)}) :{ITEM}Inv {after(scene, one)}.")
        if impossible:
            yield f"Proof. exact ({impossible}). Qed."
        else:
            yield from lines(f"Proof. apply all_hold. exact_no_check {_conjunction(parts)}. Qed.")

    def _unheard(self, step: Step) -> Iterator[str]:
        scene = self._scene(step, None, None)
        one = scene.setting.one
        assert one is not None
        request = scene.request(one)
        given = (
            f"{_bound(scene)} (u : Observer) (s : State) (Z : constants_are_as_stated) (K : Kept) (I : Inv s){ITEM}"
            f"(P : {passed(scene, one)}){ITEM}(W : own core u {request} = false)"
        )
        yield from lines(
            f"Lemma {self.names.steps[step.name]}_write{given}{ITEM}"
            f"(N : Isolation.tells core u {request} {scene.chosen(one)} s = []) :{ITEM}alike u s {after(scene, one)}."
        )
        cases = [self._unheard_by(step, observer) for observer in self.model.observers]
        impossible = self._impossible(step)
        yield from self._proof(impossible, cases)

    def _unheard_by(self, step: Step, observer: Observer) -> str:
        scene = self._scene(step, None, observer)
        one = scene.setting.one
        assert one is not None
        if acting(step, dict(one.values), observer) is TRUE:
            return "discriminate W."
        told = [mask(one, t, observer, scene.setting.viewer) for t in heard(step, observer)]
        if any(m is TRUE for m in told):
            return "discriminate N."
        also = [silence(scene, self.names)] if told else []
        views = self._views(observer)
        parts: list[str] = []
        for view in views:
            arguments = " ".join([self._arguments(scene), "s Z K I W", *also, "P"])
            call = self._call("o_write", step, None, observer, view.name, arguments)
            itself = " ".join([f"{self.names.views[view.name]}_itself", *filter(None, [scene.viewer]), "s"])
            parts.append(call or f"({itself})")
        return f"exact_no_check {_conjunction(parts)}."

    # -- two runs

    def _own(self, step: Step) -> Iterator[str]:
        scene = self._scene(step, step, None, shared=True)
        one, other = scene.setting.one, scene.setting.other
        assert one is not None and other is not None
        request, name = scene.request(one), self.names.steps[step.name]
        given = f"{_bound(scene)} (u : Observer) (s t : State){ITEM}{_SUPPOSED}{ITEM}(V : alike u s t){ITEM}(W : own core u {request} = true)"
        runs = f"{ITEM}(P : {passed(scene, one)}){ITEM}(Q : {passed(scene, other)})"
        yield from lines(
            f"Lemma {name}_own{given}{runs} :{ITEM}alike u {after(scene, one)} {after(scene, other)} /\\{ITEM}"
            f"returns core {request} {scene.chosen(one)} s = returns core {request} {scene.chosen(other)} t."
        )
        yield from self._proof(
            self._impossible(step), [self._own_of(step, observer) for observer in self.model.observers]
        )

    def _own_of(self, step: Step, observer: Observer) -> str:
        scene = self._scene(step, step, observer, shared=True)
        one = scene.setting.one
        assert one is not None
        actor = acting(step, dict(one.values), observer)
        if actor is None:
            return "discriminate W."
        viewer, first = "", ""
        if actor is not TRUE:
            viewer = scene.scope[actor]
            scene.setting = Setting(one, scene.setting.other, observer, actor)
            first = "pose proof (equal_value W) as A; simpl in A; subst viewer. "
        parts: list[str] = []
        arguments = f"{self._arguments(scene, of_viewer=False)} s t Z K I J V P Q"
        for view in self._views(observer):
            call = self._call("o_own", step, None, observer, view.name, arguments)
            parts.append(
                call or f"({' '.join(filter(None, [f'{self.names.views[view.name]}_alike', viewer, 's t V']))})"
            )
        reply = self._call("o_reply", step, None, observer, "reply", arguments) or "(@eq_refl (option Reply) None)"
        return f"{first}exact_no_check (conj {_conjunction(parts)} {reply})."

    def _status(self, step: Step) -> Iterator[str]:
        scene = self._scene(step, step, None, shared=True)
        one, other = scene.setting.one, scene.setting.other
        assert one is not None and other is not None
        request, name = scene.request(one), self.names.steps[step.name]
        given = f"{_bound(scene)} (u : Observer) (s t : State){ITEM}{_SUPPOSED}{ITEM}(V : alike u s t){ITEM}(W : own core u {request} = true)"
        yield from lines(
            f"Lemma {name}_status{given} :{ITEM}one_by_one [] (checks core {request}) (fun before k =>{ITEM}delays k = false -> "
            f"passed core before {scene.chosen(one)} s -> passed core before {scene.chosen(other)} t -> "
            f"holds k {scene.chosen(one)} s -> can k {scene.chosen(other)} t)."
        )
        yield from self._proof("", [self._status_of(step, observer) for observer in self.model.observers])

    def _status_of(self, step: Step, observer: Observer) -> str:
        scene = self._scene(step, step, observer, shared=True)
        one = scene.setting.one
        assert one is not None
        actor = acting(step, dict(one.values), observer)
        if actor is None:
            return "discriminate W."
        first = ""
        if actor is not TRUE:
            scene.setting = Setting(one, scene.setting.other, observer, actor)
            first = "pose proof (equal_value W) as A; simpl in A; subst viewer. "
        parts: list[str] = []
        kept = self._kept(step)
        if step.unless is not None:
            answer = f"(fun _ _ _ H => False_ind _ (not_without {kept} H))" if kept else "(fun _ _ _ H => H)"
            parts.append(answer)
        arguments = f"{self._arguments(scene, of_viewer=False)} s t Z K I J V P Q H"
        for guard in step.guards:
            target = guard.identifier.split(".", 1)[1]
            call = self._call("o_status", step, None, observer, target, arguments)
            if guard.kind in (GuardKind.WAITS, GuardKind.DUTY):
                parts.append("(fun D _ _ _ => never D)")
            elif kept:
                parts.append(f"(fun _ P _ _ => False_ind _ (not_without {kept} (proj1 P)))")
            else:
                parts.append(f"(fun _ P Q H => {call})")
        return f"{first}exact ({_conjunction([*parts, 'Logic.I'])})."

    def pair(self, clause: str, step: Step, other_step: Step) -> Iterator[str]:
        """What is owed of two requests of which somebody hears the same, or with which a life begins."""
        scene = self._scene(step, other_step, None)
        one, other = scene.setting.one, scene.setting.other
        assert one is not None and other is not None
        names = self.names.steps
        name = "_".join([names[step.name], *([names[other_step.name]] if other_step != step else []), clause])
        runs = f"(P : {passed(scene, one)}){ITEM}(Q : {passed(scene, other)})"
        first, second = scene.request(one), scene.request(other)
        if clause == "told":
            supposed = (
                f"(V : alike u s t) (W : own core u {first} = false) (X : own core u {second} = false){ITEM}{runs}{ITEM}"
                f"(N : Isolation.tells core u {first} {scene.chosen(one)} s = n){ITEM}(M : Isolation.tells core u {second} {scene.chosen(other)} t = n)"
                f"{ITEM}(E : n <> [])"
            )
            count = " (n : list News)"
        else:
            supposed = f"(B : born core u {first}) (D : born core u {second}){ITEM}{runs}"
            count = ""
        yield from lines(
            f"Lemma {name}{_bound(scene)} (u : Observer) (s t : State){count}{ITEM}{_SUPPOSED}{ITEM}{supposed} :{ITEM}"
            f"alike u {after(scene, one)} {after(scene, other)}."
        )
        impossible = self._impossible(step) or self._impossible(other_step, "Q")
        yield from self._proof(
            impossible, [self._pair_for(clause, step, other_step, observer) for observer in self.model.observers]
        )

    def _pair_for(self, clause: str, step: Step, other_step: Step, observer: Observer) -> str:
        scene = self._scene(step, other_step, observer)
        one, other = scene.setting.one, scene.setting.other
        assert one is not None and other is not None
        if clause == "birth" and (step.begins is None or step.begins.sort != observer.sort):
            return "discriminate B."
        if clause == "told":
            told = [
                joined(Operator.OR, [mask(e, t, observer, scene.setting.viewer) for t in heard(e.step, observer)])
                for e in (one, other)
            ]
            if any(t is FALSE for t in told):
                return f"exact (False_ind _ (E (eq_sym {'N' if told[0] is FALSE else 'M'})))."
            for event, word in ((one, "W"), (other, "X")):
                if acting(event.step, dict(event.values), observer) is TRUE:
                    return f"discriminate {word}."
        second = other_step.name if other_step.name != step.name else None
        arguments = self._arguments(scene)
        parts: list[str] = []
        script = ""
        if clause == "told":
            script = told_twice(scene, self.names)
            arguments = f"{arguments} s t Z K I J V W X T S P Q"
        else:
            arguments = f"{arguments} s t Z K I J B D P Q"
        viewer = scene.viewer
        for view in self._views(observer):
            call = self._call(f"o_{clause}", step, second, observer, view.name, arguments)
            untouched = f"({' '.join(filter(None, [f'{self.names.views[view.name]}_alike', viewer, 's t V']))})"
            parts.append(call or untouched)
        return f"{script}exact_no_check {_conjunction(parts)}."

    # -- parts

    def _scene(self, step: Step, other: Step | None, observer: Observer | None, shared: bool = False) -> Scene:
        from septum.obligations.constants import observing as viewing

        two = other is not None and not shared
        one = Event(step, constants_of(step, "s", "~s" if two else "~"), Before("s"))
        second = None
        if other is not None:
            second = Event(other, constants_of(other, "t", "~t" if two else "~"), Before("t"))
        scene = Scene(self.names, Setting(one, second, None, None))
        if observer is not None and observer.sort is not None:
            viewer = viewing(observer)
            assert viewer is not None
            scene.scope[viewer] = "viewer"
            scene.setting = Setting(one, second, observer, viewer)
        else:
            scene.setting = Setting(one, second, observer, None)
        return scene

    def _arguments(self, scene: Scene, of_viewer: bool = True) -> str:
        """The arguments of a lemma, as its scene binds them: parameters, choices, and who observes."""
        one, other = scene.setting.one, scene.setting.other
        constants = [e.values[p.bare] for e in (one, other) if e is not None for p in e.step.parameters]
        words = [scene.scope[c] for c in dict.fromkeys(constants)]
        words += [scene.chosen(e) for e in (one, other) if e is not None]
        if of_viewer and scene.setting.observer is not None and scene.setting.observer.sort is not None:
            words.append(scene.viewer)
        return " ".join(words)

    def _call(
        self, clause: str, step: Step, other: str | None, observer: Observer | None, target: str, arguments: str
    ) -> str:
        """The lemma of an obligation with its arguments; nothing where it has none."""
        obligation = self.lemmas.get((clause, step.name, other, observer.name if observer else None, target))
        return "" if obligation is None else f"({lemma_name(self.names, obligation)} {arguments})"

    def _views(self, observer: Observer) -> list[View]:
        return [view for view in self.model.views if view.principal == observer.name]

    def _kept(self, step: Step) -> str:
        """That the assumption holds which makes the step impossible."""
        if step.unless is None or step.unless not in self.model.assumes:
            return ""
        return f"(kept_{self.names.assumptions[step.unless]} K)"

    def _impossible(self, step: Step, hypothesis: str = "P") -> str:
        kept = self._kept(step)
        return f"False_ind _ (not_without {kept} (proj1 {hypothesis}))" if kept else ""

    def _proof(self, impossible: str, cases: list[str]) -> Iterator[str]:
        """By the kinds of observers."""
        if impossible:
            yield f"Proof. exact ({impossible}). Qed."
            return
        patterns = " | ".join("viewer" if o.sort is not None else "" for o in self.model.observers)
        yield f"Proof. destruct u as [{patterns}]."
        for case in cases:
            yield from lines(f"{{ {case} }}")
        yield "Qed."


_SUPPOSED = "(Z : constants_are_as_stated) (K : Kept) (I : Inv s) (J : Inv t)"


def _bound(scene: Scene) -> str:
    return "".join(f" {binder}" for binder in scene.binders)


def _conjunction(parts: Sequence[str]) -> str:
    if not parts:
        return "Logic.I"
    text = parts[-1]
    for one in reversed(parts[:-1]):
        text = f"(conj {one}{ITEM}{text})"
    return text
