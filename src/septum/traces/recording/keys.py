"""Which keys an object of each kind has."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import NOTHING, fields, frozen

from septum.traces.recording.physical import PHYSICAL, PhysicalEvent
from septum.traces.recording.values import KINDS


@frozen
class Keys:
    """`known`: for each key how its value is read, and how messages call that. `required`: those that must be there.

    `others`: keys whose values are objects, which are read by themselves.
    """

    known: Mapping[str, tuple[Callable[[object], Any], str]]
    required: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every key that there is."""
        return (*self.known, *self.others)


def _keys(required: Mapping[str, str], optional: Mapping[str, str], *others: str) -> Keys:
    return Keys({key: KINDS[kind] for key, kind in {**required, **optional}.items()}, tuple(required), others)


def _of_class(event: type[PhysicalEvent]) -> Keys:
    parts = fields(event)
    kinds = {part.name: str(part.metadata["kind"]) for part in parts}
    required = {part.name: kinds[part.name] for part in parts if part.default is NOTHING}
    return _keys(required, {key: kind for key, kind in kinds.items() if key not in required})


HEADER = _keys(
    {},
    {
        "profile": "name",
        "digest": "name",
        "name": "name",
        "instance": "elements",
        "constants": "entries",
        "initial": "entries",
        "failed": "count",
        "note": "text",
    },
    "gaps",
)
_ANSWER = {"status": "name", "value": "value"}
CALL = _keys(
    {"step": "name", "arguments": "arguments"},
    {"choices": "values", **_ANSWER, "at": "place", "time": "count", "note": "text"},
    "told",
    "expect",
)
ANSWER = _keys({}, _ANSWER, "told")
TOLD = _keys({"to": "name", "news": "name"}, {"values": "values"})
GAP = _keys({"what": "name", "because": "name"}, {})
EVENTS: Mapping[str, tuple[type[PhysicalEvent], Keys]] = {event.word: (event, _of_class(event)) for event in PHYSICAL}
"""By the word that stands at `event`."""
