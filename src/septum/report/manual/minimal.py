"""What each part of a profile is for, as the tables of a page of the manual."""

from collections import Counter
from collections.abc import Iterator, Sequence

from septum.engines.minimal.results import Capabilities, Finding, Group, MinimalResult, Standing
from septum.report.minimal import reason


def minimal_tables(result: MinimalResult) -> str:
    """Counts, then each part with what shows its standing, then the capabilities that each workload needs."""
    return "\n".join(_page(result))


def _page(result: MinimalResult) -> Iterator[str]:
    yield f"Profile `{result.profile}`, digest `{result.digest}`, {len(result.findings)} parts."
    yield ""
    yield from _counts(result.findings)
    if result.outside:
        names = " ".join(f"`{name}`" for name in result.outside)
        yield ""
        yield f"Not dropped, since nothing in the model bears on them; the register says why they are there: {names}."
    for capabilities in result.capabilities:
        yield from _capabilities(capabilities)
    for group in Group:
        rows = [finding for finding in result.findings if finding.group is group]
        if rows:
            yield from ("", f"### {str(group).capitalize()}", "", "| dropped | is | shown by |", "| --- | --- | --- |")
            yield from (f"| `{f.part}` | {f.standing} | {_cell(_shown_by(f))} |" for f in rows)


def _shown_by(finding: Finding) -> str:
    """A place in a file moves with every edit; the name of a story does not."""
    if finding.standing is Standing.FUNCTIONAL and finding.story is not None:
        return f"`{finding.story.story}`: {finding.story.expected}"
    if finding.standing in (Standing.UNEXPLAINED, Standing.IDLE, Standing.TIMING):
        return finding.detail
    return reason(finding)


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    yield "| dropped in turn | all | " + " | ".join(Standing) + " |"
    yield "| --- |" + " ---: |" * (len(Standing) + 1)
    for group in Group:
        found = Counter(finding.standing for finding in findings if finding.group is group)
        cells = [str(found[standing]) if found[standing] else "" for standing in Standing]
        yield f"| {group} | {found.total()} | {' | '.join(cells)} |"


def _capabilities(found: Capabilities) -> Iterator[str]:
    yield ""
    yield f"### Capabilities for `{found.workload}`"
    yield ""
    yield from _sets(found)
    if found.necessities:
        yield from ("", "| without | never reached | after | because always |", "| --- | --- | --- | --- |")
    for one in found.necessities:
        goal = f"`{one.goal}`" if one.facts else "not proved"
        after = f"`{one.after}`" if one.after else "the start"
        facts = "; ".join(f"`{fact}`" for fact in one.facts)
        yield f"| {_names(one.dropped)} | {_cell(goal)} | {_cell(after) if one.facts else ''} | {_cell(facts)} |"


def _sets(found: Capabilities) -> Iterator[str]:
    if not found.sets:
        yield f"No set of the {len(found.universe)} capabilities is shown to run it: {found.missing}."
    for one in found.sets:
        shown = f"{len(one.capabilities)} of {len(found.universe)}, by the story `{one.witness}`"
        rest = [name for name in found.universe if name not in one.capabilities]
        yield f"- {shown}: {_names(one.capabilities)}. Without {_names(rest)}."
        if one.undecided:
            yield f"  Not shown to be needed in it: {_names(one.undecided)}."
    if found.smallest is not None:
        yield ""
        yield f"There is no other inclusion-minimal set, and none with fewer than {found.smallest}."


def _names(names: Sequence[str]) -> str:
    return " ".join(f"`{name}`" for name in names) if names else "none"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
