"""What stands behind an id, as labelled texts."""

from collections.abc import Iterator

from attrs import frozen

from septum.diagnostics.catalogue import Explanation
from septum.report.assumptions import assumption_texts
from septum.report.layout import MARGIN, entry
from septum.report.reading import profile_lines
from septum.report.source import marked
from septum.report.specification import carried_by, recipient_of, step_lines
from septum.spec.model import Fact, Guard, Model, PropertyClause, Step, Tell, View
from septum.spec.policy import tells


@frozen
class Answer:
    """The answer to `explain`: the kind of the id, its texts with their labels, lines that follow as they are."""

    identifier: str
    kind: str
    texts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()


def answer_lines(answer: Answer) -> list[str]:
    """An answer as text. Lines of an example stay as they are."""
    lines: list[str] = []
    for label, text in answer.texts:
        if "\n" in text or label == "example":
            shown = text.split("\n")
            lines += [f"{label if not i else '':<{MARGIN}}{line}".rstrip() for i, line in enumerate(shown)]
        else:
            lines += entry(label, text)
    return [*lines, *answer.lines]


def explain_code(explanation: Explanation) -> Answer:
    """A diagnostic code."""
    texts = (
        (explanation.code, explanation.title + (" (no longer reported)" if explanation.retired else "")),
        ("reason", explanation.reason),
        ("example", explanation.example),
        ("to repair", explanation.repair),
    )
    return Answer(explanation.code, "code", texts)


def explain_in_profile(identifier: str, model: Model) -> Answer | None:
    """A name of a profile: the profile itself, a step, guard, news, assumption, clause, invariant, view, concern."""
    for answer in _candidates(identifier, model):
        return answer
    return None


def known_in_profile(model: Model) -> tuple[str, ...]:
    """Every name that `explain_in_profile` knows."""
    return (
        *(s.name for s in model.steps),
        *(g.identifier for _, g in model.guards()),
        *(t.identifier for _, t in tells(model)),
        *model.news,
        *model.statuses,
        *(a.identifier for a in model.assumptions),
        *(c.name for p in model.properties for c in p.clauses),
        *(f.name for f in (*model.initially, *model.invariants, *model.axioms)),
        *(v.name for v in model.views),
        *(c.name for c in model.concerns),
    )


def _candidates(identifier: str, model: Model) -> Iterator[Answer]:
    if identifier == model.name:
        yield Answer(identifier, "profile", (), tuple(profile_lines(model, False)))
    for step in model.steps:
        if step.name == identifier:
            yield Answer(identifier, "step", (), tuple(step_lines(step, model, False)))
    for step, guard in model.guards():
        if guard.identifier == identifier:
            yield _guard(step, guard, model)
    for step, tell in tells(model):
        if tell.identifier == identifier:
            yield _tell(step, tell, model)
    if identifier in model.news:
        yield _news(identifier, model)
    if identifier in model.statuses:
        yield _status(identifier, model)
    for assumption in model.assumptions:
        if identifier in (assumption.identifier, assumption.name):
            yield Answer(assumption.identifier, "assumption", assumption_texts(assumption, model, None))
    for stated in model.properties:
        for clause in stated.clauses:
            if clause.name == identifier:
                yield _clause(clause, stated.name)
    for fact in (*model.initially, *model.invariants, *model.axioms):
        if fact.name == identifier:
            yield _fact(fact, model)
    for view in model.views:
        if view.name == identifier:
            yield _view(view, model)
    for concern in model.concerns:
        if concern.name == identifier:
            steps = " ".join(s.name for s in model.steps if s.concern == concern.name) or "none"
            yield Answer(identifier, "concern", (("concern", f"{concern.doc} ({concern.span})"), ("steps", steps)))


def _guard(step: Step, guard: Guard, model: Model) -> Answer:
    what = {"refuse": "is refused", "choose": "is refused"}.get(guard.kind, "cannot happen")
    answered = f" with {guard.status}" if guard.status else ""
    texts = [
        (str(guard.kind), f"{guard.identifier}: {guard.why or 'a condition of ' + step.name} ({guard.span})"),
        ("otherwise", f"{step.name} {what}{answered}, and nothing changes"),
    ]
    if guard.assumption is not None:
        texts.append(("owed by", f"whoever does {step.name}: {model.assumption(guard.assumption).identifier}"))
    else:
        texts.append(("what for", f"septum refute {model.name} --without {guard.identifier}"))
    return Answer(guard.identifier, "guard", tuple(texts), tuple(marked(guard.span, "", model.sources)))


def _tell(step: Step, tell: Tell, model: Model) -> Answer:
    texts = (
        ("news", f"{tell.news} to {recipient_of(tell)}, told by {step.name} ({tell.span})"),
        ("carries", "nothing" if carried_by(tell) == "-" else carried_by(tell)),
        ("trusted", "what news carry is declassified without proof"),
        ("what for", f"septum refute {model.name} --without {tell.identifier}"),
    )
    return Answer(tell.identifier, "news", texts, tuple(marked(tell.span, "", model.sources)))


def _news(name: str, model: Model) -> Answer:
    told = [
        f"{step.name} to {recipient_of(tell)} ({tell.span.short})" for step, tell in tells(model) if tell.news == name
    ]
    return Answer(name, "news", (("news", f"{name} ({model.news[name]})"), ("told by", ", ".join(told) or "no step")))


def _status(name: str, model: Model) -> Answer:
    answered = [f"{guard.identifier} ({guard.span.short})" for _, guard in model.guards() if guard.status == name]
    texts = (
        ("status", f"{name} ({model.statuses[name]})"),
        ("answered by", ", ".join(answered) or "no check: it is for what is done"),
    )
    return Answer(name, "status", texts)


def _clause(clause: PropertyClause, stated: str) -> Answer:
    should, _, may = clause.doc.partition("\n\n")
    texts = (("obligation", f"{clause.name} of {stated} ({clause.span})"), ("should", _flat(should)))
    return Answer(clause.name, "clause", (*texts, ("otherwise", _flat(may).removeprefix("Otherwise "))))


def _fact(fact: Fact, model: Model) -> Answer:
    texts = [(str(fact.kind), f"{fact.name} of {fact.concern} ({fact.span})")]
    if fact.doc:
        texts.append(("says", _flat(fact.doc)))
    return Answer(fact.name, "fact", tuple(texts), _body(fact, model))


def _view(view: View, model: Model) -> Answer:
    texts = [("view", f"{view.name}: what {view.principal} sees ({view.span})")]
    if view.doc:
        texts.append(("says", _flat(view.doc)))
    return Answer(view.name, "view", tuple(texts), tuple(marked(view.span, "", model.sources)))


def _body(fact: Fact, model: Model) -> tuple[str, ...]:
    span = fact.body.span
    return () if span is None else tuple(marked(span, "", model.sources))


def _flat(text: str) -> str:
    return " ".join(text.split())


def explain_obligation(identifier: str, step: Step | None, should: str, may: str, place: str) -> Answer:
    """An obligation by its whole name."""
    where = "the start" if step is None else f"{step.name} ({step.span})"
    texts = (
        ("obligation", identifier),
        ("of", where),
        ("should", should),
        ("otherwise", may.removeprefix("Otherwise ")),
        ("about", place),
    )
    return Answer(identifier, "obligation", texts)
