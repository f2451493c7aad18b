"""Parts that several documents have."""

from septum.diagnostics import Span
from septum.engines.results import Attack, Change, Event, Fall, Moment
from septum.report.documents.envelope import Json


def span_json(span: Span | None) -> Json | None:
    """A place."""
    if span is None:
        return None
    return {"file": span.file, "line": span.line, "column": span.column}


def attack_json(attack: Attack | None) -> Json | None:
    """A run, or two side by side, event by event: what `replay` needs, and where the property falls."""
    if attack is None:
        return None
    return {
        "model": attack.model,
        "runs": 2 if attack.two_runs else 1,
        "shortest": attack.shortest,
        "replayed": attack.replayed,
        "instance": {sort: list(names) for sort, names in attack.instance.items()},
        "constants": [_change(change) for change in attack.constants],
        "moments": [_moment(moment, attack.two_runs) for moment in attack.moments],
        "broken": [{"invariant": name, "moment": moment} for name, moment in attack.broken],
        "fall": _fall(attack.fall),
    }


def _moment(moment: Moment, two_runs: bool) -> list[Json | None]:
    events = (moment.first, moment.second) if two_runs else (moment.first,)
    return [None if event is None else _event(event) for event in events]


def _event(event: Event) -> Json:
    return {
        "actor": event.actor,
        "step": event.step,
        "arguments": dict(event.arguments),
        "outcome": event.outcome,
        "status": event.status,
        "returned": event.returned,
        "changes": [_change(change) for change in event.changes],
        "told": [{"news": news, "to": whom} for news, whom in event.told],
        "loosened": event.loosened,
        "place": span_json(event.span),
    }


def _change(change: Change) -> Json:
    return {"entry": change.text, "before": change.before, "after": change.after}


def _fall(fall: Fall) -> Json:
    return {
        "property": fall.property,
        "victim": fall.victim,
        "source": fall.source,
        "moment": fall.moment,
        "entry": fall.entry,
        "first": fall.first,
        "second": fall.second,
        "place": span_json(fall.span),
        "reason": fall.reason,
    }
