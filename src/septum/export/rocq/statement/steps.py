"""Steps, as the specification has them."""

from collections.abc import Iterable, Iterator

from septum.export.rocq.layout import ITEM, PART, lines, sentence
from septum.export.rocq.statement.effects import changes
from septum.export.rocq.statement.news import told
from septum.export.rocq.statement.writing import Scope, Writing, called, place
from septum.export.rocq.vocabulary import actor_of, observer_of
from septum.logic.terms import Term
from septum.spec.model import Guard, GuardKind, Step


def steps(writing: Writing) -> Iterator[str]:
    """A definition for each step that can happen."""
    yield from _definitions(writing, writing.model.active_steps())


def excluded_steps(writing: Writing) -> Iterator[str]:
    """A definition for each step that an assumption of the profile rules out."""
    active = {step.name for step in writing.model.active_steps()}
    yield from _definitions(writing, [step for step in writing.model.steps if step.name not in active])


def _definitions(writing: Writing, found: Iterable[Step]) -> Iterator[str]:
    concern = ""
    for step in found:
        if step.concern != concern:
            concern = step.concern
            yield from _heading(writing, concern)
        yield from sentence(f"{step.name}: {_first(step.doc)} ({place(writing, step.span)})")
        yield from lines(_definition(writing, step))


def _heading(writing: Writing, name: str) -> Iterator[str]:
    concern = next((c for c in writing.model.concerns if c.name == name), None)
    if concern is not None:
        yield from sentence(f"*** {name}: {_first(concern.doc)}")


def _definition(writing: Writing, step: Step) -> str:
    names = writing.names
    scope = names.bind(step.parameters, {})
    inner = names.bind(step.choices, scope)
    choice = " * ".join(names.sort(c.sort) for c in step.choices)
    head = f"Definition {names.act(step.name)}{writing.typed(step.parameters, scope)} :="
    opening = f"step_choosing {_bracketed(choice)} (" if choice else "step ("
    checks = f";{ITEM}".join(_checks(writing, step, inner))
    parts = [f"{opening}asks {_actor(writing, step, scope)}{ITEM}[{checks}]"]
    changed = changes(writing, step, inner)
    if changed:
        parts.append(f"|> does ({bound(step, inner, step_terms(step))} {ITEM.join(['s', *changed])})")
    if step.returns is not None:
        value = called(names.replies[step.returns.sort], [writing.argument(step.returns, inner)])
        parts.append(f"|> answers ({bound(step, inner, [step.returns])} {value})")
    if step.begins is not None:
        observer = next((o for o in writing.model.observers if o.sort == step.begins.sort), None)
        if observer is not None:
            parts.append(f"|> begins ({names.actors[observer.name]} {scope[step.begins.bare]})")
    news = told(writing, step, inner)
    if news:
        terms = [t for tell in step.tells for t in (tell.whom, tell.where, *(c.value for c in tell.carries))]
        parts.append(f"|> tells ({bound(step, inner, terms)} [{f';{ITEM}'.join(news)}])")
    return PART.join([head, *parts]) + ")."


def step_terms(step: Step) -> list[Term]:
    """What the updates of a step are made of."""
    return [t for update in step.updates for t in (*update.at, update.condition, update.value)]


def bound(step: Step, scope: Scope, terms: list[Term]) -> str:
    """`fun frame s =>`: the choices, those that the terms do not mention left out, and the state."""
    mentioned = {v.bare for term in terms for v in term.free}
    chosen = [scope[c.bare] if c.bare in mentioned else "_" for c in step.choices]
    return f"fun {_pattern(chosen)} s =>"


def _pattern(chosen: list[str]) -> str:
    if all(name == "_" for name in chosen):
        return "_"
    return chosen[0] if len(chosen) == 1 else f"'({', '.join(chosen)})"


def _actor(writing: Writing, step: Step, scope: Scope) -> str:
    actor = actor_of(writing.model, step)
    name = writing.names.actors[actor]
    observer = observer_of(writing.model, actor)
    if observer is None or observer.sort is None or step.actor.parameter is None:
        return name
    return f"({name} {scope[step.actor.parameter.bare]})"


def _checks(writing: Writing, step: Step, scope: Scope) -> Iterator[str]:
    if step.unless is not None:
        yield f"without {writing.names.assumptions[step.unless]}"
    for guard in step.guards:
        condition = writing.proposition(guard.condition, scope)
        yield f"{_word(writing, step, guard, scope)} ({bound(step, scope, [guard.condition])} {condition})"


def _word(writing: Writing, step: Step, guard: Guard, scope: Scope) -> str:
    status = writing.names.statuses[guard.status] if guard.status is not None else None
    match guard.kind:
        case GuardKind.REFUSE:
            return f"refuse {status}"
        case GuardKind.CHOOSE:
            answer = f"(Some {status})" if status is not None else "None"
            if len(step.choices) == 1:
                return f"choose {answer}"
            assert guard.choice is not None
            chosen = [scope[c.bare] for c in step.choices]
            kept = ["_" if c == scope[guard.choice.bare] else c for c in chosen]
            return (
                f"choose_also (fun '({', '.join(kept)}) {scope[guard.choice.bare]} => ({', '.join(chosen)})) {answer}"
            )
        case GuardKind.DUTY:
            assert guard.assumption is not None
            return f"duty {writing.names.assumptions[guard.assumption]}"
        case kind:
            return str(kind)


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text


def _first(doc: str) -> str:
    return " ".join(doc.split("\n\n")[0].split())
