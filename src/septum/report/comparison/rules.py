"""What a difference between two results means: rules by path, read from `rules.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

OTHER = "other"
"""The section of what no rule speaks of."""

Path = tuple[str, ...]


class Direction(StrEnum):
    """What a difference means for isolation."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"


@frozen
class Rule:
    """For every path that `pattern` matches. `order`: rows of words, the best first; `show`: a key of an item."""

    pattern: Path
    section: str = OTHER
    order: tuple[tuple[object, ...], ...] = ()
    added: Direction = Direction.CHANGED
    removed: Direction = Direction.CHANGED
    show: str = ""
    skip: bool = False

    def direction(self, old: object, new: object) -> Direction:
        """What it means that `old` has become `new`. A word that the order does not know says nothing."""
        ranks = [next((rank for rank, row in enumerate(self.order) if word in row), None) for word in (old, new)]
        before, after = ranks
        if before is None or after is None or before == after:
            return Direction.CHANGED
        return Direction.WORSE if after > before else Direction.BETTER


@frozen
class Rules:
    """All rules, the sections in the order in which they are reported, and the keys that name the items of lists.

    `plain`: parts of a path that go without saying.
    """

    sections: tuple[str, ...]
    rules: tuple[Rule, ...]
    keys: tuple[str, ...]
    plain: tuple[str, ...]

    def of(self, path: Path) -> Rule:
        """The first rule whose pattern matches; where none does, one that says nothing."""
        for rule in self.rules:
            if _matches(rule.pattern, path):
                return rule
        return Rule(path)


def _matches(pattern: Path, path: Path) -> bool:
    """Whether a path is as its pattern: `*` is one part, `**` any number of them."""
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_matches(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] in ("*", path[0]) and _matches(pattern[1:], path[1:])


@cache
def load_rules() -> Rules:
    """The rules that ship with the package."""
    return rules_from(files(__package__ or "").joinpath("rules.toml").read_text(encoding="utf-8"))


def rules_from(text: str) -> Rules:
    """Rules from TOML text. Raises KeyError, TypeError or ValueError for a table that contradicts itself."""
    table = tomllib.loads(text)
    orders: Mapping[str, Sequence[Sequence[object]]] = table["orders"]
    rules = tuple(_rule(record, orders) for record in table["rule"])
    sections = tuple(table["sections"])
    unknown = {rule.section for rule in rules} - set(sections)
    if unknown:
        raise ValueError(f"no section {', '.join(sorted(unknown))}")
    return Rules(sections, rules, tuple(table["names"]["keys"]), tuple(table["names"]["plain"]))


def _rule(record: Mapping[str, Any], orders: Mapping[str, Sequence[Sequence[object]]]) -> Rule:
    rest = {key: value for key, value in record.items() if key not in ("path", "order", "added", "removed")}
    return Rule(
        pattern=tuple(record["path"].split("/")),
        order=tuple(tuple(row) for row in orders[record["order"]]) if "order" in record else (),
        added=Direction(record.get("added", "changed")),
        removed=Direction(record.get("removed", "changed")),
        **rest,
    )
