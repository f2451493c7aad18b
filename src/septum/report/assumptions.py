"""The register of assumptions as text, and one of them with what it bears."""

import re
from collections import Counter

from septum.engines.results import Bearing, Weight
from septum.report.layout import CUT, entry, wrapped
from septum.report.quantities import plural
from septum.spec.model import Assumption, Model
from septum.spec.profiles import ASSUMPTION_KINDS
from septum.spec.register import AdverseSide, adverse_sides


def assumption_lines(model: Model, everything: bool) -> list[str]:
    """What a profile assumes, row by row, and what stands in its files without being assumed."""
    assumed = [a for a in model.assumptions if a.name in model.assumes]
    others = [a for a in model.assumptions if a.name not in model.assumes]
    lines: list[str] = []
    if assumed:
        width = max(len("id"), *(len(a.identifier) for a in assumed))
        kinds = max(len("kind"), *(len(a.kind) for a in assumed))
        lines.append(f"  {'id':<{width}}  {'kind':<{kinds}}  check  source")
        shown = assumed if everything or len(assumed) <= CUT + 1 else assumed[:CUT]
        for assumption in shown:
            checked = "yes" if assumption.check is not None else "no"
            first = f"  {assumption.identifier:<{width}}  {assumption.kind:<{kinds}}  {checked:<5}  "
            lines += wrapped(short_source(assumption), first, len(first))
        if len(shown) < len(assumed):
            lines.append(f"  … {len(assumed) - len(shown)} more: --all")
    if others:
        lines += entry("not assumed", " ".join(a.identifier for a in others))
    return [*lines, assumption_count(assumed)]


def assumption_count(assumptions: list[Assumption]) -> str:
    """`7: 7 contract; 0 with a host check`."""
    kinds = Counter(a.kind for a in assumptions)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in ASSUMPTION_KINDS if kinds[kind])
    checked = sum(a.check is not None for a in assumptions)
    return f"{len(assumptions)}: {parts or 'none'}; {checked} with a host check"


def short_source(assumption: Assumption) -> str:
    """The source as far as its first colon or semicolon: `XSA-33` of `XSA-33; CVE-2012-5634`."""
    return re.split(r"[:;]\s", assumption.source, maxsplit=1)[0]


def assumption_texts(assumption: Assumption, model: Model, bearing: Bearing | None) -> tuple[tuple[str, str], ...]:
    """One assumption as labelled texts: what it says, what its absence allows, the attack, a host's check, the repair.

    `bearing`: what its loss does to this profile, where that was asked; without it the command is named that asks.
    """
    texts = [("assumption", f"{assumption.sentence.removesuffix('.')} ({assumption.kind}, {assumption.source})")]
    sides = adverse_sides(assumption.name, model.steps)
    texts += [("without it" if not index else "", _allowed(side)) for index, side in enumerate(sides)]
    if assumption.name not in model.assumes:
        texts.append(("here", f"{model.name} does not assume it"))
    elif assumption.reason is not None:
        texts.append(("because", assumption.reason))
    else:
        if bearing is not None:
            texts.append(("attack", _attack(bearing)))
        texts.append(("shown by", f"septum refute {model.name} --without {assumption.identifier}"))
    texts.append(("on a host", assumption.check or "nothing shows it: it is taken on trust"))
    if assumption.repair:
        texts.append(("to repair", assumption.repair))
    return tuple(texts)


def _allowed(side: AdverseSide) -> str:
    """`leave, memory.py:54: something stays`; of a duty, the step that owes it."""
    says = " ".join(side.doc.split("\n\n")[0].split())
    says = says[:1].lower() + says[1:].removesuffix(".")
    if side.kind == "duty":
        return f"{side.step}, {side.span.short}, owes it no longer" + (f": {says}" if says else "")
    return f"{side.step}, {side.span.short}" + (f": {says}" if says else "")


def _attack(bearing: Bearing) -> str:
    """`5 steps, bob to alice: read, replayed; used in 17 obligations`."""
    used = f"used in {plural(bearing.obligations, 'obligation')}"
    if bearing.weight is Weight.NEEDED:
        parties = f", {bearing.source} to {bearing.victim}" if bearing.source and bearing.victim else ""
        words = [bearing.fall, *(["two runs"] if bearing.two_runs else []), *(["replayed"] if bearing.replayed else [])]
        return f"{plural(bearing.steps, 'step')}{parties} ({', '.join(words)}); {used}"
    if bearing.weight is Weight.UNDECIDED:
        return f"no run was found, and no proof without it; {used}"
    return f"none: isolation is proved without it; {used}"
