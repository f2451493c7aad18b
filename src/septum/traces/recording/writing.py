"""Runs as JSON lines: the same run gives the same bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping

from attrs import fields

from septum.traces.events import Place
from septum.traces.recording.calls import Answer, JsonValue, StepCall, Told
from septum.traces.recording.physical import PhysicalEvent
from septum.traces.recording.runs import VERSION, Header, Line, Run


def written(runs: Iterable[Run]) -> str:
    """The text of the runs, one object a line."""
    return "".join(f"{line}\n" for run in runs for line in _lines(run))


def _lines(run: Run) -> Iterator[str]:
    yield _text(header_json(run.header))
    for line in run.lines:
        yield _text(line_json(line))


def _text(record: Mapping[str, JsonValue]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


def header_json(header: Header) -> dict[str, JsonValue]:
    """The first line of a run."""
    record: dict[str, JsonValue] = {
        "septum": "trace",
        "version": VERSION,
        "profile": header.profile,
        "digest": header.digest,
        "name": header.name,
        "instance": {sort: list(names) for sort, names in header.instance.items()} or None,
        "constants": dict(header.constants) or None,
        "initial": dict(header.initial) or None,
        "gaps": [{"what": gap.what, "because": gap.because} for gap in header.gaps] or None,
        "failed": header.failed or None,
        "note": header.note,
    }
    return _present(record)


def line_json(line: Line) -> dict[str, JsonValue]:
    """A line after the header."""
    return _call(line) if isinstance(line, StepCall) else _event(line)


def _call(call: StepCall) -> dict[str, JsonValue]:
    expected = None if call.expect is None else _answer(call.expect)
    return _present(
        {
            "step": call.step,
            "arguments": dict(call.arguments),
            "choices": list(call.choices) or None,
            **_answer(call.answer),
            "expect": expected,
            "at": _place(call.at),
            "time": call.time,
            "note": call.note,
        }
    )


def _answer(answer: Answer) -> dict[str, JsonValue]:
    told = None if answer.told is None else [_told(news) for news in answer.told]
    return _present({"status": answer.status, "value": answer.value, "told": told})


def _told(news: Told) -> dict[str, JsonValue]:
    return {"to": news.to, "news": news.news, **({"values": list(news.values)} if news.values else {})}


def _event(event: PhysicalEvent) -> dict[str, JsonValue]:
    record: dict[str, JsonValue] = {"event": event.word}
    common: dict[str, JsonValue] = {}
    for part in fields(type(event)):
        value = getattr(event, part.name)
        if value is None:
            continue
        if part.metadata["kind"] == "address":
            value = hex(value)
        elif part.metadata["kind"] == "place":
            value = _place(value)
        (common if part.name in _LAST else record)[part.name] = value
    return record | {name: common[name] for name in _LAST if name in common}


_LAST = ("error", "at", "time", "note")


def _place(place: Place | None) -> str | None:
    return None if place is None else str(place)


def _present(record: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {key: value for key, value in record.items() if value is not None}
