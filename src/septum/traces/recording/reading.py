"""From JSON lines to runs. Everything that is wrong is reported at once, each with its line."""

import json
from typing import Any, cast

from septum.traces.events import Place
from septum.traces.recording.keys import HEADER
from septum.traces.recording.lines import LineReader
from septum.traces.recording.problems import Problems
from septum.traces.recording.runs import VERSION, Header, Line, Run


def read_runs(file: str, text: str) -> tuple[Run, ...]:
    """The runs of a file. `file`: how messages call it. Raises InputError, all mistakes at once."""
    problems = Problems(file, text)
    reader = _Reader(file, problems)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            reader.take(number, line)
    if not reader.runs:
        problems.report("SEP-TRC-051", "no header, and no line at all", 1, help_text=_HEADER_HELP)
    problems.stop_if_any()
    return tuple(Run(header, tuple(lines), tuple(places)) for header, lines, places in reader.runs)


_HEADER_HELP = 'a run begins with a line such as {"septum": "trace", "version": 1, "profile": "minimal"}'


class _Reader:
    """The runs of one file as they are read: for each the header, its lines, and where all of them stand."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.runs: list[tuple[Header, list[Line], list[Place]]] = []
        self._lines = LineReader(problems)
        self._twice: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._pairs, parse_constant=_refuse)

    def take(self, number: int, text: str) -> None:
        """Read one line."""
        record = self._record(number, text)
        if record is None:
            return
        if "septum" in record:
            self.runs.append((self._header(number, record), [], [Place(self.file, number)]))
            return
        if not self.runs:
            self.problems.report("SEP-TRC-051", "no header before this line", number, help_text=_HEADER_HELP)
            self.runs.append((Header(), [], [Place(self.file, number)]))
        line = self._lines.line(number, record)
        if line is not None:
            self.runs[-1][1].append(line)
            self.runs[-1][2].append(Place(self.file, number))

    def _record(self, number: int, text: str) -> dict[str, Any] | None:
        try:
            record: Any = self._decoder.decode(text)
        except (ValueError, RecursionError) as error:
            said, part = str(error), ""
            if isinstance(error, json.JSONDecodeError):
                said, part = error.msg[:1].lower() + error.msg[1:], text[error.pos :]
            self.problems.report("SEP-TRC-050", f"not a line of JSON: {said}", number, part)
            return None
        if not isinstance(record, dict):
            self.problems.report("SEP-TRC-050", "the line is not a JSON object", number)
            return None
        while self._twice:
            key = self._twice.pop()
            self.problems.report("SEP-TRC-056", f"`{key}` is given twice", number, f'"{key}"')
        return cast(dict[str, Any], record)

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    self._twice.append(key)
                seen.add(key)
        return record

    def _header(self, number: int, record: dict[str, Any]) -> Header:
        kind, version = record.pop("septum"), record.pop("version", None)
        if kind != "trace" or type(version) is not int or version != VERSION:
            message = f"`{kind}`, version {json.dumps(version)}, is not a trace of version {VERSION}"
            self.problems.report("SEP-TRC-052", message, number, '"septum"', _HEADER_HELP)
            return Header()
        gaps = tuple(
            self._lines.gap(number, one) for one in self._lines.objects(number, "gaps", record.pop("gaps", []))
        )
        values = self._lines.values(number, "a header", HEADER, record)
        return Header(gaps=tuple(gap for gap in gaps if gap is not None), **(values or {}))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")
