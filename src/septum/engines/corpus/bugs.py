"""The published bugs, read from `bugs.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from septum.engines.corpus.results import Bug, Likeness


@cache
def load_bugs() -> tuple[Bug, ...]:
    """Every bug, in the order of the table. Sources: in the table, one for each."""
    text = files("septum.engines.corpus").joinpath("bugs.toml").read_text(encoding="utf-8")
    return tuple(read_bug(record) for record in tomllib.loads(text)["bug"])


def read_bug(record: dict[str, Any]) -> Bug:
    """One entry of the table.

    Raises ValueError where it says not just one of: scripts with their likeness, why it is not expressible, what
    excludes it and why. Raises TypeError for a key that there is not, KeyError for one that is missing.
    """
    given = dict(record)
    answers = [key for key in ("scripts", "not_expressible", "excluded_by") if given.get(key)]
    if len(answers) != 1:
        raise ValueError(f"{given['id']}: one of scripts, not_expressible and excluded_by is to be said, not {answers}")
    scripts = tuple(given.pop("scripts", ()))
    likeness = Likeness(given.pop("likeness")) if scripts else None
    because = given.pop("not_expressible", "") or given.pop("because", "")
    if not because and likeness is not Likeness.MECHANISM:
        raise ValueError(f"{given['id']}: it is not said why")
    return Bug(
        identifier=given.pop("id"),
        also=tuple(given.pop("also", ())),
        kind=given.pop("class"),
        scripts=scripts,
        likeness=likeness,
        because=because,
        **given,
    )


def find_bug(identifier: str) -> Bug | None:
    """The bug of that name, or of which that is another name; capitals do not matter."""
    wanted = identifier.lower()
    for bug in load_bugs():
        if wanted in (name.lower() for name in (bug.identifier, *bug.also)):
            return bug
    return None
