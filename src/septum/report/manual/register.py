"""The pages of the assumptions and of the invariants."""

from septum.report.assumptions import assumption_count
from septum.report.manual.markup import labelled, link, sentence, source_text, table, target
from septum.report.manual.steps import facts_of
from septum.spec.model import Assumption, FactKind, Model
from septum.spec.register import AdverseSide, adverse_sides

_KINDS = {
    "hardware": "Facts about the machine",
    "configuration": "How the host is set up",
    "contract": "What somebody owes",
    "exclusion": "What the profile leaves out",
}


def assumptions_page(model: Model) -> str:
    """Every assumption of a profile: what its absence allows, how a host shows it, how it is repaired."""
    assumed = [a for a in model.assumptions if a.name in model.assumes]
    lines = [
        "# Assumptions",
        "",
        f"What must be true of the world for {model.name} to isolate anybody: {assumption_count(assumed)}.",
        "`septum explain ID` prints the attack that the absence of one allows, `septum refute` replays it.",
        "",
    ]
    for kind, heading in _KINDS.items():
        found = [a for a in assumed if a.kind == kind]
        if found:
            lines += [f"## {heading}", "", *(line for a in found for line in _assumption(a, model))]
    return "\n".join(lines).rstrip("\n") + "\n"


def invariants_page(model: Model) -> str:
    """Every invariant and stated property, with the steps that could break it."""
    lines = [
        "# Invariants",
        "",
        "What holds before and after every step. *Properties* are claimed beside isolation; *invariants* are means of",
        "proof, and claim nothing by themselves.",
        "",
    ]
    rows: list[tuple[str, ...]] = []
    touching: dict[str, list[str]] = {}
    for step in model.steps:
        for fact in facts_of(step, model):
            touching.setdefault(fact.name, []).append(step.name)
    for fact in model.invariants:
        kind = "property" if fact.kind is FactKind.ALWAYS else "invariant"
        rows.append(
            (
                link("fact", fact.name),
                kind,
                link("concern", fact.concern),
                sentence(fact.doc) or f"`{source_text(fact.body.span, model.sources)}`",
                " ".join(link("step", name) for name in touching.get(fact.name, [])),
            )
        )
    lines += table(("name", "kind", "concern", "says", "steps that write what it speaks of"), rows)
    return "\n".join(lines).rstrip("\n") + "\n"


def _assumption(assumption: Assumption, model: Model) -> list[str]:
    lines = [*target("assumption", assumption.identifier, f"`{assumption.identifier}`", 3), assumption.sentence, ""]
    sides = adverse_sides(assumption.name, model.steps)
    return lines + labelled(
        [
            ("without it", [_side(side) for side in sides]),
            ("because", [assumption.reason] if assumption.reason else []),
            ("on a host", [assumption.check or "nothing shows it: it is taken on trust"]),
            ("to repair", [assumption.repair] if assumption.repair else []),
            ("source", [assumption.source]),
        ]
    )


def _side(side: AdverseSide) -> str:
    says = f": {sentence(side.doc)}" if side.doc else ""
    if side.kind == "duty":
        return f"{link('step', side.step)} owes it no longer (`{side.span.short}`){says}"
    return f"{link('step', side.step)} happens (`{side.span.short}`){says}"
