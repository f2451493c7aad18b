"""Comparing two documents value by value."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from attrs import frozen

from septum.report.comparison.rules import Direction, Path, Rule, Rules

Document = Mapping[str, object]
MISSING = object()
"""What stands on one side where an item or a key was added or removed."""


@frozen
class Difference:
    """A value that is not the same. `path`: the keys and names of items that lead to it; None: it is not there."""

    section: str
    path: Path
    old: str | None
    new: str | None
    direction: Direction


@frozen
class Comparison:
    """Two results of one command, and how they differ: by section, in the order of the documents."""

    command: str
    old: str
    new: str
    differences: tuple[Difference, ...]
    pairs: frozenset[str] = frozenset()
    """The names of the pairs of tenants that either speaks of."""

    @property
    def outcome(self) -> Direction:
        """Whether something is worse; else whether something is better."""
        found = {difference.direction for difference in self.differences}
        return next((d for d in (Direction.WORSE, Direction.BETTER) if d in found), Direction.CHANGED)


def is_record(value: object) -> TypeGuard[Document]:
    """Whether it is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether it is a JSON array."""
    return isinstance(value, list)


def compare(command: str, old: tuple[str, Document], new: tuple[str, Document], rules: Rules) -> Comparison:
    """Two results of one command, each with its file: every difference, by section.

    Within a section they are in the order of the documents.
    """
    found = list(_values((), old[1], new[1], rules))
    ordered = tuple(d for section in rules.sections for d in found if d.section == section)
    return Comparison(command, old[0], new[0], ordered, _pairs(old[1]) | _pairs(new[1]))


def _pairs(document: Document) -> frozenset[str]:
    pairs = document.get("pairs")
    return frozenset(shown(pair["pair"]) for pair in pairs if is_record(pair)) if is_list(pairs) else frozenset()


def _values(path: Path, old: object, new: object, rules: Rules) -> Iterator[Difference]:
    if old == new and repr(old) == repr(new):  # `True` equals 1, and is written otherwise
        return
    rule = rules.of(path)
    if path and rule.skip:
        return
    if old is MISSING or new is MISSING:
        yield _appeared(path, old, new, rule)
    elif is_record(old) and is_record(new):
        yield from _keys(path, old, new, rules)
    elif is_list(old) and is_list(new):
        yield from _keys(path, _named(old, rules.keys), _named(new, rules.keys), rules)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield Difference(rule.section, path, shown(old), shown(new), rule.direction(old, new))


def _keys(path: Path, old: Document, new: Document, rules: Rules) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        yield from _values((*path, key), old.get(key, MISSING), new.get(key, MISSING), rules)


def _appeared(path: Path, old: object, new: object, rule: Rule) -> Difference:
    there = new if old is MISSING else old
    if is_record(there):
        value = shown(there.get(rule.show, "")) if rule.show else ""
    else:
        value = f"{len(there)} items" if is_list(there) else "" if there == path[-1] else shown(there)
    direction = rule.added if old is MISSING else rule.removed
    before, after = (None, value) if old is MISSING else (value, None)
    return Difference(rule.section, path, before, after, direction)


def _named(items: Sequence[object], keys: Sequence[str]) -> dict[str, object]:
    """The items of a list by name, so that one that was put between two others is one difference.

    An item is named by the first of `keys` that names all of them apart, else by what it says; those alike are counted.
    """
    records = [item for item in items if is_record(item)]
    if len(records) == len(items):
        for key in keys:
            names = [shown(record[key]) for record in records if key in record]
            if len(names) == len(items) == len(set(names)):
                return dict(zip(names, items, strict=True))
    seen: Counter[str] = Counter()
    found: dict[str, object] = {}
    for item in items:
        name = _title(item)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} ({seen[name]})"] = item
    return found


def _title(item: object) -> str:
    """What an item without a name is called: of an entry of `accept` its channel and pairs, else all that it says."""
    if is_record(item) and "channel" in item and "between" in item:
        return f"{shown(item['channel'])} {shown(item['between'])}"
    return shown(item)


def shown(value: object) -> str:
    """A value in a line: names joined by hyphens, numbers with commas, all else as JSON."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, str):
        return " ".join(value.split())
    if is_list(value):
        if all(isinstance(item, str) for item in value):
            return "-".join(str(item) for item in value)
        return " ".join(shown(item) for item in value)
    return json.dumps(value, sort_keys=True)
