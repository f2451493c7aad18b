"""The report of `septum verify`: the theorem, this host, the assumptions, the channels, then pair by pair."""

from collections import Counter

from septum.engines.results import Verdict
from septum.report.certificate.lines import standing_lines
from septum.report.channels import channel_lines
from septum.report.clauses import clause_counts, clause_table
from septum.report.deployment import Judgement
from septum.report.failure import failure_lines
from septum.report.layout import MARGIN, entry, listed, wrapped
from septum.report.pairs import last_line, pair_lines
from septum.report.proof import vacuity_failures, vacuity_line
from septum.report.quantities import count, plural
from septum.report.specification import downgrade_text, timing_text
from septum.spec.model import Model
from septum.workload import Finding, placement, summarise


def verification_lines(judgement: Judgement, everything: bool) -> list[str]:
    """The whole report; its last line is the verdict."""
    driver = ", driver in the core" if any(c.name == "GpuDriver" for c in judgement.model.concerns) else ""
    lists = [
        wrapped(f"{placement(judgement.deployment)}, profile {judgement.model.name}{driver}", "", 2),
        theorem_lines(judgement, everything),
        [] if judgement.certificate is None else standing_lines(judgement.certificate, everything),
        host_lines(judgement, everything),
        assumption_lines(judgement, everything),
        channel_lines(judgement, everything),
        pair_lines(judgement.pairs),
        [last_line(judgement)],
    ]
    lines: list[str] = []
    for part in lists:
        lines += ["", *part] if lines and part else part
    return lines


def theorem_lines(judgement: Judgement, everything: bool) -> list[str]:
    """What is proved of every deployment of the profile, and of what it says nothing."""
    proof, model = judgement.proof, judgement.model
    open_ = sum(o.verdict is not Verdict.PROVED for o in proof.outcomes)
    about = "not vacuous" if all(v.verdict is Verdict.PROVED for v in proof.vacuity) else "see below"
    if not proof.vacuity:
        about = "vacuity not asked"
    number = plural(len(proof.outcomes), "obligation")
    lines = entry("theorem", f"{proof.profile} {proof.digest}, {number}, {count(open_)} open, {about}")
    untouched = sum(o.untouched for o in proof.outcomes)
    solved = sum(o.verdict is Verdict.PROVED and not o.untouched for o in proof.outcomes)
    by = " and by ".join(f"{name} {version}" for name, version in proof.solvers.items())
    each = "each by" if len(proof.solvers) > 1 else "by"
    lines += entry("  solved", f"{count(solved)}, {each} {by}; {count(untouched)} untouched")
    if everything:
        lines += clause_table(clause_counts(proof, model))
        lines += vacuity_line(proof, partial=False)
    lines += listed("  told", list(dict.fromkeys(t.news for s in model.active_steps() for t in s.tells)))
    lines += entry("  downgrade", downgrade_text(model))
    lines += entry("  timing", timing_text(model))
    for number_, missing in enumerate(not_covered_texts(model)):
        lines += entry("" if number_ else "  not covered", missing)
    for failure in judgement.failures:
        lines += failure_lines(failure, model, everything)
    return lines + vacuity_failures(proof.vacuity)


def not_covered_texts(model: Model) -> tuple[str, ...]:
    """Of what the theorem says nothing: the parts that the profile names, and what it assumes not to be there."""
    excluded = sum(model.assumption(name).kind == "exclusion" for name in model.assumes)
    if not excluded:
        return model.not_covered
    return (*model.not_covered, f"{plural(excluded, 'exclusion')}, named among the assumptions")


def host_lines(judgement: Judgement, everything: bool) -> list[str]:
    """The side conditions: what must hold of this deployment, each checked."""
    conditions = judgement.conditions
    counts = Counter(c.verdict for c in conditions)
    words = {Finding.HOLDS: "hold", Finding.SHARED: "shared", Finding.BROKEN: "broken", Finding.NOT_RUN: "not run"}
    parts = [f"{counts[finding]} {word}" for finding, word in words.items() if counts[finding]]
    lines = entry("this host", f"{plural(len(conditions), 'side condition')}, {', '.join(parts)}")
    for condition in conditions:
        if condition.verdict is not Finding.HOLDS:
            lines += entry(f"  {condition.verdict}", f"{condition.identifier}: {condition.sentence}")
            lines += entry("", condition.found)
        if condition.verdict is Finding.SHARED:
            lines += entry("", "between them nothing is claimed; towards others they are judged as one tenant")
    if everything:
        rows = [(str(c.verdict), c.identifier, c.found) for c in conditions if c.verdict is Finding.HOLDS]
        width = max((len(row[1]) for row in rows), default=0)
        for word, identifier, found in rows:
            first = f"  {word:<12}{identifier:<{width}}  "
            lines += wrapped(found, first, len(first))
    elif not counts[Finding.BROKEN] and not counts[Finding.NOT_RUN]:
        for line in summarise(judgement.deployment, judgement.allocation, judgement.life):
            lines += entry(f"  {line.label}", line.text)
    return lines


def assumption_lines(judgement: Judgement, everything: bool) -> list[str]:
    """What must be true of the world. Nothing of it is checked on the host yet: all is taken on trust."""
    model = judgement.model
    assumed = [model.assumption(name) for name in model.assumes]
    kinds = Counter(assumption.kind for assumption in assumed)
    lines = entry("assumptions", f"{len(assumed)}: 0 checked on this host, {len(assumed)} on trust")
    facts = judgement.deployment.host.facts
    if facts is not None:
        lines += entry("  facts", f"{facts.value} (:{facts.span.line}) is not read by this version of septum")
    if not everything:
        indent = max(MARGIN, *(len(f"  {kind}  ") for kind in kinds)) if kinds else MARGIN
        for kind in kinds:
            names = " ".join(a.identifier for a in assumed if a.kind == kind)
            lines += wrapped(names, f"{f'  {kind}':<{indent}}", indent)
        return lines
    for assumption in assumed:
        lines += entry("  on trust", f"{assumption.identifier}: {assumption.sentence}")
        lines += entry("", f"check: {assumption.check or 'nothing on a host shows it'}")
    return lines
