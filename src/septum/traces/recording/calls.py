"""Calls of a profile's steps, as a core recorded them or as a test asks for them. Plain data."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from septum.traces.events import Place

OK = "OK"
"""The status of a step that was done."""

IMPOSSIBLE = "impossible"
"""What stands in the place of a status where a step cannot happen. Statuses are written in capitals."""

JsonValue: TypeAlias = Any
"""A value as JSON has it: a name, a truth value, a list of names (a set of members), or lists of these."""


@frozen
class Told:
    """News that somebody heard. `to`: a principal, or an element of its sort; `values`: what it carries, in order."""

    to: str
    news: str
    values: tuple[JsonValue, ...] = ()


@frozen
class Answer:
    """How a call ended. `status`: OK, a status of the profile, or IMPOSSIBLE; None where nobody says.

    `value`: what it returned, and `told`: all that was told, each None where nobody says.
    """

    status: str | None = None
    value: JsonValue | None = None
    told: tuple[Told, ...] | None = None


@frozen
class StepCall:
    """A step with its arguments by name. `choices`: what was chosen inside, in the order of the profile's text.

    `answer`: what came of it; `expect`: what must come of it, in a sequence that tests a core. `at`: the place in the
    source that it was made from; `time`: microseconds since the epoch.
    """

    step: str
    arguments: Mapping[str, JsonValue]
    choices: tuple[JsonValue, ...] = ()
    answer: Answer = field(factory=Answer)
    expect: Answer | None = None
    at: Place | None = None
    time: int | None = None
    note: str | None = None
