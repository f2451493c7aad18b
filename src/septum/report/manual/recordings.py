"""The rules for recordings as tables of the manual."""

from collections.abc import Iterable

from septum.report.manual.markup import table
from septum.traces.classifying.rules import Class, Rule

_FILES = {
    "kvm": "Requests to KVM that realise capabilities",
    "kvm_others": "Other requests to KVM",
    "vfio": "Requests to VFIO and iommufd",
    "calls": "Other system calls",
    "kernel": "Events that the kernel records",
}
_MOST = 8


def recording_tables(rules: Iterable[Rule]) -> list[str]:
    """A table for each file of rules, in their order: what is recorded, under which condition, what it comes to."""
    lines: list[str] = []
    found = tuple(rules)
    for file, title in _FILES.items():
        rows = [_row(rule) for rule in found if rule.name.rpartition("-")[0] == file]
        lines += [f"### {title}", "", *table(("recorded", "if", "comes to", "because"), rows)]
    return lines


def _row(rule: Rule) -> tuple[str, ...]:
    names = [f"`{name}`" for name in rule.of[:_MOST]]
    more = f" and {len(rule.of) - _MOST} more" if len(rule.of) > _MOST else ""
    return ", ".join(names) + more, _condition(rule), _comes_to(rule), rule.because


def _condition(rule: Rule) -> str:
    parts = [f"on {' or '.join(rule.on)}"] if rule.on else []
    for one in rule.conditions:
        masked = one.field if one.mask is None else f"{one.field} & {one.mask:#x}"
        values = sorted(one.values)
        parts.append(f"`{masked}` is {' or '.join(map(str, values))}" if values else f"`{one.field}` is shown")
    return ", ".join(parts)


def _comes_to(rule: Rule) -> str:
    joined = (" or " if rule.realises == "one" else ", ").join(f"`{name}`" for name in rule.capabilities)
    if rule.kind is Class.OUTSIDE:
        return f"outside: `{rule.excluded}`" + (f" ({joined})" if joined else "")
    return joined or str(rule.kind)
