"""Workloads on profiles, and what each event of them needs, as the tables of a page of the manual."""

from collections.abc import Iterator, Sequence

from septum.engines.workloads.results import Cell, Enumeration
from septum.report.manual.markup import paragraphs, table
from septum.report.workloads import cell_text, evidence


def workload_tables(cells: Sequence[Cell], enumerations: Sequence[Enumeration]) -> str:
    """The matrix, what shows each cell, the events of each workload with their capabilities, and what none needs."""
    return "\n".join(_page(cells, enumerations))


def _page(cells: Sequence[Cell], enumerations: Sequence[Enumeration]) -> Iterator[str]:
    profiles = {cell.profile: cell.digest for cell in cells}
    yield f"Profiles: {', '.join(f'`{name}`, digest `{digest}`' for name, digest in profiles.items())}."
    yield ""
    yield from _matrix(cells, tuple(profiles))
    yield from ("### What shows each cell", "")
    yield from table(
        ("workload", "profile", "is", "shown by"),
        [(cell.workload, cell.profile, cell_text(cell), _shown(cell)) for cell in cells],
    )
    for found in enumerations:
        yield from _workload(found)
    yield from _unused(enumerations)


def _matrix(cells: Sequence[Cell], profiles: Sequence[str]) -> Iterator[str]:
    rows: list[tuple[str, ...]] = []
    for workload in dict.fromkeys(cell.workload for cell in cells):
        found = {cell.profile: cell for cell in cells if cell.workload == workload}
        rows.append((f"`{workload}`", *(cell_text(found[profile]) for profile in profiles)))
    yield from table(("workload", *profiles), rows)


def _shown(cell: Cell) -> str:
    return evidence(cell).partition(": ")[2]


def _workload(found: Enumeration) -> Iterator[str]:
    yield from (f"### `{found.workload}` on `{found.profile}`", "")
    yield from paragraphs(found.doc)
    rows = [(f"`{event.name}`", event.doc, _needs(event.capabilities)) for event in found.events]
    yield from table(("event", "says", "needs"), rows)
    for one in found.capabilities.sets:
        size = f"{len(one.capabilities)} of {len(found.capabilities.universe)} capabilities"
        yield f"{size}, by the run `{one.witness}`. {_completeness(found)}"
        yield ""
    proofs = [
        (_names(one.dropped), f"`{one.goal}`", f"`{one.after}`" if one.after else "the start", _names(one.facts, "; "))
        for one in found.capabilities.necessities
    ]
    yield from table(("without", "never reached", "after", "because always"), proofs)


def _completeness(found: Enumeration) -> str:
    if not found.capabilities.complete:
        return f"Not decided: {found.capabilities.missing}."
    if found.capabilities.smallest is not None and len(found.capabilities.sets) == 1:
        return "It is the smallest set, and there is no other inclusion-minimal one."
    return "There is no other inclusion-minimal set but those listed."


def _unused(enumerations: Sequence[Enumeration]) -> Iterator[str]:
    profiles = dict.fromkeys(found.profile for found in enumerations)
    for profile in profiles:
        own = [found for found in enumerations if found.profile == profile]
        common = [name for name in own[0].unused if all(name in found.unused for found in own)]
        yield f"No workload needs these capabilities of `{profile}`: {_names(common) or 'none'}."
        yield ""


def _needs(capabilities: Sequence[Sequence[str]]) -> str:
    return " ".join(" or ".join(f"`{name}`" for name in one) for one in capabilities) or "nothing more"


def _names(names: Sequence[str], between: str = " ") -> str:
    return between.join(f"`{name}`" for name in names)
