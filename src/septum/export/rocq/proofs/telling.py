"""What an observer hears of one event, or of two: from lists of news to the statements that lemmas suppose."""

from septum.export.rocq.names import Names
from septum.export.rocq.proofs.scenes import Scene, printer
from septum.logic.terms import TRUE, Operator
from septum.obligations.events import joined
from septum.obligations.spelt_news import heard, mask, news_key, same_news


def silence(count: int) -> str:
    """From `N`, by which nothing of `count` news is heard: that none of their conditions holds."""
    rest = "N"
    found: list[str] = []
    for _ in range(count):
        found.append(f"(proj1 (silent {rest}))")
        rest = f"(proj2 (silent {rest}))"
    text = found[0] if found else ""
    for other in found[1:]:
        text = f"(both {text} {other})"
    return text


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
            value = show.argument(_value(scene, index), scene.scope)
            others = f" | _ => {value}" if len(names.news) > 1 else ""
            projection = f"(f_equal (fun n => match n with {constructor} {pattern} => x{others} end) (proj2 (proj2 A)))"
            kind = "truth" if carried.value.sort.is_boolean else "value"
            parts.append(f"(carried (alike_{kind} {projection}))")
        text = parts[0] if parts else "eq_refl"
        for part in parts[1:]:
            text = f"(both {text} {part})"
        return f"pose proof (one_heard N M E) as A. pose proof (proj1 A) as T. assert (S : is_true ({same})) by exact {text}. "
    return f"{stated}{{ heard N M E. }} destruct A as [T S]. "


def _value(scene: Scene, index: int):
    from septum.obligations.meaning import meant

    one, observer = scene.setting.one, scene.setting.observer
    assert one is not None and observer is not None
    carried = heard(one.step, observer)[0].carries[index]
    return meant(carried.value, one.values, one.before)
