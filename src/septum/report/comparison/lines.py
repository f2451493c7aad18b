"""A comparison as lines."""

from collections import Counter

from septum.report.comparison.compare import Comparison, Difference
from septum.report.comparison.rules import Direction, Path, Rules
from septum.report.layout import MARGIN, entry, wrapped
from septum.report.quantities import count

_SHOWN = 10
"""How many differences of a section that are neither better nor worse are shown before a count stands for the rest."""


def comparison_lines(comparison: Comparison, rules: Rules, everything: bool) -> list[str]:
    """Section by section what is worse, what better, what merely different; the last line says whether any is worse."""
    lines = wrapped(f"{comparison.old} → {comparison.new}, two results of {comparison.command}", "", 2)
    for section in rules.sections:
        found = [d for d in comparison.differences if d.section == section]
        if found:
            lines += _section(section, found, comparison, rules, everything)
    return [*lines, last_line(comparison)]


def name_of(path: Path, rules: Rules) -> str:
    """A path for people: the names of items and keys, without the lists that they are in."""
    return " ".join(part for part in path if part not in rules.plain) or path[-1]


def _section(
    section: str, found: list[Difference], comparison: Comparison, rules: Rules, everything: bool
) -> list[str]:
    numbers = Counter(difference.direction for difference in found)
    said = ", ".join(f"{count(numbers[d])} {d}" for d in Direction if numbers[d])
    lines = entry(section, said)
    for direction in Direction:
        texts = _texts([d for d in found if d.direction is direction], comparison, rules)
        cut = texts if everything or direction is Direction.WORSE or len(texts) <= _SHOWN + 1 else texts[:_SHOWN]
        for text in cut:
            lines += wrapped(text, f"{f'  {direction}':<{MARGIN}}", MARGIN)
        if len(texts) > len(cut):
            lines.append(f"{'':<{MARGIN}}… {count(len(texts) - len(cut))} more: --all")
    return lines


def _texts(found: list[Difference], comparison: Comparison, rules: Rules) -> list[str]:
    """The differences as texts; those that differ in nothing but the pair of tenants are one."""
    alike: dict[tuple[object, ...], list[Difference]] = {}
    for difference in found:
        same = tuple("" if part in comparison.pairs else part for part in difference.path)
        alike.setdefault((same, difference.old, difference.new), []).append(difference)
    return [_text(group, comparison.pairs, rules) for group in alike.values()]


def _text(group: list[Difference], pairs: frozenset[str], rules: Rules) -> str:
    first = group[0]
    several = len(group) > 1
    path = tuple(_merged(part, len(group), len(pairs)) if several and part in pairs else part for part in first.path)
    name, old, new = name_of(path, rules), first.old, first.new
    if old is None:
        return f"+ {name}{f': {new}' if new else ''}"
    if new is None:
        return f"- {name}{f': {old}' if old else ''}"
    return f"{name}: {old or '(empty)'} → {new or '(empty)'}"


def _merged(pair: str, number: int, pairs: int) -> str:
    return f"all {number} pairs" if number == pairs else f"{pair} and {number - 1} more"


def last_line(comparison: Comparison) -> str:
    """Whether something is worse: the first words alone fix the exit status."""
    numbers = Counter(difference.direction for difference in comparison.differences)
    if not comparison.differences:
        return "not worse: no difference"
    said = ", ".join(f"{count(numbers[d])} {d}" for d in Direction if numbers[d] or d is Direction.WORSE)
    return f"worse: {said}" if numbers[Direction.WORSE] else f"not worse: {said}"
