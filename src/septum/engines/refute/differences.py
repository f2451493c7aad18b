"""What an observer sees differently in two states of played runs, as text."""

from collections.abc import Sequence

from attrs import frozen

from septum.diagnostics.span import Span
from septum.engines.refute.delivered import delivered_symbols, shows_delivered
from septum.engines.refute.play import Game
from septum.engines.refute.texts import shown
from septum.interpreter.effects import MASKED, Seen, State
from septum.interpreter.instance import Value
from septum.interpreter.observing import ViewKey
from septum.logic import Term
from septum.logic.walk import symbols
from septum.spec.model import Home, Model, Observer, View


@frozen(eq=False)
class Difference:
    """What falls: `moment` counts from 1, 0 is the start. `first` and `second`: the two sides as text."""

    property: str
    moment: int
    name: str
    arguments: tuple[Value, ...]
    first: str
    second: str
    span: Span | None
    reason: str


@frozen
class Watcher:
    """An observer on an instance: `viewer` is its element where there are many of it."""

    observer: Observer
    principal: str
    viewer: str | None

    @property
    def name(self) -> str:
        """Its name."""
        return self.viewer or self.principal


def unlike(
    model: Model, who: Watcher, game: Game, states: Sequence[State], moment: int, reason: str, kind: str = ""
) -> Difference | None:
    """The first entry of the view that is not the same in both states: a delivered value where there is one."""
    seen = game.machine.observing.differences(states[0], states[1], who.principal, who.viewer)
    views = {v.name: v for v in model.views if v.principal == who.principal}
    delivered = delivered_symbols(model)

    def table_entry(item: tuple[ViewKey, tuple[object, object]]) -> bool:
        return MASKED in item[1] or not shows_delivered(views[str(item[0][0])], delivered)

    for (name, *arguments), sides in sorted(seen.items(), key=table_entry):
        view = views[str(name)]
        texts = [_text(view, side) for side in sides]
        masked = MASKED in sides
        index = 0 if masked else next(i for i, pair in enumerate(zip(*sides, strict=True)) if pair[0] != pair[1])
        term = view.where if masked or not view.values else view.values[index].value
        at = [] if view.viewer is None else [who.name]
        return Difference(
            kind or kind_of(model, term), moment, str(name), (*at, *arguments),
            texts[0][min(index, len(texts[0]) - 1)], texts[1][min(index, len(texts[1]) - 1)], view.span, reason,
        )  # fmt: skip
    return None


def _text(view: View, side: "tuple[Seen, ...] | str") -> list[str]:
    if isinstance(side, str):
        return ["not visible"]
    return [shown(value) for value in side] or ["visible"]


def kind_of(model: Model, term: Term) -> str:
    """`read` where contents differ, `fingerprint` where only what others did shows."""
    content = {d.symbol for d in model.symbols if d.home is Home.CONTENT}
    return "read" if symbols(term.bare) & content else "fingerprint"
