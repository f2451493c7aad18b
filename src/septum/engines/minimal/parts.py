"""The parts of a profile that are dropped in turn, and the profile without one of them."""

from collections.abc import Iterator

from attrs import evolve, frozen

from septum.diagnostics import Span
from septum.engines.minimal.results import Group
from septum.spec.model import FactKind, GuardKind, Model, Step, StepKind, without
from septum.spec.register import adverse_sides


@frozen
class Part:
    """A part. `step`: the step that it belongs to, or is; empty for others. `kind`: `refuse`, `tell`, `step`, …

    `adverse`: a step that only a failing assumption makes possible.
    """

    identifier: str
    group: Group
    kind: str
    span: Span | None
    text: str = ""
    step: str = ""
    adverse: bool = False


_GROUPS = {
    GuardKind.REFUSE: Group.CHECK,
    GuardKind.WHEN: Group.CHECK,
    GuardKind.CHOOSE: Group.CHECK,
    GuardKind.WAITS: Group.TURN,
    GuardKind.DUTY: Group.TURN,
}


def parts_of(model: Model) -> tuple[Part, ...]:
    """Everything that is dropped in turn, but the clauses of the property: group by group, in the order of the text."""
    order = list(Group)
    return tuple(sorted(_parts(model), key=lambda part: order.index(part.group)))


def _parts(model: Model) -> Iterator[Part]:
    for step in model.active_steps():
        for guard in step.guards:
            if guard.kind is GuardKind.DUTY and guard.assumption not in model.assumes:
                continue
            yield Part(guard.identifier, _GROUPS[guard.kind], str(guard.kind), guard.span, guard.why, step.name)
        for tell in step.tells:
            yield Part(tell.identifier, Group.NEWS, "tell", tell.span, tell.news, step.name)
    for step in model.steps:
        if step.kind is StepKind.STEP:
            adverse = step.unless is not None and step.unless in model.assumes
            yield Part(step.name, Group.EVENT, "step", step.span, step.doc, step.name, adverse)
    for view in model.views:
        yield Part(view.name, Group.OBSERVATION, "view", view.span, view.doc)
    for assumption in model.assumptions:
        if assumption.name in model.assumes and adverse_sides(assumption.name, model.steps):
            yield Part(
                assumption.identifier, Group.ASSUMPTION, "assumption", assumption.span, assumption.sentence
            )  # fmt: skip
    for fact in model.invariants:
        group = Group.STATED if fact.kind is FactKind.ALWAYS else Group.INVARIANT
        yield Part(fact.name, group, str(fact.kind), fact.span, fact.doc)


def outside(model: Model) -> tuple[str, ...]:
    """The assumptions on which nothing in the model bears; each says in the register why it stands there."""
    return tuple(
        a.identifier for a in model.assumptions if a.name in model.assumes and not adverse_sides(a.name, model.steps)
    )


def less(model: Model, part: Part) -> Model:
    """The model without a part; a duty goes alone, a step goes whole. Raises KeyError for a part that it lacks."""
    if part.group is Group.EVENT:
        return less_step(model, part.step)
    if part.kind == GuardKind.DUTY:
        owing = model.step(part.step)
        kept = tuple(g for g in owing.guards if g.identifier != part.identifier)
        return _with(model, evolve(owing, guards=kept))
    return without(model, part.identifier)


def less_step(model: Model, name: str) -> Model:
    """The model in which nobody takes that step. Raises KeyError."""
    gone = model.step(name)
    return evolve(model, steps=tuple(step for step in model.steps if step is not gone))


def less_update(model: Model, name: str, number: int) -> Model:
    """The model in which a step does not write what its line of that number, from 0, writes. Raises KeyError."""
    step = model.step(name)
    return _with(model, evolve(step, updates=step.updates[:number] + step.updates[number + 1 :]))


def let_loose(model: Model, name: str) -> Model:
    """The model in which that adverse step is possible, while its assumption still binds all else. Raises KeyError."""
    return _with(model, evolve(model.step(name), unless=None))


def _with(model: Model, changed: Step) -> Model:
    return evolve(model, steps=tuple(changed if step.name == changed.name else step for step in model.steps))
