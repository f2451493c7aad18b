"""What each event comes to, by the rules and by what came before."""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from septum.traces.classifying.memory import MonitorMemory, number_of
from septum.traces.classifying.rules import Class, Rule, find_rule, rules_of
from septum.traces.decoding import argument_of, is_virtualization
from septum.traces.events import Call, Ended, KernelEvent
from septum.traces.following import Followed, Kind

_VCPU = re.compile(r"CPU \d+/KVM$|kvm-vcpu-\d+$|.*vcpu[ _-]?\d+$", re.I)
_BACKEND = re.compile(r"VHOST_|TUN(?:SET|GET|ATTACH|DETACH)")
_REGION = 40  # offsets of vfio-pci: the region's index stands above so many bits (VFIO_PCI_OFFSET_SHIFT)
_TABLES = frozenset((Kind.CONTAINER, Kind.IOMMUFD, Kind.GROUP))
_NOTHING: Mapping[str, int] = {}


@frozen
class Classified:
    """An event, its name as rules call it, what it comes to, and by which rule.

    `name` is "" for what no rule could be about. `also`: a second rule that fits, of the first run of a guest.
    """

    followed: Followed
    name: str
    kind: Class
    rule: Rule | None = None
    also: Rule | None = None


def classify(followed: Iterable[Followed]) -> Iterator[Classified]:
    """What each event comes to. System calls that no rule is about and lines that nobody read are left out."""
    return _Classifier().classify(followed)


@define
class _Classifier:
    memory: MonitorMemory = field(factory=MonitorMemory)
    started: set[int | None] = field(factory=set[int | None])
    machines: set[int | None] = field(factory=set[int | None])
    attached: set[int | None] = field(factory=set[int | None])
    vcpus: set[int] = field(factory=set[int])
    plain: dict[tuple[str, str | None], Rule | None] = field(factory=dict[tuple[str, str | None], Rule | None])

    def classify(self, followed: Iterable[Followed]) -> Iterator[Classified]:
        for one in followed:
            event = one.event
            if isinstance(event, Call):
                found = self._ioctl(one, event) if event.name == "ioctl" else self._call(one, event)
            elif isinstance(event, KernelEvent):
                found = self._kernel_event(one, event)
            elif isinstance(event, Ended) and one.gone is not None:
                fields = {"started": int(one.gone in self.started), "machine": int(one.gone in self.machines)}
                found = self._ruled(one, "exit", None, fields)
            else:
                found = None
            if found is not None:
                yield found

    def _ruled(self, one: Followed, name: str, on: str | None, fields: Mapping[str, int]) -> Classified:
        rule = find_rule(name, on, fields)
        return Classified(one, name, rule.kind if rule is not None else Class.UNCLASSIFIED, rule)

    def _ioctl(self, one: Followed, call: Call) -> Classified:
        request = one.request
        if request is None:
            return self._strange(one, call)
        on = one.thing.kind.value if one.thing is not None else None
        rule = self._rule(one, call, request.name, on)
        if rule is None:
            return Classified(one, request.name, Class.UNCLASSIFIED)
        if call.error is not None or (call.result is None and request.name != "KVM_RUN"):
            return Classified(one, request.name, Class.FAILED, rule)
        if any(thing is not None and thing.kind is Kind.VM for thing in (one.thing, one.made)):
            self.machines.add(one.guest)
        if one.made is not None and one.made.kind is Kind.DEVICE:
            self.memory.owners.add(one.guest)
        if "attach" in rule.capabilities:
            self.attached.add(one.guest)
        elif "detach" in rule.capabilities:
            self.attached.discard(one.guest)
        also: Rule | None = None
        if request.name == "KVM_RUN":
            self.vcpus.add(call.thread)
            if one.guest not in self.started:
                self.started.add(one.guest)
                also = find_rule("first KVM_RUN", None, _NOTHING)
        return Classified(one, request.name, rule.kind, rule, also)

    def _rule(self, one: Followed, call: Call, name: str, on: str | None) -> Rule | None:
        key = (name, on)
        if key in self.plain:
            return self.plain[key]
        if not any(rule.conditions for rule in rules_of(name)):
            self.plain[key] = rule = find_rule(name, on, _NOTHING)
            return rule
        fields = argument_of(call, name)
        if fields.get("memory_size"):
            fields = {**fields, **self.memory.behind(one.guest, fields.get("userspace_addr"))}
        return find_rule(name, on, fields)

    def _strange(self, one: Followed, call: Call) -> Classified:
        """An ioctl that is none of KVM, VFIO and iommufd, or one that nobody knows."""
        text = call.arguments[0] if call.arguments else ""
        if is_virtualization(text):
            asked = f"{text} to {one.thing.kind}" if one.thing is not None else text
            return Classified(one, asked, Class.UNCLASSIFIED)
        backend = one.thing is not None and one.thing.kind is Kind.BACKEND
        if backend or _BACKEND.match(text):
            found = self._ruled(one, "backend", None, _NOTHING)
            return Classified(one, text, Class.FAILED if call.error is not None else found.kind, found.rule)
        return Classified(one, text, Class.OTHER)

    def _call(self, one: Followed, call: Call) -> Classified | None:
        name = call.name
        fields: Mapping[str, int] = _NOTHING
        if name == "munmap":
            self.memory.unmapped(one, call)
            return None
        if name == "mmap":
            self.memory.mapped(one, call)
        if name == "madvise":
            if len(call.arguments) < 3 or "MERGEABLE" not in call.arguments[2] or "UN" in call.arguments[2]:
                return None
        elif one.thing is None or one.guest is None or not rules_of(name) or (name == "close" and one.freed is None):
            return None
        elif name in ("pread64", "pwrite64"):
            fields = _region(call)
        elif name == "close" and one.thing.kind in _TABLES:
            fields = {"attached": int(one.guest in self.attached)}
            self.attached.discard(one.guest)
        on = one.thing.kind.value if one.thing is not None else None
        rule = find_rule(name, on, fields)
        if rule is None:
            return None
        return Classified(one, name, Class.FAILED if call.error is not None else rule.kind, rule)

    def _kernel_event(self, one: Followed, event: KernelEvent) -> Classified | None:
        name = f"{event.system}:{event.name}"
        if event.system == "sched":
            return self._scheduled(one, event, name)
        if event.system == "iommu":
            found = self._ruled(one, name, None, _NOTHING)
            ours = one.guest is not None or found.rule is None or found.kind is Class.OUTSIDE
            return found if ours else Classified(one, name, Class.HOST, found.rule)
        if event.system == "kvm":
            found = self._ruled(one, name, None, _NOTHING)
            return found if one.guest is not None else Classified(one, name, Class.HOST, found.rule)
        return Classified(one, name, Class.HOST)

    def _scheduled(self, one: Followed, event: KernelEvent, name: str) -> Classified:
        """The host's scheduler: about a virtual CPU if it names one of its threads."""
        fields = event.fields
        named = [fields.get(key, "") for key in ("prev_pid", "next_pid", "pid")]
        commands = [fields.get(key, "") for key in ("prev_comm", "next_comm", "comm")]
        ours = any(text.isdigit() and int(text) in self.vcpus for text in named) or any(map(_VCPU.match, commands))
        if ours:
            return self._ruled(one, name, None, _NOTHING)
        return Classified(one, name, Class.HOST)


def _region(call: Call) -> Mapping[str, int]:
    offset = number_of(call.arguments[-1] if call.arguments else None)
    return {} if offset is None else {"region": offset >> _REGION}
