"""A run, as data: the machine that it happens on, and the calls. Plain data."""

from collections.abc import Mapping

from attrs import frozen

from septum.interpreter.instance import Instance, Value


@frozen
class Call:
    """A step of the profile, by name, with its parameters by name. `returns`: the value that it must give, if any."""

    phase: str
    step: str
    arguments: Mapping[str, Value]
    returns: str | None = None

    def __str__(self) -> str:
        shown = (", ".join(sorted(v)) if isinstance(v, frozenset) else str(v) for v in self.arguments.values())
        return f"{self.step}({', '.join(shown)})"


@frozen
class Lifecycle:
    """A run of a deployment: `instance` is its machine, `calls` all happen in turn, each of them successfully.

    `replaced` is the tenant that ends; `successor` gets all that it had. `left` is the word that all content of the
    machine is before: whatever was there when it was switched on.
    """

    instance: Instance
    calls: tuple[Call, ...]
    replaced: str
    successor: str
    left: str
