"""What generating conformance sequences finds. Plain data."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from septum.engines.conformance.targets import Aspect, Target
from septum.interpreter.effects import Effect
from septum.interpreter.instance import Instance, Meaning


@frozen
class Line:
    """A call as the interpreter answered it, and the targets that it is there for.

    `value_varies`, `told_varies`: it depends on what nobody says of the start, and so is not expected.
    """

    effect: Effect
    covers: tuple[Target, ...]
    value_varies: bool = False
    told_varies: bool = False


@frozen
class CallSequence:
    """Calls one after another from the start of an instance. `name`: with the example that it is taken from.

    `initial`: what the start must be, where an answer depends on what nobody says of it; else empty.
    """

    name: str
    instance: Instance
    lines: tuple[Line, ...]
    initial: Mapping[str, Meaning] = field(factory=dict[str, Meaning])


class Absence(StrEnum):
    """Why a target is not covered. EXCLUDED: by the invariants, proved; UNKNOWN: it was not found."""

    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@frozen
class Missing:
    """A target that no sequence covers."""

    target: Target
    absence: Absence


class Change(StrEnum):
    """How a core is mutated."""

    DROPPED = "dropped"
    SWAPPED = "swapped"


class Notice(StrEnum):
    """NOTICED: a sequence is answered otherwise. ALIKE: no run could tell, as proved. MISSED: none does, or unknown."""

    NOTICED = "noticed"
    ALIKE = "alike"
    MISSED = "missed"


@frozen
class Mutant:
    """A step with a guard dropped, or two refusals swapped, by their numbers; and whether that is noticed.

    `line`: the first call that is answered otherwise, by sequence and place, both from 0; None where none is.
    """

    change: Change
    step: str
    guard: int
    other: int
    notice: Notice
    line: tuple[int, int] | None = None


@frozen
class Conformance:
    """`states`: how many states near the examples were visited to find what they do not reach themselves."""

    profile: str
    digest: str
    sequences: tuple[CallSequence, ...]
    targets: tuple[Target, ...]
    missing: tuple[Missing, ...]
    mutants: tuple[Mutant, ...]
    states: int
    limit: int

    def covered(self, aspect: Aspect) -> tuple[int, int]:
        """How many targets of an aspect are covered, and how many there are."""
        absent = {missing.target for missing in self.missing}
        mine = [target for target in self.targets if target.aspect is aspect]
        return sum(target not in absent for target in mine), len(mine)
