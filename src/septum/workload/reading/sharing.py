"""The sections `channels` and `accept`."""

from septum.workload.deployment import Acceptance, Between, Channel
from septum.workload.reading.problems import Problems
from septum.workload.reading.scalars import read_choice, read_date, read_name, read_scalar
from septum.workload.reading.section import open_section
from septum.workload.reading.tenants import ALL
from septum.workload.reading.tree import Broken, Node, Scalar, Sequence

CHANNEL_KINDS = ("memory",)


def read_channel(node: Node, number: int, problems: Problems) -> Channel | None:
    """Declared sharing; `number` counts from 1."""
    section = open_section(node, f"channel {number}", ("name", "kind", "between"), problems)
    if section is None:
        return None
    name = section.required("name", read_name)
    kind = section.required("kind", lambda n, what, p: read_choice(n, what, CHANNEL_KINDS, p))
    between = section.required("between", _read_pair)
    if name is None or kind is None or between is None:
        return None
    return Channel(name, kind, between, section.span)


def read_acceptance(node: Node, number: int, problems: Problems) -> Acceptance | None:
    """A residual channel taken knowingly; `number` counts from 1."""
    known = ("channel", "between", "until", "because")
    section = open_section(node, f"acceptance {number}", known, problems)
    if section is None:
        return None
    channel = section.required("channel", read_name)
    pairs = section.required("between", _read_between)
    until = section.required("until", read_date)
    because = section.required("because", lambda n, what, p: read_scalar(n, what, "a reason", p))
    if channel is None or pairs is None or until is None or because is None:
        return None
    return Acceptance(channel, pairs or None, until, because.text, section.span)


def _read_between(node: Node, what: str, problems: Problems) -> tuple[Between, ...] | None:
    """Pairs of tenants; no pair at all stands for `all`."""
    if isinstance(node, Scalar) and node.text == ALL:
        return ()
    if isinstance(node, Sequence) and node.items and all(isinstance(item, Sequence) for item in node.items):
        pairs = [_read_pair(item, what, problems) for item in node.items]
        return tuple(pair for pair in pairs if pair is not None) or None
    pair = _read_pair(node, what, problems)
    return (pair,) if pair is not None else None


def _read_pair(node: Node, what: str, problems: Problems) -> Between | None:
    if isinstance(node, Broken):
        return None
    if isinstance(node, Sequence) and len(node.items) == 2:
        one, other = (read_name(item, what, problems) for item in node.items)
        if one is None or other is None:
            return None
        if one.value != other.value:
            return Between(one, other)
    message = f"{what} must be two tenants, such as [alice, bob]"
    problems.report("SEP-DEP-037", message, node.span)
    return None
