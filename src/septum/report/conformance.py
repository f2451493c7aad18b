"""Conformance sequences in numbers, as text: what they cover, what no run reaches, and what they notice."""

from septum.engines.conformance.results import Absence, Change, Conformance, Notice
from septum.engines.conformance.targets import Aspect, target_text
from septum.engines.results import Verdict
from septum.interpreter.steps import active_guards
from septum.report.layout import cut, entry, table
from septum.report.quantities import count, plural
from septum.spec.model import Model

ASPECTS = {
    Aspect.DONE: "steps done",
    Aspect.STATUS: "statuses answered",
    Aspect.ALONE: "statuses where no other check would have refused",
    Aspect.ORDER: "pairs of statuses where both checks refuse, and the first answers",
    Aspect.WITHHELD: "conditions without which a step is impossible, or waits",
    Aspect.CHOICE: "choices with more than one thing to choose",
}
"""What is counted, in words."""


def conformance_verdict(result: Conformance) -> Verdict:
    """PROVED where every target is covered or out of reach and every mutant is noticed; VACUOUS where nothing is."""
    if not result.sequences:
        return Verdict.VACUOUS
    unknown = any(missing.absence is Absence.UNKNOWN for missing in result.missing)
    return Verdict.UNKNOWN if unknown or _counted(result, Notice.MISSED) else Verdict.PROVED


def conformance_lines(result: Conformance, model: Model, everything: bool) -> list[str]:
    """The sequences, what they cover, what they do not and why, and how many mutated cores they notice."""
    calls = sum(len(one.lines) for one in result.sequences)
    head = f"{plural(len(result.sequences), 'sequence')}, {plural(calls, 'call')}"
    lines = [f"{result.profile} {result.digest}: {head}"]
    rows = [("covered", "of", "")]
    for aspect, words in ASPECTS.items():
        covered, every = result.covered(aspect)
        if every:
            rows.append((count(covered), count(every), words))
    lines += table(rows, right=frozenset([0, 1]), indent=2)
    lines += _absent(result, model, Absence.EXCLUDED, everything)
    lines += _absent(result, model, Absence.UNKNOWN, True)
    lines += _mutants(result, model)
    rows = [(count(len(one.lines)), one.name) for one in result.sequences]
    lines += cut(table([("calls", "sequence"), *rows], right=frozenset([0]), indent=2), everything, 2)
    return [*lines, _last(result)]


def mutant_text(model: Model, step: str, change: Change, guard: int, other: int) -> str:
    """A mutated core: `lend.NOT_RAM dropped`, `lend.NOT_RAM and NOT_SCRUBBED swapped`."""
    guards = active_guards(model, model.step(step))
    name = guards[guard].identifier
    return f"{name} dropped" if change is Change.DROPPED else f"{name} and {guards[other].status} swapped"


def _absent(result: Conformance, model: Model, absence: Absence, everything: bool) -> list[str]:
    names = [target_text(model, one.target) for one in result.missing if one.absence is absence]
    if not names:
        return []
    if absence is Absence.EXCLUDED:
        said = f"{plural(len(names), 'target')} that no run reaches, as proved from the invariants"
        return [*entry("excluded", said), *cut([f"  {name}" for name in names], everything, 2)]
    said = f"{plural(len(names), 'target')} not found near the examples, within {plural(result.states, 'state')}"
    return [*entry("unknown", said), *(f"  {name}" for name in names)]


def _mutants(result: Conformance, model: Model) -> list[str]:
    if not result.mutants:
        return []
    dropped = sum(one.change is Change.DROPPED for one in result.mutants)
    noticed, alike = _counted(result, Notice.NOTICED), _counted(result, Notice.ALIKE)
    text = (
        f"{count(len(result.mutants))}: {plural(dropped, 'check')} dropped and {count(len(result.mutants) - dropped)} "
        f"pairs swapped, {count(noticed)} noticed, {count(alike)} no different"
    )
    missed = [one for one in result.mutants if one.notice is Notice.MISSED]
    lines = entry("mutants", f"{text}, {count(len(missed))} missed" if missed else text)
    return lines + [f"  {mutant_text(model, m.step, m.change, m.guard, m.other)}" for m in missed]


def _counted(result: Conformance, notice: Notice) -> int:
    return sum(one.notice is notice for one in result.mutants)


def _last(result: Conformance) -> str:
    match conformance_verdict(result):
        case Verdict.PROVED:
            return "proved: every target is covered or out of reach, and no mutant goes unnoticed"
        case Verdict.VACUOUS:
            return "vacuous: there is nothing to cover"
        case _:
            return "unknown: some targets were not found, or some mutants go unnoticed"
