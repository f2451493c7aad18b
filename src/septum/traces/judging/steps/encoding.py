"""Values of the interpreter as recorded runs write them, and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, cast

from septum.interpreter import Meaning, News, Seen, Value
from septum.logic import Sort
from septum.traces.recording.calls import JsonValue, Told


class NoValue(Exception):
    """What stands there is no value of the sort. The text says why."""


def decoded(sort: Sort, value: JsonValue) -> Value:
    """A value of a sort: a name, a truth value, or a set of members. Raises NoValue."""
    if sort.is_boolean:
        if isinstance(value, bool):
            return value
        raise NoValue(f"{json.dumps(value)} is not true or false")
    if sort.element is not None:
        if isinstance(value, list) and all(isinstance(one, str) for one in cast(list[object], value)):
            return frozenset(cast(list[str], value))
        raise NoValue(f"{json.dumps(value)} is not a list of {sort.element}")
    if isinstance(value, str):
        return value
    raise NoValue(f"{json.dumps(value)} is not a {sort}")


def encoded(value: Seen) -> JsonValue:
    """A value as it is written; a relation as its tuples, a map as pairs of arguments and value."""
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, tuple):
        return _sorted([[[encoded(a) for a in arguments], encoded(result)] for arguments, result in value])
    members: list[JsonValue] = []
    for one in value:
        members.append([encoded(part) for part in one] if isinstance(one, tuple) else one)
    return _sorted(members)


Signature: TypeAlias = tuple[tuple[Sort, ...], Sort]
"""The sorts of a symbol's arguments, and of its value."""


def meanings(entries: Mapping[str, JsonValue], domains: Mapping[str, Signature]) -> dict[str, Meaning]:
    """Entries by symbol; of a symbol that is not known as they stand. Raises NoValue."""
    found: dict[str, Meaning] = {}
    for name, pairs in entries.items():
        domain, codomain = domains.get(name, ((), None))
        meaning: dict[tuple[Value, ...], Value] = {}
        for arguments, value in pairs:
            given = cast(list[JsonValue], arguments)
            sorts: tuple[Sort | None, ...] = domain if len(domain) == len(given) else (None,) * len(given)
            decoded_arguments = tuple(_loosely(s, a) for s, a in zip(sorts, given, strict=True))
            meaning[decoded_arguments] = _loosely(codomain, value)
        found[name] = meaning
    return found


def told_of(news: Iterable[News]) -> tuple[Told, ...]:
    """News as they are written."""
    return tuple(Told(n.recipient or n.principal, n.news, tuple(encoded(c) for c in n.carries)) for n in news)


def same_told(first: Iterable[Told], second: Iterable[Told]) -> str:
    """Is the same told to the same, in any order? `yes` or `no`."""
    return "yes" if sorted(map(_canonical, first)) == sorted(map(_canonical, second)) else "no"


def same_value(first: JsonValue, second: JsonValue) -> str:
    """Are two values the same? Sets have no order. `yes` or `no`."""
    return "yes" if _ordered(first) == _ordered(second) else "no"


def shown_value(value: JsonValue) -> str:
    """A value in a sentence."""
    if isinstance(value, list):
        return f"{{{', '.join(shown_value(one) for one in cast(list[JsonValue], value))}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def shown_told(told: Iterable[Told]) -> str:
    """News in a sentence."""
    shown: list[str] = []
    for news in told:
        carried = f"({', '.join(map(shown_value, news.values))})" if news.values else ""
        shown.append(f"{news.news}{carried} to {news.to}")
    return ", ".join(shown) or "nothing"


def _loosely(sort: Sort | None, value: JsonValue) -> Value:
    if sort is None:
        return frozenset(map(str, cast(list[object], value))) if isinstance(value, list) else cast(Value, value)
    return decoded(sort, value)


def _canonical(told: Told) -> str:
    return json.dumps([told.to, told.news, [_ordered(value) for value in told.values]])


def _ordered(value: JsonValue) -> JsonValue:
    return _sorted(cast(list[Any], value)) if isinstance(value, list) else value


def _sorted(values: Iterable[JsonValue]) -> list[JsonValue]:
    return sorted(values, key=json.dumps)
