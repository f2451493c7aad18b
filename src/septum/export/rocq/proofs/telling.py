"""What an observer hears of one event, or of two: from lists of news to the statements that lemmas suppose."""

from septum.export.rocq.names import Names
from septum.export.rocq.proofs.scenes import Scene, printer
from septum.logic.terms import TRUE, Operator
from septum.obligations.events import Event, joined
from septum.obligations.meaning import meant
from septum.obligations.spelt_news import heard, mask, news_key, same_news
from septum.spec.model import Tell


def silence(scene: Scene, names: Names) -> str:
    """From `N`, by which nothing is heard: that none of the conditions holds."""
    one, observer = scene.setting.one, scene.setting.observer
    assert one is not None and observer is not None
    entries = [_entry(scene, names, one, tell) for tell in heard(one.step, observer)]
    rest = "N"
    found: list[str] = []
    for number, entry in enumerate(entries, 1):
        told = f"(silent (u := {scene.observer}) (who := {entry[0]}) (n := {entry[1]}) (l := {_listed(entries[number:])}) {rest})"
        found.append(f"(proj1 {told})")
        rest = f"(proj2 {told})"
    text = found[0] if found else ""
    for other in found[1:]:
        text = f"(both {text} {other})"
    return text


def _entry(scene: Scene, names: Names, event: Event, tell: Tell) -> tuple[str, str]:
    """A condition, of whoever observes, and the news."""
    show, setting = printer(names), scene.setting
    assert setting.observer is not None
    condition = show.value(mask(event, tell, setting.observer, setting.viewer), scene.scope)
    values = [show.argument(meant(c.value, event.values, event.before), scene.scope) for c in tell.carries]
    news = " ".join([names.news[news_key(tell)], *values])
    return f"(fun _ => {condition})", f"({news})" if values else news


def _listed(entries: list[tuple[str, str]]) -> str:
    return f"[{'; '.join(f'({who}, {news})' for who, news in entries)}]"


def told_twice(scene: Scene, names: Names) -> str:
    """From `N`, `M` and `E`, by which the same is heard of two events and it is something: `T` and `S`."""
    setting, show = scene.setting, printer(names)
    one, other, observer, viewer = setting.one, setting.other, setting.observer, setting.viewer
    assert one is not None and other is not None and observer is not None
    left, right = heard(one.step, observer), heard(other.step, observer)
    masks = [mask(one, tell, observer, viewer) for tell in left]
    told = show.value(joined(Operator.OR, masks), scene.scope)
    same = show.value(same_news(one, other, observer, viewer), scene.scope)
    stated = f"assert (A : is_true ({told}) /\\ is_true ({same})). "
    if len(left) == len(right) == 1 and news_key(left[0]) == news_key(right[0]):
        key = news_key(left[0])
        constructor = names.news[key]
        count = len(left[0].carries)
        parts: list[str] = []
        if masks[0] is not TRUE or mask(other, right[0], observer, viewer) is not TRUE:
            parts.append("(told_alike (proj1 A) (proj1 (proj2 A)))")
        for index, carried in enumerate(left[0].carries):
            pattern = " ".join(["x" if i == index else "_" for i in range(count)])
            value = show.argument(meant(carried.value, one.values, one.before), scene.scope)
            others = f" | _ => {value}" if len(names.news) > 1 else ""
            projection = f"(f_equal (fun n => match n with {constructor} {pattern} => x{others} end) (proj2 (proj2 A)))"
            kind = "truth" if carried.value.sort.is_boolean else "value"
            parts.append(f"(carried (alike_{kind} {projection}))")
        text = parts[0] if parts else "eq_refl"
        for part in parts[1:]:
            text = f"(both {text} {part})"
        (p, x), (q, y) = _entry(scene, names, one, left[0]), _entry(scene, names, other, right[0])
        explicit = f"(u := {scene.observer}) (p := {p}) (q := {q}) (x := {x}) (y := {y})"
        return f"pose proof (one_heard {explicit} N M E) as A. pose proof (proj1 A) as T. assert (S : is_true ({same})) by exact {text}. "
    return f"{stated}{{ heard N M E. }} destruct A as [T S]. "
