"""The runs that the examples of a profile tell, as actions by number on the examples' own instances."""

from attrs import evolve, frozen

from septum.engines.refute.guided.arena import Arena, Label, Refused
from septum.engines.refute.guided.loss import Loss
from septum.interpreter.effects import State
from septum.interpreter.example_instances import ExampleFailure, instance_of, parameters_of
from septum.interpreter.examples import ExampleVerdict, play_example
from septum.logic.build import variable
from septum.spec.model import Example, ExampleCall, Outcome


@frozen(eq=False)
class Seed:
    """A run on the weakened model. `states`: one more than `labels`."""

    example: Example
    arena: Arena
    states: tuple[State, ...]
    labels: tuple[Label, ...]


def seed(loss: Loss, example: Example) -> Seed | None:
    """The run of an example in the weakened model; None where it needs another loss, or does not play."""
    model = loss.model
    if not loss.names.issuperset(example.without):
        return None
    example = _with_two_words(loss, example)
    instance = instance_of(model, example)
    if isinstance(instance, ExampleFailure):
        return None
    arena = Arena(loss, instance)
    try:
        start = arena.machine.initial()
    except ValueError:
        return None
    environment = parameters_of(example)
    numbers = {step.name: number for number, step in enumerate(model.steps)}
    states, labels = [start], list[Label]()
    for line in example.script:
        if not isinstance(line, ExampleCall) or line.expected is not Outcome.DONE:
            continue
        step = model.step(line.step)
        values = [arena.machine.evaluate(start, a, environment) for a in line.arguments]
        given = arena.machine.universe.encode_all([p.sort for p in step.parameters], values)
        asked = arena.ask(states[-1], (numbers[line.step], *given))
        if isinstance(asked, Refused):
            return _played(arena, example)
        states.append(asked.state)
        labels.append(asked.label)
    return Seed(example, arena, tuple(states), tuple(labels))


def _with_two_words(loss: Loss, example: Example) -> Example:
    """The example with a second value for contents where it has but one, so that there can be secrets."""
    given = list(example.parameters)
    for sort in dict.fromkeys(d.symbol.codomain for d in loss.model.symbols if d.symbol in loss.contents):
        have = sum(p.sort == sort for p in given)
        if sort.is_uninterpreted:
            given.extend(variable(f"{sort.name.lower()}{n}", sort) for n in range(have, 2))
    return evolve(example, parameters=tuple(given))


def _played(arena: Arena, example: Example) -> Seed | None:
    """The same where choices have to be looked for."""
    result = play_example(arena.loss.original, example)
    if result.verdict is not ExampleVerdict.PLAYS:
        return None
    numbers = {step.name: number for number, step in enumerate(arena.model.steps)}
    states, labels = [arena.machine.initial()], list[Label]()
    for effect in result.effects:
        if effect.outcome is not Outcome.DONE:
            continue
        step = arena.model.step(effect.step)
        sorts = [v.sort for v in (*step.parameters, *step.choices)]
        label = (numbers[effect.step], *arena.machine.universe.encode_all(sorts, (*effect.arguments, *effect.choices)))
        after = arena.take(states[-1], label)
        if after is None:
            return None
        states.append(after)
        labels.append(label)
    return Seed(example, arena, tuple(states), tuple(labels))
