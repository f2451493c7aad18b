"""What an observer hears of one event, or of two: from lists of news to the statements that lemmas suppose."""

from collections.abc import Iterator, Sequence

from septum.export.rocq.names import Names
from septum.export.rocq.proofs.scenes import Scene, printer
from septum.logic.terms import TRUE, Operator
from septum.obligations.events import Event, joined
from septum.obligations.meaning import meant
from septum.obligations.spelt_news import heard, mask, news_key, same_news
from septum.spec.model import Observer, Tell


def silence(scene: Scene, names: Names) -> str:
    """From `N`, by which nothing is heard: that none of the conditions holds."""
    entries = [_entry(scene, names, scene.one, tell) for tell in heard(scene.one.step, _observer(scene))]
    rest = "N"
    found: list[str] = []
    for number, (who, news) in enumerate(entries, 1):
        explicit = f"(u := {scene.observer}) (who := {who}) (n := {news}) (l := {_listed(entries[number:])})"
        told = f"(silent {explicit} {rest})"
        found.append(f"(proj1 {told})")
        rest = f"(proj2 {told})"
    return _both(found)


def told_twice(scene: Scene, names: Names) -> str:
    """From `N`, `M` and `E`, by which the same is heard of two events and it is something: `T` and `S`."""
    observer, show = _observer(scene), printer(names)
    left, right = heard(scene.one.step, observer), heard(scene.other.step, observer)
    same = show.value(same_news(scene.one, scene.other, observer, scene.setting.viewer), scene.scope)
    if len(left) != 1 or len(right) != 1 or news_key(left[0]) != news_key(right[0]):
        masks = [mask(scene.one, tell, observer, scene.setting.viewer) for tell in left]
        told = show.value(joined(Operator.OR, masks), scene.scope)
        return f"assert (A : is_true ({told}) /\\ is_true ({same})). {{ heard N M E. }} destruct A as [T S]. "
    (p, x), (q, y) = (_entry(scene, names, e, t) for e, t in ((scene.one, left[0]), (scene.other, right[0])))
    heard_once = f"one_heard (u := {scene.observer}) (p := {p}) (q := {q}) (x := {x}) (y := {y}) N M E"
    proof = _both(list(_alike(scene, names, left[0], right[0]))) or "eq_refl"
    asserted = f"assert (S : is_true ({same})) by exact {proof}"
    return f"pose proof ({heard_once}) as A. pose proof (proj1 A) as T. {asserted}. "


def _alike(scene: Scene, names: Names, left: Tell, right: Tell) -> Iterator[str]:
    """From `A`: the news are heard of both events or of neither, and carry the same."""
    observer, viewer = _observer(scene), scene.setting.viewer
    if mask(scene.one, left, observer, viewer) is not TRUE or mask(scene.other, right, observer, viewer) is not TRUE:
        yield "(told_alike (proj1 A) (proj1 (proj2 A)))"
    for index, carried in enumerate(left.carries):
        value = printer(names).argument(meant(carried.value, scene.one.values, scene.one.before), scene.scope)
        pattern = " ".join("x" if place == index else "_" for place, _ in enumerate(left.carries))
        others = f" | _ => {value}" if len(names.news) > 1 else ""
        taken = f"(fun n => match n with {names.news[news_key(left)]} {pattern} => x{others} end)"
        kind = "truth" if carried.value.sort.is_boolean else "value"
        yield f"(carried (alike_{kind} (f_equal {taken} (proj2 (proj2 A)))))"


def _observer(scene: Scene) -> Observer:
    assert scene.setting.observer is not None
    return scene.setting.observer


def _entry(scene: Scene, names: Names, event: Event, tell: Tell) -> tuple[str, str]:
    """A condition, of whoever observes, and the news."""
    show = printer(names)
    condition = show.value(mask(event, tell, _observer(scene), scene.setting.viewer), scene.scope)
    values = [show.argument(meant(c.value, event.values, event.before), scene.scope) for c in tell.carries]
    news = " ".join([names.news[news_key(tell)], *values])
    return f"(fun _ => {condition})", f"({news})" if values else news


def _listed(entries: Sequence[tuple[str, str]]) -> str:
    return f"[{'; '.join(f'({who}, {news})' for who, news in entries)}]"


def _both(proofs: Sequence[str]) -> str:
    """Proofs of truth values that are joined, from the left."""
    text = proofs[0] if proofs else ""
    for other in proofs[1:]:
        text = f"(both {text} {other})"
    return text
