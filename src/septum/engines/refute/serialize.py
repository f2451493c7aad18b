"""Attacks as JSON. The schema is `attack.schema.json` beside this file."""

from typing import Any

from septum.engines.results import Attack, Change, Event, Fall, Moment

VERSION = 1


def to_json(attack: Attack) -> dict[str, Any]:
    """The document for an attack; it has all that is needed to play the runs again."""
    return {
        "version": VERSION,
        "model": attack.model,
        "two_runs": attack.two_runs,
        "shortest": attack.shortest,
        "replayed": attack.replayed,
        "instance": {sort: list(elements) for sort, elements in attack.instance.items()},
        "constants": [{"entry": c.text, "value": c.after} for c in attack.constants],
        "start": [{"entry": c.text, "first": c.before, "second": c.after} for c in attack.start],
        "moments": [_moment(moment, attack.two_runs) for moment in attack.moments],
        "fall": _fall(attack.fall),
        "broken": [{"invariant": name, "moment": moment} for name, moment in attack.broken],
    }


def _moment(moment: Moment, two_runs: bool) -> list[dict[str, Any] | None]:
    events = (moment.first, moment.second) if two_runs else (moment.first,)
    return [None if event is None else _event(event) for event in events]


def _event(event: Event) -> dict[str, Any]:
    return {
        "actor": event.actor,
        "step": event.step,
        "arguments": [{"name": name, "value": value} for name, value in event.arguments],
        "outcome": event.outcome,
        "status": event.status,
        "returned": event.returned,
        "changes": [_change(change) for change in event.changes],
        "told": [{"news": news, "to": whom} for news, whom in event.told],
        "loosened": event.loosened,
        "span": event.span and event.span.record(),
    }


def _change(change: Change) -> dict[str, str]:
    return {"entry": change.text, "before": change.before, "after": change.after}


def _fall(fall: Fall) -> dict[str, Any]:
    return {
        "property": fall.property,
        "victim": fall.victim,
        "source": fall.source,
        "moment": fall.moment,
        "entry": fall.entry,
        "first": fall.first,
        "second": fall.second,
        "span": fall.span and fall.span.record(),
        "reason": fall.reason,
    }
