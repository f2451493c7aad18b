"""Obligations counted clause by clause of the property."""

from attrs import frozen

from septum.engines.results import ProofResult, Verdict
from septum.report.layout import wrapped
from septum.report.quantities import count
from septum.spec.model import Model

_SAYS = 40
"""The width of the sentences, so that the numbers end at column 80."""


@frozen
class ClauseCount:
    """The obligations of one clause: `total` = `untouched` + `solved` + `open`. `sentence` is what the clause says."""

    clause: str
    sentence: str
    total: int
    untouched: int
    solved: int
    open: int


def clause_counts(result: ProofResult, model: Model) -> tuple[ClauseCount, ...]:
    """One count for each clause of the model's properties, in their order; none for a clause without obligations."""
    found: list[ClauseCount] = []
    for stated in model.properties:
        for clause in stated.clauses:
            outcomes = [o for o in result.outcomes if o.clause == clause.name]
            proved = [o for o in outcomes if o.verdict is Verdict.PROVED]
            untouched = sum(o.untouched for o in proved)
            sentence = " ".join(clause.doc.partition("\n\n")[0].split()).removesuffix(".")
            if outcomes:
                solved = len(proved) - untouched
                rest = len(outcomes) - len(proved)
                found.append(ClauseCount(clause.name, sentence, len(outcomes), untouched, solved, rest))
    return tuple(found)


def clause_table(counts: tuple[ClauseCount, ...]) -> list[str]:
    """The table of clauses: what each says, and how its obligations were proved."""
    with_open = any(c.open for c in counts)
    width = _SAYS - 6 if with_open else _SAYS
    lines = [f"{'':<14}{'says':<{width}}  {'all':>5}  untouched  solved" + ("  open" if with_open else "")]
    for item in counts:
        numbers = f"{count(item.total):>5}  {count(item.untouched):>9}  {count(item.solved):>6}"
        numbers += f"  {count(item.open):>4}" if with_open else ""
        sentence = _sentence_lines(item.sentence, width)
        lines.append(f"  {item.clause:<12}{sentence[0]:<{width}}  {numbers}")
        lines.extend(f"{'':<14}{line}" for line in sentence[1:])
    return lines


def _sentence_lines(sentence: str, width: int) -> list[str]:
    lowered = sentence[:1].lower() + sentence[1:]
    return wrapped(lowered, "", 0, width)
