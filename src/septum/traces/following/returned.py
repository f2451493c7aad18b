"""The descriptor that a call returned."""

from septum.traces.events import Call


def returned_descriptor(call: Call) -> tuple[int | None, str | None]:
    """The descriptor that a call returned, and what it is said to be open on."""
    result = call.result
    if result is None or call.error is not None:
        return None, None
    number, _, target = result.partition("<")
    try:
        value = int(number, 0)
    except ValueError:
        return None, None
    target = target.removesuffix("(deleted)").removesuffix(">")
    target = target[: target.index("<")] if "<" in target else target
    return (value if value >= 0 else None), (target or None)
