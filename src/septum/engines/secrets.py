"""What the states along an example show: steps that happen, views that differ, secrets that stay hidden."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from attrs import field, frozen

from septum.interpreter import ExampleResult, Instance, Machine, instance_of
from septum.interpreter.effects import State
from septum.logic import build
from septum.logic.terms import Operator
from septum.spec.model import Example, Fact, Model, Outcome

_Sight = dict[str, object]
_Who = tuple[str, str | None]


@frozen(eq=False)
class StoryStates:
    """The states that an example passes through. All of them are reachable. `done`: what happens."""

    example: Example
    machine: Machine = field(repr=False)
    states: tuple[State, ...] = field(repr=False)
    done: frozenset[str]

    def occurs(self, fact: Fact) -> bool:
        """Does what an implication supposes come true in one of the states?"""
        if fact.body.operator is not Operator.IMPLIES:
            return True
        somewhere = self.machine.program.value(build.exists(fact.parameters, fact.body.arguments[0]), ())
        return any(somewhere(state) for state in self.states)


@frozen
class Shown:
    """What reachable states show.

    `distinguished`: the views that tell two states apart. `hidden`: pairs of an observer and a view such that two
    states look alike to the observer while the view differs for somebody else.
    """

    distinguished: frozenset[str]
    hidden: frozenset[tuple[str, str]]


@frozen
class Wanted:
    """What reachable states should show: these views, these hidden pairs, and of each of `any_of` at least one."""

    distinguished: frozenset[str]
    hidden: frozenset[tuple[str, str]]
    any_of: tuple[frozenset[tuple[str, str]], ...]


def story_states(model: Model, example: Example, result: ExampleResult) -> StoryStates:
    """The states of an example that plays."""
    instance = instance_of(model, example)
    assert isinstance(instance, Instance), "the example played"
    machine = Machine(model, instance)
    states = [machine.initial(), *(e.state for e in result.effects if e.outcome is Outcome.DONE)]
    done = frozenset(e.step for e in result.effects if e.outcome is Outcome.DONE)
    return StoryStates(example, machine, tuple(dict.fromkeys(states)), done)


def shown(model: Model, stories: Sequence[StoryStates], wanted: Wanted) -> Shown:
    """What the states of these stories show; the search ends when they show all that is wanted.

    First each state is compared with the one before it, in every story; then all states of a story.
    """
    distinguished: set[str] = set()
    hidden: set[tuple[str, str]] = set()
    looked = [_Looking(model, story) for story in sorted(stories, key=lambda s: len(s.states))]
    for looking, first, second in _compared(looked):
        looking.compare(first, second, distinguished, hidden)
        enough = wanted.distinguished <= distinguished and wanted.hidden <= hidden
        if enough and not any(group.isdisjoint(hidden) for group in wanted.any_of):
            break
    return Shown(frozenset(distinguished), frozenset(hidden))


def _compared(looked: "list[_Looking]") -> "Iterator[tuple[_Looking, int, int]]":
    for looking in looked:
        yield from ((looking, first, second) for first, second in pairwise(range(len(looking.story.states))))
    for looking in looked:
        yield from ((looking, first, second) for first, second in combinations(range(len(looking.story.states)), 2))


class _Looking:
    """What everybody sees in the states of a story, looked at when it is asked for."""

    def __init__(self, model: Model, story: StoryStates) -> None:
        self.story = story
        self._sights: dict[int, dict[_Who, _Sight]] = {}
        self._observers: list[_Who] = []
        for observer in model.observers:
            elements = story.machine.instance.elements
            viewers: Iterable[str | None] = elements[observer.sort.name] if observer.sort is not None else (None,)
            self._observers.extend((observer.name, viewer) for viewer in viewers)

    def compare(self, first: int, second: int, distinguished: set[str], hidden: set[tuple[str, str]]) -> None:
        """Add what two states show."""
        one, two = self._sight(first), self._sight(second)
        seen = {who: [v for v, entries in one[who].items() if entries != two[who][v]] for who in self._observers}
        for views in seen.values():
            distinguished.update(views)
        for who, own in seen.items():
            if not own:
                for other, views in seen.items():
                    if other != who:
                        hidden.update((who[0], view) for view in views)

    def _sight(self, number: int) -> dict[_Who, _Sight]:
        if number not in self._sights:
            state = self.story.states[number]
            self._sights[number] = {who: _seen(self.story.machine, state, *who) for who in self._observers}
        return self._sights[number]


def _seen(machine: Machine, state: State, observer: str, viewer: str | None) -> _Sight:
    """What an observer sees in a state, view by view."""
    return dict(machine.observing.visible(state, observer, viewer))
