"""Counting: what was classified, by rule and name, with the first place of each."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from attrs import define, field

from septum.traces.classifying.classify import Classified
from septum.traces.classifying.results import Failure, Lost, Reason, Seen
from septum.traces.classifying.rules import Class, Rule
from septum.traces.events import Call, Event, KernelEvent, Place, Unread

_KEPT = 50


@define
class _Count:
    number: int
    first: Place


_Key = tuple[Class, str, str, str]
_AnyKey = TypeVar("_AnyKey")
_WITHOUT_RULE = {
    Class.OTHER: "ioctls of terminals, sockets and other devices",
    Class.HOST: "for no guest, or of parts of the kernel that no rule is about",
}


@define
class Tally:
    """Counts of what was classified. `guests`: how many there are; lines that nobody read are kept up to fifty."""

    counts: dict[_Key, _Count] = field(factory=dict[_Key, _Count])
    rules: dict[str, Rule] = field(factory=dict[str, Rule])
    failures: dict[tuple[str, str], _Count] = field(factory=dict[tuple[str, str], _Count])
    unread: list[Lost] = field(factory=list[Lost])
    unread_lines: int = 0
    guests: int = 0
    ioctls: int = 0
    iommu_events: int = 0
    kernel_events: int = 0
    other_calls: int = 0

    def event(self, event: Event, guest: int | None) -> None:
        """Count an event, whatever it comes to."""
        if guest is not None and guest > self.guests:
            self.guests = guest
        if isinstance(event, Call):
            if event.name == "ioctl":
                self.ioctls += 1
            else:
                self.other_calls += 1
        elif isinstance(event, KernelEvent):
            self.kernel_events += 1
            self.iommu_events += event.system == "iommu"
        elif isinstance(event, Unread):
            self.unread_lines += 1
            if len(self.unread) < _KEPT:
                self.unread.append(Lost(event.at, _printable(event.text), event.reason))

    def classified(self, one: Classified) -> None:
        """Count what an event comes to."""
        event = one.followed.event
        if one.kind is Class.FAILED and isinstance(event, Call):
            _add(self.failures, (one.name, event.error or ""), event.at)
            return
        self._count(one, one.kind, one.rule, one.name)
        if one.also is not None:
            self._count(one, one.also.kind, one.also, one.also.of[0])

    def _count(self, one: Classified, kind: Class, rule: Rule | None, name: str) -> None:
        event = one.followed.event
        label = ""
        if rule is not None and kind is not Class.HOST:
            label = rule.name
            self.rules[label] = rule
        recorded = "kernel event" if isinstance(event, KernelEvent) else "call"
        _add(self.counts, (kind, label, name, recorded), event.at)

    def seen(self, wanted: Callable[[Class, Rule | None], object]) -> list[tuple[Class, Rule | None, Seen]]:
        """What was counted and is wanted, in the order of the rules, then of names."""
        found: list[tuple[Class, Rule | None, Seen]] = []
        for (kind, label, name, recorded), count in self.counts.items():
            rule = self.rules.get(label)
            if wanted(kind, rule):
                found.append((kind, rule, Seen(name, recorded, count.number, count.first)))
        return sorted(found, key=lambda one: (one[1].order if one[1] is not None else -1, one[2].recorded, one[2].name))

    def reasons(self, wanted: Iterable[Class]) -> tuple[Reason, ...]:
        """What realises no capability, of some classes, in their order; those with the same reason together."""
        found: dict[tuple[Class, str, str | None], list[Seen]] = {}
        for kind in wanted:
            for _, rule, seen in self.seen(lambda other, _, kind=kind: other is kind):
                because = rule.because if rule is not None else _WITHOUT_RULE.get(kind, "")
                found.setdefault((kind, because, rule.excluded if rule is not None else None), []).append(seen)
        return tuple(Reason(kind, because, ex, tuple(same)) for (kind, because, ex), same in found.items())

    def failed(self) -> tuple[Failure, ...]:
        """What failed, the most frequent first."""
        found = [Failure(name, error, one.number, one.first) for (name, error), one in self.failures.items()]
        return tuple(sorted(found, key=lambda one: (-one.count, one.name, one.error)))


def _add(table: dict[_AnyKey, _Count], key: _AnyKey, first: Place) -> None:
    count = table.get(key)
    if count is None:
        table[key] = _Count(1, first)
    else:
        count.number += 1


def _printable(text: str) -> str:
    """A line of a file that nobody vouches for, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
