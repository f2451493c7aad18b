"""From YAML text to a tree in which every value has its place.

The parser of ruamel.yaml gives the events; the tree is built here, so that a plain `no` stays the text that was
written, depth and size are bounded while reading, and a value has one place: aliases are refused.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from attrs import frozen
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from septum.diagnostics import Mark, Span
from septum.workload.reading.problems import Problems, shown

DEEPEST = 50
MOST_VALUES = 20_000
LONGEST_LINE = 10_000
"""Characters: on a single line without end the parser takes quadratic time."""


@frozen
class Scalar:
    """A single value as written. `quoted`: in quotes, or a block of text; YAML gives it no other meaning then."""

    text: str
    quoted: bool
    span: Span


@frozen
class Entry:
    """A key with its value."""

    key: Scalar
    value: "Node"


@frozen
class Mapping:
    """Keys with values; no key twice."""

    entries: tuple[Entry, ...]
    span: Span


@frozen
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    span: Span


@frozen
class Broken:
    """Something that has been reported already."""

    span: Span


Node = Scalar | Mapping | Sequence | Broken


_UNANSWERED = re.compile(r"(\btrust:[ \t]+)\?(?=[ \t]*(?:[,}#\n]|\Z))")
_PLACEHOLDER = "\ue000"


class _StopReading(Exception):
    """The rest of the file cannot be read."""


@frozen
class _Open:
    """A mapping or list whose end has not come."""

    span: Span
    is_mapping: bool
    children: list[Node]


def read_tree(text: str, problems: Problems) -> Node | None:
    """The one document of a YAML 1.2 text.

    What YAML allows and a deployment does not (aliases, tags, duplicate keys, several documents) goes to `problems`
    and reading goes on; None where it cannot. `trust: ?`, by which the tool asks a question, is no YAML: it is read
    as the text `?`.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            message = f"a line of {len(line):,} characters: not a deployment"
            problems.report("SEP-DEP-033", message, Span(problems.file, number, LONGEST_LINE + 1))
            return None
    marked = _UNANSWERED.sub(rf"\1{_PLACEHOLDER}", text)
    try:
        return _Builder(problems).build(_events(marked, problems))
    except _StopReading:
        return None


def _events(text: str, problems: Problems) -> Iterator[Any]:
    parser = YAML(typ="rt", pure=True)
    line, column = 1, 1
    try:
        for event in cast("Iterator[Any]", parser.parse(text)):  # pyright: ignore[reportUnknownMemberType]
            line, column = event.end_mark.line + 1, event.end_mark.column + 1
            yield event
    except MarkedYAMLError as error:
        fault: Any = error  # ruamel.yaml leaves the attributes of its errors untyped
        begun = fault.context_mark
        mark = fault.problem_mark or begun
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
        reason = " ".join(str(fault.problem or fault.context or "cannot be read").split())
        span = Span(problems.file, line, column)
        marks = [Mark(span)]
        if begun is not None and (begun.line + 1, begun.column + 1) != (line, column):
            marks.append(Mark(Span(problems.file, begun.line + 1, begun.column + 1), "begun here", primary=False))
        problems.report("SEP-DEP-002", f"not YAML: {reason}", span, marks)
        raise _StopReading from None
    except (YAMLError, ValueError, OverflowError, IndexError, AttributeError, TypeError, AssertionError):
        # The parser itself fails on some texts, such as an escape beyond Unicode, and does not say where.
        problems.report("SEP-DEP-002", "not YAML: what follows cannot be read", Span(problems.file, line, column))
        raise _StopReading from None


class _Builder:
    """Puts the events of one document together."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.values = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            span = self._span(event)
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                self._document(event, span)
            elif kind == "AliasEvent":
                message = f"an alias, {shown('*' + str(event.anchor))}: write the value out"
                self._add(self._broken("SEP-DEP-030", message, span))
            elif kind == "ScalarEvent":
                self._add(self._tagged(event, span) or self._scalar(event, span))
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._tagged(event, span)
                if len(self.open) >= DEEPEST:
                    self.problems.report("SEP-DEP-032", f"nested deeper than {DEEPEST} levels", span)
                    raise _StopReading
                self.open.append(_Open(span, kind == "MappingStartEvent", []))
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close()
        return self.root

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.problems.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _broken(self, code: str, message: str, span: Span) -> Broken:
        self.problems.report(code, message, span)
        return Broken(span)

    def _document(self, event: Any, span: Span) -> None:
        if self.root is not None:
            self.problems.report("SEP-DEP-031", "a second document: a deployment is one", span)
            raise _StopReading
        version = getattr(event, "version", None)
        if version is not None and tuple(version) != (1, 2):
            written = ".".join(str(part) for part in version)
            self.problems.report("SEP-DEP-031", f"a deployment is YAML 1.2, not {written[:LONGEST_VERSION]}", span)

    def _tagged(self, event: Any, span: Span) -> Broken | None:
        tag = getattr(event, "tag", None)
        if tag is None:
            return None
        return self._broken("SEP-DEP-031", f"a tag, {shown(str(tag))}: write the plain value", span)

    def _scalar(self, event: Any, span: Span) -> Scalar:
        return Scalar(str(event.value).replace(_PLACEHOLDER, "?"), event.style not in (None, ""), span)

    def _add(self, node: Node) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"more than {MOST_VALUES:,} values: not a deployment"
            self.problems.report("SEP-DEP-033", message, node.span)
            raise _StopReading
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node

    def _close(self) -> None:
        closed = self.open.pop()
        if not closed.is_mapping:
            self._add(Sequence(tuple(closed.children), closed.span))
            return
        entries: dict[str, Entry] = {}
        for key, value in zip(closed.children[::2], closed.children[1::2], strict=False):
            if not isinstance(key, Scalar):
                if not isinstance(key, Broken):
                    self.problems.report("SEP-DEP-006", "a key is a name, not a mapping or list", key.span)
            elif key.text in entries:
                self._duplicate(entries[key.text].key, key)
            else:
                entries[key.text] = Entry(key, value)
        self._add(Mapping(tuple(entries.values()), closed.span))

    def _duplicate(self, first: Scalar, second: Scalar) -> None:
        marks = (Mark(first.span, "first", primary=False), Mark(second.span, "again"))
        self.problems.report("SEP-DEP-005", f"key {shown(second.text)} twice", second.span, marks)


LONGEST_VERSION = 12
