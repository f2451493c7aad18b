"""A mapping with known keys."""

from collections.abc import Callable
from typing import TypeVar

from attrs import frozen

from septum.diagnostics import Span, did_you_mean, nearest
from septum.workload.reading.problems import Problems, listed, shown
from septum.workload.reading.tree import Broken, Entry, Mapping, Node, Scalar, Sequence

T = TypeVar("T")


@frozen
class Section:
    """The values of a mapping, by key. `what` names it in messages: `tenant alice`, `the host`."""

    what: str
    span: Span
    values: dict[str, Node]
    likely: frozenset[str]
    """The keys that an unknown key was probably meant to be: they are not reported as missing too."""
    problems: Problems

    def optional(self, key: str, read: Callable[[Node, str, Problems], T | None]) -> T | None:
        """The value of a key that may be left out."""
        node = self.values.get(key)
        return read(node, f"`{key}` of {self.what}", self.problems) if node is not None else None

    def required(self, key: str, read: Callable[[Node, str, Problems], T | None]) -> T | None:
        """The value of a key that must be there; reports it where it is not."""
        if key not in self.values and key not in self.likely:
            self.problems.report("SEP-DEP-004", f"{self.what} has no `{key}`", self.span)
        return self.optional(key, read)

    def name(self, key: str = "name") -> str | None:
        """The text of a key, for messages, before it is read."""
        node = self.values.get(key)
        return node.text if isinstance(node, Scalar) and node.text else None


def open_section(node: Node | None, what: str, known: tuple[str, ...], problems: Problems) -> Section | None:
    """The mapping `node`, whose keys are among `known`; unknown ones are reported. None where it is no mapping."""
    if node is None or isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping):
        found = "a list" if isinstance(node, Sequence) else shown(node.text) if node.text else "nothing"
        problems.report("SEP-DEP-006", f"{what} must be a mapping with {listed(known, 'and')}, not {found}", node.span)
        return None
    values = {entry.key.text: entry.value for entry in node.entries if entry.key.text in known}
    likely: set[str] = set()
    for entry in node.entries:
        if entry.key.text not in known and not isinstance(entry.value, Broken):
            likely |= _report_unknown(entry, what, [key for key in known if key not in values], known, problems)
    return Section(what, node.span, values, frozenset(likely), problems)


def _report_unknown(
    entry: Entry, what: str, free: list[str], known: tuple[str, ...], problems: Problems
) -> frozenset[str]:
    meant = nearest(entry.key.text, free) or nearest(entry.key.text, known)
    hint = did_you_mean(entry.key.text, [meant]) if meant else f": {what} has {listed(known, 'and')}"
    problems.report("SEP-DEP-003", f"unknown key {shown(entry.key.text)}{hint}", entry.key.span)
    return frozenset({meant}) if meant else frozenset()


def read_list(node: Node, what: str, problems: Problems) -> tuple[Node, ...] | None:
    """The items of a list."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Sequence):
        problems.report("SEP-DEP-006", f"{what} must be a list", node.span)
        return None
    return node.items
