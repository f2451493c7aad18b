"""One step as a part of its concern's page."""

from septum.logic.walk import symbols
from septum.report.manual.markup import code, labelled, link, paragraphs, target
from septum.report.specification import carried_by, recipient_of
from septum.report.statements import statements_of
from septum.spec.model import Fact, Guard, GuardKind, Model, Step, StepKind, View


def step_section(step: Step, model: Model) -> list[str]:
    """A step: whose it is, every line of it with its file, when it happens, what it changes, who hears and sees it."""
    parameters = ", ".join(f"{p.name}: {p.sort}" for p in step.parameters)
    lines = target("step", step.name, f"`{step.name}({parameters})`", 3)
    lines += [f"*{_whose(step)}*, `{step.span.short}`", "", *paragraphs(step.doc)]
    statements = statements_of(step, model.sources)
    margin = max((len(s.place) for s in statements), default=0)
    lines += code([f"{s.place:<{margin}}  {s.text}" for s in statements])
    refusals = [_refusal(g) for g in step.guards if g.kind in (GuardKind.REFUSE, GuardKind.CHOOSE) and g.status]
    delayed = [g.span.short for g in step.guards if g.kind is GuardKind.WAITS]
    owed = [g.assumption for g in step.guards if g.kind is GuardKind.DUTY and g.assumption is not None]
    return lines + labelled(
        [
            ("only if", [f"{_assumption(step.unless, model)} fails"] if step.unless is not None else []),
            ("refused with", refusals),
            ("owed", [_assumption(name, model) for name in owed]),
            ("waits", [f"`{place}`: when its turn comes is timing" for place in delayed]),
            ("changes", _names("symbol", sorted(symbol.name for symbol in step.writes))),
            ("tells", [f"`{t.news}` to {recipient_of(t)}: {_carried(carried_by(t))}" for t in step.tells]),
            ("begins", [f"a life of `{step.begins.name}`"] if step.begins is not None else []),
            ("shows in", _names("view", [view.name for view in views_of(step, model)])),
            (
                "could break" if step.unless is not None else "keeps",
                _names("fact", [fact.name for fact in facts_of(step, model)]),
            ),
        ]
    )


def facts_of(step: Step, model: Model) -> list[Fact]:
    """The invariants and stated properties that speak of something that the step writes."""
    return [fact for fact in model.invariants if not step.writes.isdisjoint(symbols(fact.body))]


def views_of(step: Step, model: Model) -> list[View]:
    """The views in which something appears, or by which it is masked, that the step writes."""
    found: list[View] = []
    for view in model.views:
        seen = symbols(view.where).union(*(symbols(carried.value) for carried in view.values))
        if not step.writes.isdisjoint(seen):
            found.append(view)
    return found


def _whose(step: Step) -> str:
    actor = step.actor.parameter.name if step.actor.parameter is not None else step.actor.principal
    if step.kind is StepKind.CAPABILITY:
        return f"capability, asked by {actor}"
    return f"step of {step.by}" + (f", for {actor}" if actor != step.by else "")


def _refusal(guard: Guard) -> str:
    why = f": {guard.why}" if guard.why else ""
    return f"`{guard.status}`{why} (`{guard.span.short}`)"


def _assumption(name: str, model: Model) -> str:
    """An assumption by the name of its class; one that the profile does not make has no place to lead to."""
    identifier = model.assumption(name).identifier
    return link("assumption", identifier) if name in model.assumes else f"`{identifier}`"


def _carried(text: str) -> str:
    return "nothing more" if text == "-" else f"`{text}`"


def _names(kind: str, names: list[str]) -> list[str]:
    return [", ".join(link(kind, name, name.rsplit(".", 1)[-1]) for name in names)] if names else []
