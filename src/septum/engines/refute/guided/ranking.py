"""Which examples are looked at first."""

from septum.engines.refute.guided.loss import Loss
from septum.logic import Symbol
from septum.logic.walk import symbols
from septum.spec.model import Example, ExampleCall, Fact, Outcome


def ranked(loss: Loss, facts: tuple[Fact, ...]) -> list[Example]:
    """The examples that play in the weakened model, best first.

    Those that take a step that the loss touches, those with two elements of some observer's sort, those whose steps
    write more of what the loss is about, and then short ones.
    """
    steps = {step.name: step for step in loss.model.steps}
    about = _about(loss, facts)
    touched = {loss.model.steps[number].name for number in loss.steps}
    observers = {o.sort for o in loss.model.observers if o.sort is not None}

    def rank(example: Example) -> tuple[bool, bool, int, int]:
        calls = [c.step for c in example.script if isinstance(c, ExampleCall) and c.expected is Outcome.DONE]
        written = frozenset[Symbol]().union(*(steps[name].writes for name in set(calls) if name in steps))
        several = any(sum(p.sort == sort for p in example.parameters) > 1 for sort in observers)
        return (touched.isdisjoint(calls), not several, -len(written & about), len(calls))

    return sorted((e for e in loss.model.examples if loss.names.issuperset(e.without)), key=rank)


def _about(loss: Loss, facts: tuple[Fact, ...]) -> frozenset[Symbol]:
    found = frozenset[Symbol]().union(*(symbols(fact.body.bare) for fact in facts))
    for number in loss.steps:
        step = loss.model.steps[number]
        for guard in step.guards:
            found |= symbols(guard.condition.bare)
        for condition in loss.conditions[number]:
            found |= symbols(condition.bare)
        found |= step.writes
    return found
