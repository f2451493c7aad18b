"""Values and entries as text."""

from collections.abc import Iterable
from typing import cast

from septum.interpreter.effects import Effect, Entry


def shown(value: object) -> str:
    """A value as text: `alice`, `yes`, `{READ, WRITE}`, `(alice, p1)`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(shown, cast(Iterable[object], value)))) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(shown, cast(Iterable[object], value))) + ")"
    return str(value)


def entry_text(entry: Entry) -> str:
    """`stage2(alice, 0x10, p1, WRITE)`."""
    plain = entry.symbol.rsplit(".", 1)[-1]
    return f"{plain}({', '.join(shown(a) for a in entry.arguments)})" if entry.arguments else plain


def answer(effect: Effect) -> str:
    """How it ended: `done`, `refused FAULT`, `impossible`."""
    return f"{effect.outcome} {effect.status}" if effect.status is not None else str(effect.outcome)
