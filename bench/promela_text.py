"""Expressions of Promela, with what is known of them computed."""

from collections.abc import Iterable
from typing import TypeAlias

Text: TypeAlias = "str | int"
"""An expression, or its value where that is known."""


def same(left: Text, right: Text) -> Text:
    """Are they equal?"""
    if isinstance(left, int) and isinstance(right, int):
        return int(left == right)
    return 1 if left == right else f"({left} == {right})"


def opposite(value: Text) -> Text:
    """Not the value."""
    return 1 - value if isinstance(value, int) else f"!({value})"


def every(values: Iterable[Text]) -> Text:
    """All of the values."""
    texts = dict.fromkeys(value for value in values if value != 1)
    if 0 in texts:
        return 0
    return f"({' && '.join(map(str, texts))})" if texts else 1


def some(values: Iterable[Text]) -> Text:
    """One of the values at least."""
    texts = dict.fromkeys(value for value in values if value != 0)
    if 1 in texts:
        return 1
    return f"({' || '.join(map(str, texts))})" if texts else 0


def either(condition: Text, first: Text, second: Text) -> Text:
    """The first where the condition holds, else the second."""
    if isinstance(condition, int):
        return first if condition else second
    return first if first == second else f"({condition} -> {first} : {second})"
