"""The questions about a run of physical events. They are in `rules.toml`."""

import tomllib
from functools import cache
from importlib import resources

from attrs import frozen


@frozen
class Rule:
    """A question. `needs`: of each group of kinds of events the run must have one, else it is not asked.

    `unseen`: the gaps with which it is answered `proved` or not at all. `hidden`: those with which it is never
    `violated`.
    """

    identifier: str
    sentence: str
    by: tuple[str, ...]
    gaps: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    unseen: tuple[str, ...]
    hidden: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All of them, in the order of the file."""
    text = (resources.files("septum.traces.judging") / "rules.toml").read_text(encoding="utf-8")
    return tuple(
        Rule(
            name,
            entry["sentence"],
            tuple(entry["by"]),
            tuple(entry["gaps"]),
            tuple(tuple(group) for group in entry.get("needs", [])),
            tuple(entry.get("unseen", [])),
            tuple(entry.get("hidden", [])),
        )
        for name, entry in tomllib.loads(text).items()
    )
