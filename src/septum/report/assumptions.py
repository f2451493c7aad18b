"""The register of assumptions as text."""

from collections import Counter

from septum.report.layout import CUT, entry, wrapped
from septum.spec.model import Assumption, Model


def assumption_lines(model: Model, everything: bool) -> list[str]:
    """What a profile assumes, row by row, and what stands in its files without being assumed."""
    assumed = [a for a in model.assumptions if a.name in model.assumes]
    others = [a for a in model.assumptions if a.name not in model.assumes]
    lines: list[str] = []
    if assumed:
        width = max(len("id"), *(len(a.identifier) for a in assumed))
        kinds = max(len("kind"), *(len(a.kind) for a in assumed))
        lines.append(f"  {'id':<{width}}  {'kind':<{kinds}}  on a host  source")
        shown = assumed if everything or len(assumed) <= CUT + 1 else assumed[:CUT]
        for assumption in shown:
            first = f"  {assumption.identifier:<{width}}  {assumption.kind:<{kinds}}  {_checked(assumption):<9}  "
            lines += wrapped(assumption.source, first, len(first))
        if len(shown) < len(assumed):
            lines.append(f"  … {len(assumed) - len(shown)} more: --all")
    if others:
        lines += entry("not assumed", " ".join(a.identifier for a in others))
    return [*lines, assumption_count(assumed)]


def assumption_count(assumptions: list[Assumption]) -> str:
    """`7: 7 contract; 0 with a host check`."""
    kinds = Counter(a.kind for a in assumptions)
    parts = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    checked = sum(a.check is not None for a in assumptions)
    return f"{len(assumptions)}: {parts or 'none'}; {checked} with a host check"


def _checked(assumption: Assumption) -> str:
    return "checked" if assumption.check is not None else "on trust"
