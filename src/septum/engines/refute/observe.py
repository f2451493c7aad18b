"""What an observer sees of a state and hears of a step, as circuits."""

from collections.abc import Iterable

from attrs import frozen

from septum.engines.refute.circuit import FALSE, TRUE
from septum.engines.refute.evaluate import Environment, Evaluator, Value, element
from septum.logic import Term
from septum.spec.model import Carried, Model, Observer, Step, Tell, View


@frozen
class ViewBit:
    """One bit of a view: `literal` is that of its visibility, or of a value where visible. `at`: its parameters."""

    view: str
    at: tuple[int, ...]
    literal: int


def is_own(observer: Observer, step: Step, environment: Environment) -> int:
    """The literal that says that the step is the observer's own. Of many observers it is element 0."""
    actor = step.actor
    if observer.sort is None:
        return TRUE if actor.principal == observer.name else FALSE
    if actor.parameter is None or actor.parameter.sort != observer.sort:
        return FALSE
    value = environment[actor.parameter.bare]
    assert not isinstance(value, int)
    return value[0]


def hears(observer: Observer, tell: Tell, evaluator: Evaluator, environment: Environment) -> int:
    """The literal that says that the observer hears these news, if the step is done."""
    if observer.sort is None:
        if tell.principal != observer.name:
            return FALSE
        return evaluator.truth(tell.where, environment)
    if tell.principal is not None or tell.recipient is None or tell.recipient.sort != observer.sort:
        return FALSE
    inner = heard_in(observer, tell, evaluator, environment)
    return evaluator.circuit.conjunction((evaluator.truth(tell.whom, inner), evaluator.truth(tell.where, inner)))


def heard_in(observer: Observer, tell: Tell, evaluator: Evaluator, environment: Environment) -> Environment:
    """The environment in which the observer is the recipient."""
    if observer.sort is None or tell.recipient is None:
        return environment
    return {**environment, tell.recipient.bare: element(evaluator.scope.size(observer.sort), 0)}


def carried(values: Iterable[Carried], evaluator: Evaluator, environment: Environment) -> list[Value]:
    """The values that news or a view carry, one after the other."""
    return [
        evaluator.value(item.value, inner)
        for item in values
        for inner in (evaluator.assignments(item.bound, environment) if item.bound else [dict(environment)])
    ]


def bits_of(value: Value) -> tuple[int, ...]:
    """The literals that make a value."""
    if isinstance(value, int):
        return (value,)
    if len(value) == 2 and value[0] == -value[1]:
        return value[:1]
    return value


def views_of(model: Model, observer: Observer) -> tuple[View, ...]:
    """The components of what the observer sees."""
    return tuple(view for view in model.views if view.principal == observer.name)


def viewer_environment(observer: Observer, view: View, evaluator: Evaluator) -> dict[Term, Value]:
    """The environment in which the observer is the viewer."""
    if view.viewer is None or observer.sort is None:
        return {}
    return {view.viewer.bare: element(evaluator.scope.size(observer.sort), 0)}


def view_bits(model: Model, observer: Observer, evaluator: Evaluator) -> list[ViewBit]:
    """All that the observer sees: two states look the same if and only if these bits are the same."""
    circuit = evaluator.circuit
    found: list[ViewBit] = []
    known: set[int] = {TRUE, FALSE}

    def note(view: View, at: tuple[int, ...], literal: int) -> None:
        if literal not in known and -literal not in known:
            known.add(literal)
            found.append(ViewBit(view.name, at, literal))

    for view in views_of(model, observer):
        base = viewer_environment(observer, view, evaluator)
        sorts = tuple(p.sort for p in view.parameters)
        environments = evaluator.assignments(view.parameters, base)
        for at, inner in zip(evaluator.scope.product(sorts), environments, strict=True):
            visible = evaluator.truth(view.where, inner)
            if visible == FALSE:
                continue
            note(view, at, visible)
            for value in carried(view.values, evaluator, inner):
                for literal in bits_of(value):
                    note(view, at, circuit.conjunction((visible, literal)))
    return found
