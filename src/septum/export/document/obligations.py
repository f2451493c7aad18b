"""Obligations as records. What several of them suppose is written once."""

from collections.abc import Sequence

from septum.export.document.records import Json, Terms
from septum.obligations import Hypothesis, Obligation


def obligations_json(obligations: Sequence[Obligation], terms: Terms) -> Json:
    """Three lists: hypotheses, sets of them by number, and obligations, each with the number of its set."""
    numbers: dict[Hypothesis, int] = {}
    sets: dict[tuple[int, ...], int] = {}
    seen: dict[tuple[int, ...], int] = {}
    rows: list[Json] = []
    for obligation in obligations:
        # The same hypotheses are mostly the same objects: looking them up one by one would cost more than all else.
        key = tuple(map(id, obligation.hypotheses))
        if key not in seen and not obligation.untouched:
            supposed = tuple(numbers.setdefault(h, len(numbers)) for h in obligation.hypotheses)
            seen[key] = sets.setdefault(supposed, len(sets))
        rows.append(
            {
                "id": obligation.identifier,
                "clause": obligation.clause,
                "step": obligation.step,
                "other_step": obligation.other_step,
                "observer": obligation.observer,
                "target": obligation.target,
                "untouched": obligation.untouched,
                "suppositions": None if obligation.untouched else seen[key],
                "goal": terms.number(obligation.goal),
            }
        )
    return {
        "hypotheses": [{"name": h.name, "term": terms.number(h.term)} for h in numbers],
        "suppositions": [list(supposed) for supposed in sets],
        "obligations": rows,
    }
