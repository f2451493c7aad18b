"""From what was tried to what a part is for."""

from collections.abc import Mapping

from attrs import evolve, frozen

from septum.engines.minimal.parts import Part
from septum.engines.minimal.results import Finding, Group, Standing
from septum.engines.minimal.second_line import is_check
from septum.engines.minimal.stories import line_that_needs
from septum.engines.minimal.trials import Trial
from septum.engines.results import Attack
from septum.spec.model import GuardKind, Model

MEANS = (Group.OBSERVATION, Group.INVARIANT, Group.STATED)
"""What a proof rests on: needed where something is not proved without it, be there an attack or not."""


@frozen
class Other:
    """Another part, with the attack that makes it matter; empty where there is none.

    `note`: what else is known. `failed`: why nothing is.
    """

    part: str = ""
    attack: Attack | None = None
    note: str = ""
    failed: str = ""


def finding_of(
    model: Model, part: Part, trial: Trial, partners: Mapping[str, Other], others: Mapping[tuple[Group, str], Other]
) -> Finding:
    """The standing of a part, by its own trial, by the pairs that it is in, and by what else was asked of it.

    `partners`: by the identifier of a check, what must go as well. `others`: the part that makes this one matter.
    """
    finding = Finding(
        part.identifier, part.group, part.kind, Standing.UNEXPLAINED, part.span, part.text,
        attack=trial.attack, lost=trial.lost, detail=trial.detail,
    )  # fmt: skip
    other = others.get((part.group, part.identifier), Other())
    if trial.attack is not None:
        return evolve(finding, standing=Standing.NEEDED, obligation=_first((*trial.failing, *trial.stated)))
    if other.failed:
        return evolve(finding, standing=Standing.UNDECIDED, detail=other.failed)
    if part.group is Group.EVENT and not part.adverse:
        if other.attack is not None:
            return evolve(finding, standing=Standing.NEEDED, partner=other.part, attack=other.attack)
        line = line_that_needs(model, part.step)
        return evolve(finding, standing=Standing.IDLE if line is None else Standing.FUNCTIONAL, story=line)
    if not trial.harmless:
        obligation = _first((*trial.failing, *trial.stated))
        if part.group in MEANS and not trial.detail:
            return evolve(finding, standing=Standing.NEEDED, obligation=obligation)
        detail = trial.detail or "it is not proved without it, and no run was found"
        return evolve(finding, standing=Standing.UNDECIDED, obligation=obligation, detail=detail)
    if part.group is Group.EVENT:
        return evolve(finding, standing=Standing.IDLE)
    if other.attack is not None:
        return evolve(finding, standing=Standing.NEEDED, accepts=other.part, attack=other.attack)
    if other.part and part.group is Group.INVARIANT:
        return evolve(finding, standing=Standing.SECOND_LINE, partner=other.part)
    if part.identifier in partners and is_check(part):
        behind = partners[part.identifier]
        return evolve(finding, standing=Standing.SECOND_LINE, partner=behind.part, attack=behind.attack)
    if part.kind == GuardKind.WAITS:
        return evolve(finding, standing=Standing.TIMING)
    if trial.story is not None:
        return evolve(finding, standing=Standing.FUNCTIONAL, story=trial.story)
    return evolve(finding, detail=other.note)


def _first(names: tuple[str, ...]) -> str:
    return names[0] if names else ""
