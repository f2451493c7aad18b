"""What the states along an example show: steps that happen, views that differ, secrets that stay hidden."""

from itertools import combinations

from attrs import field, frozen

from septum.interpreter import ExampleResult, Instance, Machine, instance_of
from septum.interpreter.effects import State
from septum.interpreter.structure import Structure, evaluate
from septum.logic.terms import Operator
from septum.spec.model import Example, Fact, Model, Outcome


@frozen(eq=False)
class StoryStates:
    """The states that an example passes through, as `structures`. All of them are reachable.

    `done`: the steps that happen. `distinguished`: the views that tell two of the states apart. `hidden`: pairs of an
    observer and a view such that two of the states look alike to the observer while the view differs for somebody else.
    """

    example: Example
    machine: Machine = field(repr=False)
    structures: tuple[Structure, ...] = field(repr=False)
    done: frozenset[str]
    distinguished: frozenset[str]
    hidden: frozenset[tuple[str, str]]

    def occurs(self, fact: Fact) -> bool:
        """Does what an implication supposes come true in one of the states?"""
        if fact.body.operator is not Operator.IMPLIES:
            return True
        premise = fact.body.arguments[0]
        return any(
            evaluate(premise, structure, dict(zip((p.bare for p in fact.parameters), values, strict=True))) is True
            for structure in self.structures
            for values in self.machine.universe.arguments([p.sort for p in fact.parameters])
        )


def story_states(model: Model, example: Example, result: ExampleResult) -> StoryStates:
    """The states of an example that plays."""
    instance = instance_of(model, example)
    assert isinstance(instance, Instance), "the example played"
    machine = Machine(model, instance)
    states = [machine.initial(), *(e.state for e in result.effects if e.outcome is Outcome.DONE)]
    distinct = list(dict.fromkeys(states))
    distinguished: set[str] = set()
    hidden: set[tuple[str, str]] = set()
    observers: list[tuple[str, str | None]] = []
    for observer in model.observers:
        viewers = instance.elements[observer.sort.name] if observer.sort is not None else (None,)
        observers.extend((observer.name, viewer) for viewer in viewers)
    sights = [{who: _sight(machine, state, *who) for who in observers} for state in distinct]
    for first, second in combinations(sights, 2):
        seen = {who: frozenset(v for v, shown in first[who].items() if shown != second[who][v]) for who in observers}
        for views in seen.values():
            distinguished |= views
        for (name, viewer), own in seen.items():
            if not own:
                for other, views in seen.items():
                    if other != (name, viewer):
                        hidden |= {(name, view) for view in views}
    done = frozenset(e.step for e in result.effects if e.outcome is Outcome.DONE)
    structures = tuple(machine.structure(state) for state in distinct)
    return StoryStates(example, machine, structures, done, frozenset(distinguished), frozenset(hidden))


def _sight(machine: Machine, state: State, observer: str, viewer: str | None) -> dict[str, frozenset[object]]:
    """What an observer sees in a state, view by view."""
    shown: dict[str, set[object]] = {}
    for (view, *arguments), values in machine.observing.view(state, observer, viewer).items():
        shown.setdefault(str(view), set()).add((*arguments, values))
    return {view: frozenset(entries) for view, entries in shown.items()}
