"""A comparison of two results, as a document."""

from collections import Counter

from septum.report.comparison.compare import Comparison
from septum.report.comparison.lines import name_of
from septum.report.comparison.rules import Direction, Rules
from septum.report.documents.envelope import Json, document


def comparison_document(comparison: Comparison, rules: Rules, status: int) -> Json:
    """The document of `septum diff`."""
    numbers = Counter(difference.direction for difference in comparison.differences)
    content = {
        "compared": comparison.command,
        "old": comparison.old,
        "new": comparison.new,
        "outcome": "worse" if comparison.outcome is Direction.WORSE else "not worse",
        "counts": {str(direction): numbers[direction] for direction in Direction},
        "differences": [
            {
                "section": d.section,
                "name": name_of(d.path, rules),
                "path": list(d.path),
                "old": d.old,
                "new": d.new,
                "direction": str(d.direction),
            }
            for d in comparison.differences
        ],
    }
    return document("diff", "diff", None, status, content)
