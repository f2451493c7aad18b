"""The updates of a step as Python: all read the old state; where two write the same entry, the later one counts."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from septum.interpreter.expressions import Writer
from septum.interpreter.layout import Shape, Slot
from septum.interpreter.literals import Literal
from septum.interpreter.plans import make_plan
from septum.interpreter.text import mapping, set_of
from septum.logic import FALSE, TRUE, Symbol, Term
from septum.logic.build import apply
from septum.spec.model import Step, Update


@frozen
class Written:
    """Statements that compute the new state. `state`: its expression. `changes`: what was written, as an expression."""

    lines: tuple[str, ...]
    state: str
    changes: str


def write_updates(writer: Writer, step: Step, scope: Mapping[Term, str]) -> Written:
    """The new state after a step.

    `changes` makes a tuple of `(place, true, false)` for relations and `(place, entries)` for maps.

    Raises ValueError where a bound variable is no place of the entry: one entry would then have several values.
    """
    grouped: dict[Symbol, list[Update]] = {}
    for update in step.updates:
        _refuse_free_choice(step, update)
        grouped.setdefault(update.symbol, []).append(update)
    lines: list[str] = []
    news: dict[int, str] = {}
    changes: list[str] = []
    for symbol, updates in grouped.items():
        slot = writer.layout.slots[symbol]
        if slot.place is None:
            raise ValueError(f"{step.name} writes the constant `{symbol.name}`")
        write = _relation if slot.is_relation else _map
        new, change = write(writer, slot, updates, scope, lines)
        news[slot.place] = new
        changes.append(f"({slot.place}, {change})")
    inner = "".join(f"{change}, " for change in changes)
    return Written(tuple(lines), _state(news, len(writer.layout.state_slots)), f"({inner})" if inner else "()")


def _refuse_free_choice(step: Step, update: Update) -> None:
    for variable in update.bound:
        if variable not in update.at:
            raise ValueError(
                f"{step.name} writes `{update.symbol.name}`, but `{variable.name}` is no place of the entry"
            )


def _relation(
    writer: Writer, slot: Slot, updates: Sequence[Update], scope: Mapping[Term, str], lines: list[str]
) -> tuple[str, str]:
    stem = slot.name[2:]
    plus, minus = f"plus_{stem}", f"minus_{stem}"
    adds = any(u.value != FALSE for u in updates)
    removes = any(u.value != TRUE for u in updates)
    for index, update in enumerate(updates):
        added = removed = None
        if update.value != FALSE:
            plan = make_plan(writer, update.bound, _holding(update, True), scope)
            added = set_of(writer.key(slot, update.at, plan.scope), plan)
        if update.value != TRUE:
            conditions = _holding(update, False)
            if update.bound:
                # Only what is true can become false: what was, or what an earlier update has made so.
                earlier = f"{slot.name}.union({plus})" if index and adds else None
                conditions.append(Literal(apply(slot.symbol, [a.bare for a in update.at]), True, earlier))
            plan = make_plan(writer, update.bound, conditions, scope)
            removed = set_of(writer.key(slot, update.at, plan.scope), plan)
        if index == 0:
            lines.extend([f"{plus} = {added or 'set()'}"] if adds else [])
            lines.extend([f"{minus} = {removed or 'set()'}"] if removes else [])
            continue
        if removed is not None:
            lines.append(f"removed = {removed}")
            lines.append(f"{minus} |= removed")
            lines.extend([f"{plus} -= removed"] if adds else [])
        if added is not None:
            lines.append(f"{plus} |= {added}")
    new = f"new_{stem}"
    if slot.shape is Shape.INDEXED:
        lines.append(f"{new} = {slot.name}.changed({plus if adds else '()'}, {minus if removes else '()'})")
    else:
        lines.append(f"{new} = {slot.name}{f' - {minus}' if removes else ''}{f' | {plus}' if adds else ''}")
    return new, f"{plus if adds else '()'}, {minus if removes else '()'}"


def _holding(update: Update, value: bool) -> list[Literal]:
    return [Literal(update.condition, True), Literal(update.value, value)]


def _map(
    writer: Writer, slot: Slot, updates: Sequence[Update], scope: Mapping[Term, str], lines: list[str]
) -> tuple[str, str]:
    stem = slot.name[2:]
    writes, new = f"writes_{stem}", f"new_{stem}"
    first = updates[0]
    if slot.shape is Shape.DENSE and len(updates) == 1 and not first.bound and first.condition == TRUE:
        at, value = f"at_{stem}", f"value_{stem}"
        lines.append(f"{at} = {writer.key(slot, first.at, scope)}")
        lines.append(f"{value} = {writer.expression(first.value, scope)}")
        lines.append(f"{new} = {slot.name}[:{at}] + ({value},) + {slot.name}[{at} + 1:]")
        return new, f"{{{at}: {value}}}"
    for index, update in enumerate(updates):
        plan = make_plan(writer, update.bound, [Literal(update.condition, True)], scope)
        key = writer.key(slot, update.at, plan.scope)
        entries = mapping(key, writer.expression(update.value, plan.scope), plan)
        lines.append(f"{writes} {'|=' if index else '='} {entries}")
    changed = (
        f"{slot.name}.changed({writes})" if slot.shape is Shape.SPARSE else f"changed_dense({slot.name}, {writes})"
    )
    lines.append(f"{new} = {changed}")
    return new, writes


def _state(news: Mapping[int, str], count: int) -> str:
    """The old state with new values at some places."""
    if not news:
        return "state"
    parts: list[str] = []
    done = 0
    for place in sorted(news):
        if place > done:
            parts.append(f"state[{done or ''}:{place}]")
        if parts and parts[-1].endswith(",)") and place == done:
            parts[-1] = f"{parts[-1][:-1]} {news[place]},)"
        else:
            parts.append(f"({news[place]},)")
        done = place + 1
    if done < count:
        parts.append(f"state[{done}:]")
    return " + ".join(parts)
