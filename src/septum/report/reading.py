"""A profile to be read aloud: each capability, what it refuses and whom it tells; then what happens by itself."""

from collections.abc import Iterator

from septum.logic.terms import Operator
from septum.report.layout import entry, listed, wrapped
from septum.report.specification import carried_by, plain, whose
from septum.spec.model import Concern, Guard, GuardKind, Model, StateSymbol, Step, StepKind, Tell

_INDENT = 16
"""Where the text of a step's entries begins."""


def profile_lines(model: Model, everything: bool) -> list[str]:
    """A profile: its property, each concern with its steps, and what is assumed.

    `everything`: with symbols, invariants and views, and the steps that an assumption rules out.
    """
    lines = wrapped(f"{model.name}: {model.title}", "", 0)
    lines += listed("observers", [observer.name for observer in model.observers])
    for stated in model.properties:
        lines += entry("property", f"{stated.name}: {' '.join(stated.doc.split())}")
    for concern in model.concerns:
        lines += _concern(concern, model, everything)
    lines += ["", *listed("assumptions", [model.assumption(name).identifier for name in model.assumes])]
    lines += listed("axioms", [fact.name for fact in model.axioms])
    for number, missing in enumerate(model.not_covered):
        lines += entry("" if number else "not covered", missing)
    return [*lines, *entry("in all", _counts(model))]


def hearer(tell: Tell) -> str:
    """Who is told, in the specification's names: a principal, or a bearer such as `holder(page)`."""
    if tell.principal is not None:
        return tell.principal
    whom = tell.whom
    if whom.operator is Operator.EQUAL and tell.recipient in whom.arguments:
        other = whom.arguments[1] if whom.arguments[0] == tell.recipient else whom.arguments[0]
        return plain(repr(other))
    return f"every {tell.recipient.sort.name}" if tell.recipient is not None else "-"


def _concern(concern: Concern, model: Model, everything: bool) -> Iterator[str]:
    steps = [step for step in model.steps if step.concern == concern.name]
    active = set(model.active_steps())
    shown = [step for step in steps if everything or step in active]
    facts = [fact.name for fact in model.invariants if fact.concern == concern.name]
    views = [view.name for view in model.views if view.concern == concern.name]
    if not shown and not everything:
        return
    yield ""
    yield from wrapped(f"{concern.name}, {concern.span.short}: {' '.join(concern.doc.splitlines()[:1])}", "", 2)
    if everything:
        for declared in (s for s in model.symbols if s.symbol.name.startswith(f"{concern.name}.")):
            yield from wrapped(_declared(declared), _label(declared.home.value), _INDENT + 2)
    for step in shown:
        yield from _step(step, model)
    if everything:
        yield from _labelled("always", facts)
        yield from _labelled("seen", views)


def _step(step: Step, model: Model) -> Iterator[str]:
    yield from wrapped(f"{_call(step)}, {whose(step)}", "  ", 6)
    if step.unless is not None:
        yield from wrapped(f"{model.assumption(step.unless).identifier} fails", _label("only if"), _INDENT)
    if step.doc:
        yield from wrapped(" ".join(step.doc.split("\n\n")[0].split()), "    ", 4)
    refusals = _refusals(step)
    width = max([len(g.status or "") for g in refusals if _reason(g)], default=0)
    for number, guard in enumerate(refusals):
        text = f"{guard.status:<{width}}  {_reason(guard)}" if _reason(guard) else guard.status or ""
        yield from wrapped(text, _label("" if number else "refused"), _INDENT + 2)
    for guard in step.guards:
        if guard.kind is GuardKind.DUTY and guard.assumption in model.assumes:
            yield from wrapped(model.assumption(guard.assumption or "").identifier, _label("owed"), _INDENT)
    for number, tell in enumerate(step.tells):
        carried = f" {carried_by(tell)}" if tell.carries else ""
        text = f"{hearer(tell)}: {tell.news}{carried}"
        yield from wrapped(text, _label("" if number else "told"), _INDENT + 2)


def _refusals(step: Step) -> list[Guard]:
    """What is answered with a status: a check, or a choice where there is nothing to choose."""
    return [g for g in step.guards if g.kind in (GuardKind.REFUSE, GuardKind.CHOOSE) and g.status is not None]


def _reason(guard: Guard) -> str:
    return f"there is no such {guard.choice.name}" if guard.choice is not None else guard.why


def _declared(declared: StateSymbol) -> str:
    symbol = declared.symbol
    places = " ".join(sort.name for sort in symbol.domain)
    value = "" if symbol.is_relation else f" → {symbol.codomain.name}"
    return f"{symbol.name.split('.')[-1]}: {places}{value}"


def _call(step: Step) -> str:
    return f"{step.name}({', '.join(p.name for p in step.parameters)})"


def _label(word: str) -> str:
    return f"    {word:<{_INDENT - 4}}"


def _labelled(word: str, names: list[str]) -> Iterator[str]:
    for number, name in enumerate(names):
        yield from wrapped(name, _label("" if number else word), _INDENT)


def _counts(model: Model) -> str:
    active = model.active_steps()
    capabilities = sum(step.kind is StepKind.CAPABILITY for step in active)
    adverse = len(model.steps) - len(active)
    checks = sum(len(_refusals(step)) for step in active)
    return (
        f"{capabilities} capabilities and {len(active) - capabilities} other steps, {checks} refusals, "
        f"{sum(len(step.tells) for step in active)} news, {adverse} steps that an assumption rules out"
    )
