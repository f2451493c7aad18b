"""What is shared by all that puts lemmas together: the scene of a request, calls of lemmas, and cases by observer."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.lemmas import lemma_name
from septum.export.rocq.proofs.scenes import Scene
from septum.obligations.constants import constants_of, observing
from septum.obligations.events import Event, Setting
from septum.obligations.meaning import Before
from septum.obligations.obligation import Obligation
from septum.obligations.spelt import FIRST, SECOND
from septum.spec.model import Model, Observer, Step, View

Key = tuple[str, str, str | None, str | None, str]
"""The clause, the step, the other step, the observer and the target of an obligation."""
SUPPOSED = "(Z : constants_are_as_stated) (K : Kept) (I : Inv s) (J : Inv t)"
"""What lemmas about two runs suppose."""


def keyed(obligations: Sequence[Obligation]) -> dict[Key, Obligation]:
    """The obligations that have a lemma."""
    return {(o.clause, o.step or "", o.other_step, o.observer, o.target): o for o in obligations if not o.untouched}


@define(eq=False)
class Joining:
    """A model with its names, and the obligations that have a lemma."""

    model: Model
    names: Names
    lemmas: Mapping[Key, Obligation]

    def scene(self, step: Step, other: Step | None = None, observer: Observer | None = None) -> Scene:
        """A request in one run, or one in each of two; `observer`: who observes, called `viewer` where it is many."""
        one = Event(step, constants_of(step, FIRST, "~" if other is None else "~s"), Before(FIRST))
        second = None if other is None else Event(other, constants_of(other, SECOND, "~t"), Before(SECOND))
        return self._observed(Scene(self.names, Setting(one, second, None, None)), observer)

    def same_request(self, step: Step, observer: Observer | None = None) -> Scene:
        """One and the same request in two runs."""
        one, other = (Event(step, constants_of(step, tag, "~"), Before(tag)) for tag in (FIRST, SECOND))
        return self._observed(Scene(self.names, Setting(one, other, None, None)), observer)

    def call(self, clause: str, scene: Scene, target: str, given: str) -> str:
        """The lemma of an obligation, with what it is given after the arguments; nothing where it has none."""
        one, other, observer = scene.one, scene.setting.other, scene.setting.observer
        second = other.step.name if other is not None and other.step.name != one.step.name else None
        name = observer.name if observer is not None else None
        obligation = self.lemmas.get((clause, one.step.name, second, name, target))
        if obligation is None:
            return ""
        return f"({' '.join([lemma_name(self.names, obligation), *_arguments(scene), given])})"

    def views(self, observer: Observer) -> list[View]:
        """The entries of an observer's view."""
        return [view for view in self.model.views if view.principal == observer.name]

    def entry(self, view: View, scene: Scene, kind: str, given: str) -> str:
        """What is known of a view entry: `kind` is `alike` or `itself`."""
        return f"({' '.join(filter(None, [f'{self.names.views[view.name]}_{kind}', scene.viewer, given]))})"

    def excluded(self, step: Step, hypothesis: str = "P") -> str:
        """A proof of anything where an assumption of the profile excludes the step, and its checks passed."""
        kept = self.kept(step)
        return f"False_ind _ (not_without {kept} (proj1 {hypothesis}))" if kept else ""

    def kept(self, step: Step) -> str:
        """That the assumption holds which excludes the step; nothing where none does."""
        if step.unless is None or step.unless not in self.model.assumes:
            return ""
        return f"(kept_{self.names.assumptions[step.unless]} K)"

    def by_observer(self, cases: Sequence[str], excluded: str = "") -> Iterator[str]:
        """A proof by the kinds of observers, or of a step that is excluded."""
        if excluded:
            yield f"Proof. exact ({excluded}). Qed."
            return
        yield f"Proof. destruct u as [{observer_patterns(self.model)}]."
        for case in cases:
            yield from lines(f"{{ {case} }}")
        yield "Qed."

    def _observed(self, scene: Scene, observer: Observer | None) -> Scene:
        viewer = observing(observer)
        if viewer is not None:
            scene.scope[viewer] = "viewer"
        scene.setting = Setting(scene.setting.one, scene.setting.other, observer, viewer)
        return scene


def _arguments(scene: Scene) -> Iterator[str]:
    """The arguments of a lemma as its scene binds them: parameters, choices, and who observes where that is more."""
    one, other, viewer = scene.setting.one, scene.setting.other, scene.setting.viewer
    events = [event for event in (one, other) if event is not None]
    constants = list(dict.fromkeys(e.values[p.bare] for e in events for p in e.step.parameters))
    yield from (scene.scope[constant] for constant in constants)
    yield from (scene.chosen(event) for event in events)
    if viewer is not None and viewer not in constants:
        yield scene.viewer


def observer_patterns(model: Model) -> str:
    """The patterns of a case analysis of observers."""
    return " | ".join("viewer" if observer.sort is not None else "" for observer in model.observers)


def bound(scene: Scene) -> str:
    """The binders of a scene, each after a space."""
    return "".join(f" {binder}" for binder in scene.binders)


def conjunction(parts: Sequence[str]) -> str:
    """Proofs of statements that are joined."""
    if not parts:
        return "Logic.I"
    text = parts[-1]
    for one in reversed(parts[:-1]):
        text = f"(conj {one}{ITEM}{text})"
    return text


def balanced(parts: Sequence[str]) -> str:
    """Proofs of statements that are joined by halves, as `halves` does: their types stay small."""
    if len(parts) < 2:
        return parts[0] if parts else "Logic.I"
    middle = len(parts) // 2
    return f"(conj {balanced(parts[:middle])}{ITEM}{balanced(parts[middle:])})"
