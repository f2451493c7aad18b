"""Attacks as text: who did what, what changed, and where the property falls; two runs side by side."""

import textwrap
from collections.abc import Iterable, Iterator

from septum.engines.results import Attack, Change, Event, Fall, Moment
from septum.report.layout import MARGIN, WIDTH, wrapped
from septum.spec.model import Model

_COLUMN = 42
_CELL = 35
_INDENT = 8


def render_attack(attack: Attack, model: Model) -> list[str]:
    """The lines of an attack: a head, a line for each moment, and two for the fall.

    `*` marks a moment at which what was dropped would have stopped the step, or told of it; between two runs stand
    `=` and `≠`.
    """
    lines = [_label("attack", _head(attack))]
    lines += _two(attack, model) if attack.two_runs else _one(attack, model)
    lines += _fallen(attack.fall, attack.two_runs)
    return lines


def _label(label: str, text: str) -> str:
    return f"{label:<{MARGIN}}{text}"


def _head(attack: Attack) -> str:
    count = len(attack.moments)
    words = ["two runs"] if attack.two_runs else []
    words.append(f"{count} step" if count == 1 else f"{count} steps")
    if attack.shortest:
        words.append("shortest")
    if attack.replayed:
        words.append("replayed")
    return ", ".join(words)


def _one(attack: Attack, model: Model) -> Iterator[str]:
    for number, moment in enumerate(attack.moments, 1):
        event = moment.first
        if event is not None:
            left = f"  {_number(number, event.loosened)}{_actor(event, model):<9}{_call(event, model)}"
            yield from _beside(left, list(_grouped(event.changes, model)))


def _number(number: int, marked: bool) -> str:
    return f"{f'{number} *' if marked else number:<5}"


def _actor(event: Event, model: Model) -> str:
    return event.actor.lower() if event.actor in model.principals else event.actor


def _call(event: Event, model: Model) -> str:
    """`store(cpu0, 0x10, p1, 1), frame f0`: the actor is not said twice."""
    step = model.step(event.step)
    acting = step.actor.parameter.name if step.actor.parameter is not None else None
    count = len(step.parameters)
    given = [value for name, value in event.arguments[:count] if (name, value) != (acting, event.actor)]
    text = f"{event.step}({', '.join(given)})"
    text += "".join(f", {name} {value}" for name, value in event.arguments[count:])
    if event.returned is not None:
        text += f": {event.returned}"
    if event.outcome != "done":
        text += f": {' '.join(filter(None, (event.outcome, event.status)))}"
    return text


def _grouped(changes: Iterable[Change], model: Model) -> Iterator[str]:
    """`stage2: + (alice, 0x10, p1, WRITE)` for relations, `contents(f0): 0 → 1` for maps."""
    relations = {d.symbol.name.rsplit(".", 1)[-1] for d in model.symbols if d.symbol.is_relation and d.symbol.domain}
    signed: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        name, bracket, rest = change.text.partition("(")
        if name in relations and {change.before, change.after} == {"yes", "no"}:
            at = f"({rest}" if "," in rest else rest.removesuffix(")")
            signed.setdefault((name, "+" if change.after == "yes" else "−"), []).append(at)
        else:
            signed[f"{name}{bracket}{rest}", ""] = [f"{change.before} → {change.after}"]
    for (name, sign), values in signed.items():
        yield f"{name}: {sign} {', '.join(values)}" if sign else f"{name}: {values[0]}"


def _beside(left: str, items: list[str]) -> Iterator[str]:
    """The items in the right column, as many on a line as fit."""
    if not items:
        yield left
        return
    rows: list[str] = []
    room = WIDTH - _COLUMN
    for item in items:
        if rows and len(rows[-1]) + 2 + len(item) <= room:
            rows[-1] += f"; {item}"
        else:
            rows.append(item)
    if len(left) < _COLUMN:
        yield f"{left:<{_COLUMN}}{rows.pop(0)}"
    else:
        yield left
    for row in rows:
        indent = " " * min(_COLUMN, max(WIDTH - len(row), _INDENT))
        yield from wrapped(row, indent, _INDENT + 2)


def _two(attack: Attack, model: Model) -> Iterator[str]:
    yield f"{'':<7}{'run A':<{_CELL + 2}}run B"
    for change in attack.start:
        yield from _side_by_side("0", f"{change.text}: {change.before}", f"{change.text}: {change.after}", False)
    for number, moment in enumerate(attack.moments, 1):
        marked = any(event is not None and event.loosened for event in (moment.first, moment.second))
        yield from _side_by_side(
            _number(number, marked).rstrip(), _cell(moment.first, model), _cell(moment.second, model), _same(moment)
        )


def _same(moment: Moment) -> bool:
    one, other = moment.first, moment.second
    if one is None or other is None:
        return one is other
    return (one.step, one.arguments, one.outcome, one.status, one.returned) == (
        other.step, other.arguments, other.outcome, other.status, other.returned,
    )  # fmt: skip


def _cell(event: Event | None, model: Model) -> str:
    return "-" if event is None else f"{_actor(event, model)} {_call(event, model)}"


def _side_by_side(label: str, first: str, second: str, same: bool) -> Iterator[str]:
    wrapped = [
        textwrap.wrap(text, _CELL - 1, subsequent_indent="  ", break_long_words=False) for text in (first, second)
    ]
    if same:
        wrapped[1] = []
    for row in range(max(map(len, wrapped))):
        one, other = (column[row] if row < len(column) else "" for column in wrapped)
        sign = ("=" if same else "≠") if row == 0 else ""
        yield f"  {label if row == 0 else '':<5}{one:<{_CELL}}{sign:<2}{other}".rstrip()


def _fallen(fall: Fall, two_runs: bool) -> Iterator[str]:
    place = "" if fall.span is None else f"{fall.span.file}:{fall.span.line}  "
    sides = f": {fall.first} {'≠' if two_runs else '→'} {fall.second}" if fall.first or fall.second else ""
    yield from wrapped(f"{fall.property}: {fall.reason}", _label(f"  falls at {fall.moment}", ""))
    yield from wrapped(f"{place}{fall.entry}{sides}", _label("", ""))
