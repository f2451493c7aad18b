"""What each part of a profile is for, as text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from septum.engines.minimal.results import Capabilities, Finding, Group, MinimalResult, Standing
from septum.engines.results import Verdict
from septum.report.layout import cut, entry, table, wrapped
from septum.report.quantities import count, plural

_COLUMNS = (Standing.NEEDED, Standing.FUNCTIONAL, Standing.SECOND_LINE, Standing.TIMING, Standing.IDLE)
_POSSIBLE = {
    Group.CHECK: (Standing.NEEDED, Standing.FUNCTIONAL, Standing.SECOND_LINE),
    Group.TURN: (Standing.NEEDED, Standing.FUNCTIONAL, Standing.SECOND_LINE, Standing.TIMING),
    Group.NEWS: (Standing.NEEDED,),
    Group.EVENT: (Standing.NEEDED, Standing.FUNCTIONAL, Standing.IDLE),
    Group.INVARIANT: (Standing.NEEDED, Standing.SECOND_LINE),
}
_OPEN = (Standing.UNEXPLAINED, Standing.UNDECIDED)


def minimal_lines(result: MinimalResult, everything: bool) -> list[str]:
    """The counts, then only what needs a reader; `everything`: every part."""
    lines = [f"{result.profile} {result.digest}: every part dropped in turn"]
    if result.unproved:
        return [*lines, *_listed("not proved", list(result.unproved), everything), last_line(result)]
    lines += _counts(result.findings)
    for standing in (Standing.SECOND_LINE, Standing.FUNCTIONAL):
        rows = [_row(finding) for finding in result.findings if finding.standing is standing]
        lines += _listed(str(standing), rows, everything)
    if everything:
        for standing in (Standing.NEEDED, Standing.TIMING):
            rows = [_row(finding) for finding in result.findings if finding.standing is standing]
            lines += _listed(str(standing), rows, everything)
    for standing in (Standing.IDLE, *_OPEN):
        rows = [_row(finding) for finding in result.findings if finding.standing is standing]
        lines += _listed(str(standing), rows, True)
    if result.outside:
        lines += entry(
            "not dropped", f"{' '.join(result.outside)}: assumed for a reason of their own, outside the model"
        )
    for capabilities in result.capabilities:
        lines += capability_lines(capabilities, everything)
    return [*lines, last_line(result)]


def _counts(findings: Sequence[Finding]) -> list[str]:
    rows: list[tuple[str, ...]] = [("dropped in turn", "all", *map(str, _COLUMNS), "open")]
    for group in Group:
        found = Counter(finding.standing for finding in findings if finding.group is group)
        possible = _POSSIBLE.get(group, (Standing.NEEDED,))
        cells = [count(found[s]) if s in possible or found[s] else "-" for s in _COLUMNS]
        rows.append((str(group), count(found.total()), *cells, count(sum(found[s] for s in _OPEN))))
    return table(rows, frozenset(range(1, len(rows[0]))), indent=2)


def _listed(label: str, rows: Sequence[str], everything: bool) -> list[str]:
    lines: list[str] = []
    blocks = [entry(label if number == 0 else "", row) for number, row in enumerate(rows)]
    shown = cut(["\n".join(block) for block in blocks], everything, 14)
    for block in shown:
        lines += block.split("\n")
    return lines


def _row(finding: Finding) -> str:
    """`take_back.NOT_LENT, memory.py:57 in a_frame_serves_two_guests: take_back(one) refused NOT_LENT`."""
    return f"{finding.part}, {reason(finding)}" if reason(finding) else finding.part


def reason(finding: Finding) -> str:
    """What shows the standing of a part, in one line."""
    attack = (
        "" if finding.attack is None else f"{plural(len(finding.attack.moments), 'step')}, {finding.attack.fall.entry}"
    )
    match finding.standing:
        case Standing.SECOND_LINE:
            return f"with {finding.partner}" + (f": {attack}" if attack else "")
        case Standing.FUNCTIONAL if finding.story is not None:
            return f"{finding.story.span.short}: {finding.story.expected}"
        case Standing.NEEDED:
            return "; ".join(_shown(finding, attack))
        case _:
            place = finding.span.short if finding.span is not None else ""
            return "; ".join(part for part in (place, finding.detail, finding.obligation) if part)


def _shown(finding: Finding, attack: str) -> Iterator[str]:
    if finding.accepts:
        model = finding.accepts if finding.group is Group.CLAUSE else f"a model {finding.accepts}"
        yield f"else {model} would pass"
    if finding.partner:
        yield f"{finding.partner} would not be needed without it"
    if attack:
        yield attack
    elif finding.obligation:
        yield f"else not proved: {finding.obligation}"


def capability_lines(found: Capabilities, everything: bool) -> list[str]:
    """The sets of capabilities that run a workload."""
    sizes = sorted(len(one.capabilities) for one in found.sets)
    universe = count(len(found.universe))
    if not found.sets:
        return entry("capabilities", f"no set of {universe} is shown to run {found.workload}: {found.missing}")
    shown = " and ".join(count(size) for size in sizes)
    which = plural(len(sizes), "inclusion-minimal set") if found.complete else plural(len(sizes), "set")
    lines = entry("capabilities", f"{which} of {universe} run {found.workload}: {shown}")
    common = frozenset(found.sets[0].capabilities).intersection(*(one.capabilities for one in found.sets))
    idle = [name for name in found.universe if all(name not in one.capabilities for one in found.sets)]
    if idle:
        lines += entry("", f"in none: {' '.join(idle)}")
    for one in found.sets:
        own = [name for name in one.capabilities if name not in common]
        if own:
            lines += entry("", f"{count(len(one.capabilities))}, by {one.witness}: {' '.join(own)}")
        if one.undecided:
            lines += entry("", f"not shown to be needed in it: {' '.join(one.undecided)}")
    if found.missing:
        lines += entry("", found.missing)
    if everything:
        lines += entry("", f"in all: {' '.join(name for name in found.universe if name in common)}")
        for necessity in found.necessities:
            since = f" after {necessity.after}" if necessity.after else ""
            text = f"without {' '.join(necessity.dropped)} never {necessity.goal}{since}"
            facts = f": {'; '.join(necessity.facts)}" if necessity.facts else ""
            lines += wrapped(f"{text} ({necessity.span.short}){facts}", " " * 14)
    return lines


def last_line(result: MinimalResult) -> str:
    """The verdict."""
    if result.unproved:
        return f"{result.verdict}: the whole of {result.profile} is not proved, so that nothing was dropped"
    standings = Counter(finding.standing for finding in result.findings)
    total = count(len(result.findings))
    idle, unexplained = standings[Standing.IDLE], standings[Standing.UNEXPLAINED]
    undecided = standings[Standing.UNDECIDED]
    if result.verdict is Verdict.VIOLATED:
        return f"violated: of {total} parts {count(unexplained)} unexplained, {count(idle)} idle"
    if result.verdict is not Verdict.PROVED:
        sets = "" if all(found.complete for found in result.capabilities) else "; sets of capabilities are left open"
        return f"{result.verdict}: of {total} parts {count(undecided)} undecided, 0 unexplained, 0 idle{sets}"
    smallest = [f"; {count(found.smallest)} is smallest" for found in result.capabilities if found.smallest]
    return f"proved: all {total} needed or explained, 0 idle{''.join(smallest)}"
