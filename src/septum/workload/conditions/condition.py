"""A side condition: something that must hold of this deployment for the theorem to speak about it."""

from attrs import frozen

from septum.workload.verdicts import Finding


@frozen
class SideCondition:
    """`sentence` says what must hold, `found` what was found: of a BROKEN one, the things in conflict."""

    identifier: str
    sentence: str
    verdict: Finding
    found: str


def judged(identifier: str, sentence: str, found: str, faults: list[str]) -> SideCondition:
    """The condition that there are no `faults`; `found` describes what there is where it holds."""
    if faults:
        return SideCondition(identifier, sentence, Finding.BROKEN, "; ".join(faults))
    return SideCondition(identifier, sentence, Finding.HOLDS, found)
