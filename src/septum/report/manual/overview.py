"""The first page: what is claimed, who is told what, what there is."""

from septum.report.manual.markup import link, page_name, sentence, table
from septum.report.specification import carried_by, downgrade_text, recipient_of, timing_text
from septum.spec.digest import model_digest
from septum.spec.model import FactKind, Model
from septum.spec.policy import tells


def overview_page(model: Model) -> str:
    """The property in words, the stated properties, the policy, the things, the concerns, what is not covered."""
    lines = [
        f"# The profile {model.name}",
        "",
        f"{model.title} This manual is made from the specification itself, `{model_digest(model)}`.",
        "",
        "## What is claimed",
        "",
    ]
    for stated in model.properties:
        lines += [f"**{sentence(stated.doc)}** For each step, and for {_observers(model)}:", ""]
        rows = [(f"`{clause.name}`", *_said(clause.doc)) for clause in stated.clauses]
        lines += table(("obligation", "says", "otherwise"), rows)
    always = [fact for fact in model.invariants if fact.kind is FactKind.ALWAYS]
    if always:
        lines += ["Beside this, in every state:", ""]
        lines += [f"- {sentence(fact.doc) or fact.name} {link('fact', fact.name)}" for fact in always]
        lines.append("")
    lines += ["What these obligations come to for whole runs is said in [the property](../property.md).", ""]
    lines += _policy(model)
    lines += ["## Things", "", *table(("sort", "what it stands for"), _things(model))]
    lines += ["## Concerns", "", *table(("concern", "steps", "says"), _concerns(model))]
    if model.not_covered:
        lines += ["## Not covered", "", *(f"- {missing}" for missing in model.not_covered), ""]
    pages = ["assumptions", "invariants", *(page_name(concern.name) for concern in model.concerns)]
    lines += ["```{toctree}", ":hidden:", "", *pages, "```"]
    return "\n".join(lines).rstrip("\n") + "\n"


def _observers(model: Model) -> str:
    return " and ".join(f"every {o.name}" if o.sort is not None else f"the {o.name}" for o in model.observers)


def _said(doc: str) -> tuple[str, str]:
    should, _, otherwise = doc.partition("\n\n")
    return " ".join(should.split()), " ".join(otherwise.split()).removeprefix("Otherwise ")


def _policy(model: Model) -> list[str]:
    rows = [
        (f"`{tell.news}`", recipient_of(tell), link("step", step.name), _carried(carried_by(tell)))
        for step, tell in tells(model)
    ]
    return [
        "## Who is told what",
        "",
        "News are declassified without proof; nothing else shows. What a step of a guest shows a hostile principal,",
        f"who could pass it on: {downgrade_text(model)}.",
        "",
        *table(("news", "to", "by", "carries"), rows),
        f"What only takes its time: {timing_text(model)}.",
        "",
    ]


def _carried(text: str) -> str:
    return "" if text == "-" else f"`{text}`"


def _things(model: Model) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for sort in model.sorts:
        members = f" One of {', '.join(f'`{m}`' for m in sort.members)}." if sort.members else ""
        rows.append((f"`{sort.name}`", f"{sentence(model.sort_docs.get(sort.name, ''))}{members}"))
    return rows


def _concerns(model: Model) -> list[tuple[str, str, str]]:
    return [
        (
            link("concern", concern.name),
            " ".join(link("step", step.name) for step in model.steps if step.concern == concern.name),
            sentence(concern.doc),
        )
        for concern in model.concerns
    ]
