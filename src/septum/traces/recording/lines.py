"""One line after the header: a step, or something physical."""

import json
from collections.abc import Iterable
from typing import Any, cast

from attrs import frozen

from septum.diagnostics import did_you_mean
from septum.traces.recording.calls import IMPOSSIBLE, OK, Answer, StepCall, Told
from septum.traces.recording.keys import ANSWER, CALL, EVENTS, GAP, TOLD, Keys
from septum.traces.recording.physical import Map, PhysicalEvent, Scrub, Slot, Unmap
from septum.traces.recording.problems import Problems
from septum.traces.recording.runs import GAPS, Gap, Line
from septum.traces.recording.values import LARGEST, Unfit


@frozen
class LineReader:
    """Reads objects of one file. What is wrong with them is noted in `problems`."""

    problems: Problems

    def line(self, number: int, record: dict[str, Any]) -> Line | None:
        """The line that an object is; None where a mistake was noted. `number`: from 1."""
        if "event" in record:
            return self._event(number, record)
        if "step" in record:
            return self._call(number, record)
        message = "the line has neither a `step` nor an `event`"
        self.problems.report("SEP-TRC-053", f"{message}{_meant(record)}", number)
        return None

    def _event(self, number: int, record: dict[str, Any]) -> PhysicalEvent | None:
        word = record.pop("event")
        form = EVENTS.get(word) if isinstance(word, str) else None
        if form is None:
            hint = did_you_mean(str(word), EVENTS)
            help_text = f"there are {', '.join(EVENTS)}"
            self.problems.report("SEP-TRC-053", f"no event `{word}`{hint}", number, f'"{word}"', help_text)
            return None
        kind, keys = form
        values = self.values(number, f"`{word}`", keys, record)
        if values is None:
            return None
        event = kind(**values)
        if kind in _RANGED:
            self._check(number, event)
        return event

    def _check(self, number: int, event: PhysicalEvent) -> None:
        """What no key says by itself."""
        if isinstance(event, (Map, Unmap)) and event.iova + event.size - 1 > LARGEST:
            self._beyond(number, "iova")
        if isinstance(event, Map) and event.frame is not None and event.frame + event.size - 1 > LARGEST:
            self._beyond(number, "frame")
        if isinstance(event, Slot) and event.size and event.address + event.size - 1 > LARGEST:
            self._beyond(number, "address")
        if isinstance(event, Unmap) and event.iova + max(1, event.unmapped or 0) - 1 > LARGEST:
            self._beyond(number, "unmapped")
        if isinstance(event, Scrub) and (event.frame is None) != (event.size is None):
            self.problems.report("SEP-TRC-055", "`scrub` needs `frame` and `size` together", number)
        if isinstance(event, Scrub) and (event.frame is None) == (event.instance is None):
            self.problems.report("SEP-TRC-055", "`scrub` needs frames or an instance, one of them", number)

    def _beyond(self, number: int, key: str) -> None:
        self.problems.report("SEP-TRC-057", f"the range of `{key}` ends beyond 2⁶⁴", number, f'"{key}"')

    def _call(self, number: int, record: dict[str, Any]) -> StepCall | None:
        told = self._told(number, record)
        expected: Answer | None = None
        if "expect" in record:
            given = record.pop("expect")
            if isinstance(given, dict):
                expected = self._answer(number, cast(dict[str, Any], given))
            else:
                self.problems.report("SEP-TRC-057", "`expect` is not an object", number, '"expect"')
        values = self.values(number, "a step", CALL, record)
        if values is None:
            return None
        answer = Answer(values.pop("status", None), values.pop("value", None), told)
        self._check_answer(number, answer)
        return StepCall(answer=answer, expect=expected, **values)

    def _answer(self, number: int, record: dict[str, Any]) -> Answer:
        told = self._told(number, record)
        answer = Answer(told=told, **(self.values(number, "`expect`", ANSWER, record) or {}))
        self._check_answer(number, answer)
        return answer

    def _check_answer(self, number: int, answer: Answer) -> None:
        if answer.status not in (None, OK) and (answer.value is not None or answer.told):
            what = "cannot happen" if answer.status == IMPOSSIBLE else f"is refused {answer.status}"
            message = f"a step that {what} returns nothing and tells nobody"
            self.problems.report("SEP-TRC-058", message, number, '"status"')

    def _told(self, number: int, record: dict[str, Any]) -> tuple[Told, ...] | None:
        if "told" not in record:
            return None
        found: list[Told] = []
        for one in self.objects(number, "told", record.pop("told")):
            values = self.values(number, "news", TOLD, one)
            if values is not None:
                found.append(Told(**values))
        return tuple(found)

    def gap(self, number: int, record: dict[str, Any]) -> Gap | None:
        """Something that the recording cannot show; None where a mistake was noted."""
        values = self.values(number, "a gap", GAP, record)
        if values is None:
            return None
        if values["what"] not in GAPS:
            message = f"no gap `{values['what']}`{did_you_mean(values['what'], GAPS)}"
            self.problems.report("SEP-TRC-057", message, number, f'"{values["what"]}"', f"there are {', '.join(GAPS)}")
        return Gap(**values)

    def objects(self, number: int, key: str, value: object) -> list[dict[str, Any]]:
        """A list of objects; empty where a mistake was noted."""
        if isinstance(value, list) and all(isinstance(one, dict) for one in cast(list[Any], value)):
            return cast(list[dict[str, Any]], value)
        self.problems.report("SEP-TRC-057", f"`{key}` is not a list of objects", number, f'"{key}"')
        return []

    def values(self, number: int, what: str, keys: Keys, record: dict[str, Any]) -> dict[str, Any] | None:
        """The values of an object's keys, None where a mistake was noted."""
        values: dict[str, Any] = {}
        before = len(self.problems.found)
        known = keys.known
        for key, value in record.items():
            if key not in known:
                self.problems.unknown(what, key, keys.names, number)
                continue
            try:
                values[key] = known[key][0](value)
            except Unfit:
                message = f"`{key}` of {what} is {_shown(value)}, not {known[key][1]}"
                self.problems.report("SEP-TRC-057", message, number, f'"{key}"')
        for key in keys.required:
            if key not in record:
                self.problems.report("SEP-TRC-055", f"{what} needs `{key}`", number)
        return values if len(self.problems.found) == before else None


_RANGED = frozenset((Map, Unmap, Slot, Scrub))


def _meant(record: Iterable[str]) -> str:
    for word in ("step", "event"):
        for key in record:
            if did_you_mean(key, [word]):
                return f": `{key}` is no key, did you mean `{word}`?"
    return ""


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= 40 else text[:40] + '…'}`"
