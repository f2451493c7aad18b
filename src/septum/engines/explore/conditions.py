"""Conditions on a packed state: `word & mask == value`, joined by *and* and *not*; equal ones are one object.

A conjunction of entries of one word is one such comparison: that is what makes the compiled search fast.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen


class Kind(StrEnum):
    """How a condition is made."""

    TRUE = "true"
    FALSE = "false"
    MASKED = "masked"
    NOT = "not"
    ALL = "all"


@frozen(eq=False)
class Condition:
    """A condition. `number`: the order in which they were made. `word`, `mask`, `value`: of a MASKED one.

    `parts`: of a NOT or an ALL; an ALL has at most one MASKED part for each word.
    """

    kind: Kind
    number: int
    word: int = 0
    mask: int = 0
    value: int = 0
    parts: "tuple[Condition, ...]" = field(default=(), repr=False)


_Key: TypeAlias = tuple[Kind, int, int, int, tuple[int, ...]]


class Conditions:
    """Makes conditions and simplifies them."""

    def __init__(self) -> None:
        self._known: dict[_Key, Condition] = {}
        self.true = self._make(Kind.TRUE)
        self.false = self._make(Kind.FALSE)

    def masked(self, word: int, mask: int, value: int) -> Condition:
        """`word & mask == value`."""
        if value & ~mask:
            return self.false
        return self._make(Kind.MASKED, word, mask, value) if mask else self.true

    def truth(self, value: bool) -> Condition:
        """The condition that always or never holds."""
        return self.true if value else self.false

    def negate(self, condition: Condition) -> Condition:
        """Not the condition."""
        match condition.kind:
            case Kind.TRUE:
                return self.false
            case Kind.FALSE:
                return self.true
            case Kind.NOT:
                return condition.parts[0]
            case Kind.MASKED if condition.mask.bit_count() == 1:
                return self.masked(condition.word, condition.mask, condition.value ^ condition.mask)
            case _:
                return self._make(Kind.NOT, parts=(condition,))

    def some(self, conditions: Iterable[Condition]) -> Condition:
        """One of the conditions at least."""
        return self.negate(self.every(self.negate(c) for c in conditions))

    def every(self, conditions: Iterable[Condition]) -> Condition:
        """All of the conditions."""
        masks: dict[int, tuple[int, int]] = {}
        others: dict[Condition, None] = {}
        for condition in conditions:
            for part in condition.parts if condition.kind is Kind.ALL else (condition,):
                if part.kind is Kind.FALSE:
                    return self.false
                if part.kind is Kind.MASKED:
                    mask, value = masks.get(part.word, (0, 0))
                    if (value ^ part.value) & mask & part.mask:
                        return self.false
                    masks[part.word] = (mask | part.mask, value | part.value)
                elif part.kind is not Kind.TRUE:
                    others[part] = None
        return self._joined(masks, others)

    def _joined(self, masks: dict[int, tuple[int, int]], others: dict[Condition, None]) -> Condition:
        """The conjunction, after what the compared bits decide of the negations in it is said."""
        changed = True
        left: dict[Condition, None] = others
        while changed:
            changed = False
            left = {}
            for part in others:
                inner = part.parts[0]
                if part.kind is not Kind.NOT or inner.kind is not Kind.MASKED:
                    left[part] = None
                    continue
                mask, value = masks.get(inner.word, (0, 0))
                if (value ^ inner.value) & mask & inner.mask:
                    continue
                rest = inner.mask & ~mask
                if rest == 0:
                    return self.false
                if rest.bit_count() == 1:
                    masks[inner.word] = (mask | rest, value | (~inner.value & rest))
                    changed = True
                else:
                    left[self._make(Kind.NOT, parts=(self.masked(inner.word, rest, inner.value & rest),))] = None
            others = left
        if any(part.kind is Kind.NOT and part.parts[0] in left for part in left):
            return self.false
        parts = [self.masked(word, *masks[word]) for word in sorted(masks)]
        parts += sorted(left, key=lambda part: part.number)
        if not parts:
            return self.true
        return parts[0] if len(parts) == 1 else self._make(Kind.ALL, parts=tuple(parts))

    def _make(
        self, kind: Kind, word: int = 0, mask: int = 0, value: int = 0, parts: tuple[Condition, ...] = ()
    ) -> Condition:
        key = (kind, word, mask, value, tuple(part.number for part in parts))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Condition(kind, len(self._known), word, mask, value, parts)
        return found


def support(condition: Condition) -> dict[int, int]:
    """The bits that a condition reads, by word."""
    found: dict[int, int] = {}
    waiting, seen = [condition], {condition}
    while waiting:
        at = waiting.pop()
        if at.kind is Kind.MASKED:
            found[at.word] = found.get(at.word, 0) | at.mask
        for part in at.parts:
            if part not in seen:
                seen.add(part)
                waiting.append(part)
    return found
