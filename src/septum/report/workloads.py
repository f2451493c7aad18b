"""Workloads on profiles, as text."""

from collections.abc import Mapping, Sequence

from septum.engines.minimal.results import Necessity
from septum.engines.results import Verdict
from septum.engines.workloads.results import Cell, Enumeration, EventNeeds, Standing
from septum.report.attack import render_attack
from septum.report.layout import CUT, entry, listed, table, wrapped
from septum.report.quantities import count, plural
from septum.spec.model import Model

_LEGEND = (
    "isolated: but for residual channels (--all); open: runs, not isolated, by what; missing: cannot run without it"
)


def enumeration_lines(found: Enumeration, tenants: int, full_size: str, everything: bool) -> list[str]:
    """What each event of a deployment's workload needs, what nothing needs, what is left out.

    `full_size`: what is said of the life of all tenants on the deployment's own numbers; empty where nothing is.
    """
    sets = found.capabilities.sets
    whole = f"workload {found.workload}, {plural(tenants, 'tenant')}"
    universe = f"{found.profile}'s {count(len(found.capabilities.universe))} capabilities"
    if not sets:
        return [*wrapped(f"{whole}: cannot run with {universe}", "", 2), *_lacking(found)]
    sizes = " or ".join(dict.fromkeys(count(len(one.capabilities)) for one in sets))
    verb = "need" if found.capabilities.complete else "run with"
    if len(found.events) == 1:
        verb = "needs" if found.capabilities.complete else "runs with"
    which = f"{verb} {sizes} of {universe}"
    lines = wrapped(f"{whole}: {plural(len(found.events), 'event')} {which}", "", 2)
    for event in found.events:
        lines += entry(f"  {event.name}", _capabilities(event))
        if everything:
            lines += entry("", f"{event.doc} ({event.span.short})")
    lines += listed("not used", found.unused)
    lines += entry("excluded", _named(found.excluded, everything))
    if full_size:
        lines += entry("at full size", full_size)
    if not found.capabilities.complete:
        lines += entry("undecided", found.capabilities.missing)
    elif found.capabilities.smallest is not None and everything:
        lines += entry(
            "smallest", f"{count(found.capabilities.smallest)}: no set with fewer runs it, proved one by one"
        )
    if everything:
        lines += _proofs(found)
        lines += [line for part in found.doc.split("\n\n") for line in entry("stands for", " ".join(part.split()))]
    return lines


def _lacking(found: Enumeration) -> list[str]:
    if not found.missing or found.necessity is None:
        return entry("undecided", found.capabilities.missing)
    excluded = f", left out by {found.exclusion}" if found.exclusion else ""
    lines = entry("missing", f"{' '.join(found.missing)}{excluded}")
    if found.necessity.verdict is not Verdict.PROVED:
        return [*lines, *entry("undecided", f"not proved that there is no run without {' '.join(found.missing)}")]
    return [*lines, *entry("", without_it(found.necessity))]


def _capabilities(event: EventNeeds) -> str:
    return " ".join(" or ".join(one) for one in event.capabilities) or "nothing more"


def _named(identifiers: Sequence[str], everything: bool) -> str:
    names = [identifier.removeprefix("excluded.") for identifier in identifiers]
    if everything or len(names) <= CUT + 1:
        return " ".join(names) or "none"
    return f"{' '.join(names[:CUT])} … {len(names) - CUT} more: --all"


def _proofs(found: Enumeration) -> list[str]:
    lines: list[str] = []
    for one in found.capabilities.necessities:
        lines += wrapped(f"{without_it(one)} ({one.span.short})", " " * 14)
    return lines


def matrix_lines(
    cells: Sequence[Cell], models: Mapping[str, Model], channels: Sequence[str], everything: bool
) -> list[str]:
    """A row for each workload, a column for each profile; `everything`: what shows each cell.

    `models`: the profiles by name. `channels`: the residual channels that no profile removes.
    """
    profiles = tuple(dict.fromkeys(cell.profile for cell in cells))
    rows: list[tuple[str, ...]] = [("workload", *profiles)]
    for workload in dict.fromkeys(cell.workload for cell in cells):
        found = {cell.profile: cell for cell in cells if cell.workload == workload}
        rows.append((workload, *(cell_text(found[profile]) for profile in profiles)))
    lines = table(rows, indent=2)
    if everything:
        for cell in cells:
            lines += wrapped(f"{cell.workload} on {cell.profile}: {evidence(cell)}", "  ", 4)
            if cell.attack is not None:
                lines += render_attack(cell.attack, models[cell.profile])
        lines += entry("residual", " ".join(channels))
    return [*lines, *wrapped(_LEGEND, "", 0)]


def cell_text(cell: Cell) -> str:
    """`isolated`, `open drive`, `missing share_page`."""
    return " ".join([str(cell.standing), *cell.by[:1]]) if cell.standing is not Standing.UNKNOWN else "unknown"


def evidence(cell: Cell) -> str:
    """What shows the standing of a cell, in one sentence."""
    run = f"{plural(cell.actions, 'action')} of {cell.run}"
    proved = plural(cell.obligations, "obligation")
    name = " ".join([str(cell.standing), *cell.by])
    match cell.standing:
        case Standing.ISOLATED:
            return f"{name}: {run} run it, all {proved} are proved, and what an event left nobody changes unseen"
        case Standing.OPEN if cell.disturbance is not None:
            one = cell.disturbance
            event = f"after {one.event} of {one.tenant}, {one.action} by {one.by} changes {one.entry}"
            values = f"from {one.before} to {one.after}, which no view of {one.tenant} shows"
            return f"{name}: {run} run it, and {proved} are proved; but {event} {values}"
        case Standing.OPEN:
            return f"{name}: {run} run it, but {cell.obligation} is violated"
        case Standing.MISSING if cell.necessity is not None:
            return f"{name}{_excluded(cell)}: with it {run} run it; {without_it(cell.necessity)}"
        case _:
            return f"{name}: {cell.detail}"


def _excluded(cell: Cell) -> str:
    return f", left out by {cell.exclusion}" if cell.exclusion else ""


def without_it(one: Necessity) -> str:
    """`without share_page never load(…) after store(…): holder(page) == alice`."""
    since = f" after {one.after}" if one.after else ""
    facts = f", since always {'; '.join(one.facts)}" if one.facts else ""
    return f"without {' '.join(one.dropped)} never {one.goal}{since}{facts}"


def verdict_of_enumeration(found: Enumeration) -> Verdict:
    """PROVED where every set was found, or it is proved what is missing for there to be one; UNKNOWN else."""
    shown = found.capabilities.complete and bool(found.capabilities.sets)
    missing = found.necessity is not None and found.necessity.verdict is Verdict.PROVED
    return Verdict.PROVED if shown or missing else Verdict.UNKNOWN
