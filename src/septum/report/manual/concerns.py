"""The page of one concern."""

from septum.report.manual.markup import (
    code,
    link,
    page_name,
    paragraphs,
    remark,
    sentence,
    source_text,
    table,
    target,
)
from septum.report.manual.steps import step_section
from septum.spec.model import Concern, Example, Fact, FactKind, Model, StateSymbol, Step, View

_TITLES = {
    FactKind.INITIALLY: "true at the start",
    FactKind.AXIOM: "taken as true",
    FactKind.ALWAYS: "property",
    FactKind.INVARIANT: "invariant",
}


def concern_page(concern: Concern, model: Model) -> str:
    """What a concern keeps, does, shows and holds."""
    lines = target("concern", concern.name, concern.name, 1)
    lines += [*paragraphs(concern.doc), f"`{concern.span.file}`{_uses(concern, model)}", ""]
    kept = [declared for declared in model.symbols if declared.symbol.name.startswith(f"{concern.name}.")]
    if kept:
        lines += ["## What it keeps", "", *(line for declared in kept for line in _symbol_target(declared))]
        lines += table(("symbol", "of", "home", ""), [_symbol(declared, model) for declared in kept])
    steps = [step for step in model.steps if step.concern == concern.name]
    for heading, found in (
        ("What happens", [step for step in steps if step.unless is None]),
        ("What happens only where an assumption fails", [step for step in steps if step.unless is not None]),
    ):
        if found:
            lines += [f"## {heading}", "", *(line for step in found for line in step_section(step, model))]
    joined = [step.name for step in model.steps if step.concern != concern.name and _joins(concern, step, model)]
    if joined:
        lines += ["## What it adds to others' steps", "", ", ".join(link("step", name) for name in joined), ""]
    views = [view for view in model.views if view.concern == concern.name]
    if views:
        lines += ["## What is seen", "", *(line for view in views for line in _view(view, model))]
    facts = [f for f in (*model.initially, *model.axioms, *model.invariants) if f.concern == concern.name]
    if facts:
        lines += ["## What holds", "", *(line for fact in facts for line in _fact(fact, model))]
    examples = [example for example in model.examples if example.concern == concern.name]
    if examples:
        lines += ["## Examples", "", *table(("run", "says"), [_example(example) for example in examples])]
    return "\n".join(lines).rstrip("\n") + "\n"


def _uses(concern: Concern, model: Model) -> str:
    known = {other.name for other in model.concerns}
    used = [f"[{name}]({page_name(name)}.md)" for name in concern.includes if name in known]
    return f", on top of {', '.join(used)}" if used else ""


def _symbol_target(declared: StateSymbol) -> list[str]:
    return target("symbol", declared.symbol.name, "", 0)[:1]


def _symbol(declared: StateSymbol, model: Model) -> tuple[str, ...]:
    symbol = declared.symbol
    domain = ", ".join(str(sort) for sort in symbol.domain)
    kind = (
        f"`{domain}`" if symbol.is_relation else f"`{domain} → {symbol.codomain}`" if domain else f"`{symbol.codomain}`"
    )
    name = symbol.name.rsplit(".", 1)[-1]
    return f"`{name}`", kind, str(declared.home), remark(declared.span, model.sources)


def _joins(concern: Concern, step: Step, model: Model) -> bool:
    """Whether a line of the step stands in the concern: behind its first line, before that of the next in its file."""
    start = concern.span
    spans = [*(g.span for g in step.guards), *(u.span for u in step.updates), *(t.span for t in step.tells)]
    later = [c.span.line for c in model.concerns if c.span.file == start.file and c.span.line > start.line]
    end = min(later, default=1 << 30)
    return any(span.file == start.file and start.line <= span.line < end for span in spans)


def _view(view: View, model: Model) -> list[str]:
    lines = target("view", view.name, f"`{view.name}`", 3)
    lines += [f"*seen by {view.principal}*, `{view.span.short}`", "", *paragraphs(view.doc)]
    return lines + code([text for text in [source_text(view.span, model.sources)] if text])


def _fact(fact: Fact, model: Model) -> list[str]:
    lines = target("fact", fact.name, f"`{fact.name}`", 3)
    lines += [f"*{_TITLES[fact.kind]}*, `{fact.span.short}`", "", *paragraphs(fact.doc)]
    return lines + code([text for text in [source_text(fact.body.span, model.sources)] if text])


def _example(example: Example) -> tuple[str, str]:
    kind = "an attack" if example.leak else ""
    left_out = f"without {', '.join(f'`{name}`' for name in example.without)}" if example.without else ""
    said = ", ".join(filter(None, (kind, left_out)))
    return f"`{example.name}`", f"{sentence(example.doc)}{f' ({said})' if said else ''}"
