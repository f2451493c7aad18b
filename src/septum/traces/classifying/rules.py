"""The rules that tie what was recorded to capabilities, read from `rules/*.toml`."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

FILES = ("kvm", "kvm_others", "vfio", "calls", "kernel")
"""The files of rules, in the order in which they are tried."""


class Class(StrEnum):
    """What an event comes to."""

    REALISES = "realises"
    MONITOR = "in the guest's own monitor"
    PROBING = "probing"
    OUTSIDE = "outside the profile"
    FAILED = "failed"
    OTHER = "of other devices"
    HOST = "of the host"
    UNCLASSIFIED = "unclassified"


_WORDS = {
    "realises": Class.REALISES,
    "monitor": Class.MONITOR,
    "probing": Class.PROBING,
    "outside": Class.OUTSIDE,
}


@frozen
class Condition:
    """A field of the argument has one of some values under a mask; without values, it is shown at all."""

    field: str
    mask: int | None
    values: frozenset[int]

    def holds(self, fields: Mapping[str, int]) -> bool:
        """Does it hold of these fields?"""
        value = fields.get(self.field)
        if value is None:
            return False
        return not self.values or (value if self.mask is None else value & self.mask) in self.values


@frozen
class Rule:
    """What requests, calls or kernel events come to.

    `order`: its place among all rules. `of`: their names. `on`: the kinds of objects, any where it is empty.
    `conditions`: all must hold. `capabilities`, `realises`: what is realised, "all" of them, or "one" and the recording
    does not say which. `excluded`: the assumption that covers what is outside the profile. `because`: why. `example`:
    lines, the last of which the rule fits.
    """

    name: str
    order: int
    of: tuple[str, ...]
    on: tuple[str, ...]
    conditions: tuple[Condition, ...]
    kind: Class
    capabilities: tuple[str, ...]
    realises: str
    excluded: str | None
    because: str
    example: tuple[str, ...]

    def fits(self, on: str | None, fields: Mapping[str, int]) -> bool:
        """Does the rule fit something of a kind, with these fields?"""
        return (not self.on or on in self.on) and all(condition.holds(fields) for condition in self.conditions)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in their order."""
    found: list[Rule] = []
    for file in FILES:
        text = files("septum.traces.classifying").joinpath(f"rules/{file}.toml").read_text(encoding="utf-8")
        records: list[dict[str, Any]] = tomllib.loads(text)["rule"]
        found.extend([_rule(f"{file}-{n}", len(found) + n, record) for n, record in enumerate(records, 1)])
    return tuple(found)


@cache
def rules_of(name: str) -> tuple[Rule, ...]:
    """The rules of a request, call or kernel event, in their order; a rule for `kvm:*` is of every event of KVM."""
    return tuple(rule for rule in rules() if any(_matches(pattern, name) for pattern in rule.of))


def find_rule(name: str, on: str | None, fields: Mapping[str, int]) -> Rule | None:
    """The first rule that fits."""
    return next((rule for rule in rules_of(name) if rule.fits(on, fields)), None)


def _matches(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def _rule(name: str, order: int, record: dict[str, Any]) -> Rule:
    example = record["example"]
    return Rule(
        name=name,
        order=order,
        of=tuple(record["of"]),
        on=tuple(record.get("on", ())),
        conditions=tuple(
            Condition(one["field"], one.get("mask"), frozenset(one.get("values", ()))) for one in record.get("when", ())
        ),
        kind=_WORDS[record["class"]],
        capabilities=tuple(record.get("capabilities", ())),
        realises=record.get("realises", "all"),
        excluded=record.get("excluded"),
        because=record["because"],
        example=(example,) if isinstance(example, str) else tuple(example),
    )
