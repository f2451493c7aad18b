"""What a lemma speaks of: requests, choices, states and observers, under the names that they have in it."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.expressions import Printer
from septum.export.rocq.names import Names
from septum.logic.terms import Operator, Term
from septum.obligations.constants import stranger
from septum.obligations.events import Event, Setting
from septum.spec.model import Observer


@define(eq=False)
class Scene:
    """The events of an obligation, with binders for all that they speak of.

    `first` and `second`: requests as terms. `chosen`: what was chosen in each run. `observer`: who observes, as a term.
    """

    names: Names
    setting: Setting
    scope: dict[Term, str] = field(factory=dict[Term, str])
    binders: list[str] = field(factory=list[str])

    def __attrs_post_init__(self) -> None:
        for sort, name in self.names.sorts.items():
            if sort.is_uninterpreted:
                self.scope[stranger(sort)] = f"some_{name}"
        one, other = self.setting.one, self.setting.other
        arguments = [e.values[p.bare] for e in (one, other) if e is not None for p in e.step.parameters]
        self.bind(dict.fromkeys(arguments))
        for event, name in ((one, "c"), (other, "d")):
            if event is None:
                continue
            if len(event.step.choices) > 1:
                raise NotExpressible(f"{event.step.name} chooses more than one thing", event.step.span)
            for choice in event.step.choices:
                self.bind([event.values[choice.bare]])
            if not event.step.choices:
                self.binders.append(f"({name} : unit)")
        viewer = self.setting.viewer
        if viewer is not None and viewer.operator is Operator.VARIABLE:
            self.bind([viewer])

    @property
    def one(self) -> Event:
        """The event of the first run."""
        assert self.setting.one is not None
        return self.setting.one

    @property
    def other(self) -> Event:
        """The event of the second run."""
        assert self.setting.other is not None
        return self.setting.other

    def bind(self, variables: Iterable[Term]) -> list[str]:
        """Names for further variables, which the lemma is about."""
        new = [v for v in variables if v not in self.scope]
        self.scope = self.names.bind(new, self.scope)
        self.binders += [f"({self.scope[v]} : {self.names.sort(v.sort)})" for v in new]
        return [self.scope[v] for v in new]

    def request(self, event: Event) -> str:
        """The request of an event."""
        arguments = [self.scope[event.values[p.bare]] for p in event.step.parameters]
        text = " ".join([self.names.steps[event.step.name], *arguments])
        return f"({text})" if arguments else text

    def act(self, event: Event) -> str:
        """What the request of an event does."""
        arguments = [self.scope[event.values[p.bare]] for p in event.step.parameters]
        text = " ".join([self.names.act(event.step.name), *arguments])
        return f"(acts {f'({text})' if arguments else text})"

    def chosen(self, event: Event) -> str:
        """What was chosen in an event."""
        for choice in event.step.choices:
            return self.scope[event.values[choice.bare]]
        return "c" if event is self.setting.one else "d"

    @property
    def observer(self) -> str:
        """Who observes."""
        assert self.setting.observer is not None
        return observing(self.names, self.setting.observer, self.viewer)

    @property
    def viewer(self) -> str:
        """The observer, where there are many of its kind."""
        viewer = self.setting.viewer
        return (
            ""
            if viewer is None or self.setting.observer is None or not self.setting.observer.sort
            else self.scope[viewer]
        )


def observing(names: Names, observer: Observer, viewer: str) -> str:
    """An observer as a term."""
    constructor = names.observers[observer.name]
    return f"({constructor} {viewer})" if observer.sort is not None else constructor


def done(scene: Scene, event: Event) -> str:
    """The state after an event, as the step itself says it: what computes in fewer steps than `after`."""
    return f"(done {scene.act(event)} {scene.chosen(event)} {event.before.tag})"


def allowed(scene: Scene, event: Event, count: int | None = None) -> str:
    """That the checks of an event passed, as the step itself says it; `count`: the first so many."""
    checks = f"(checks_of {scene.act(event)})" if count is None else f"(first {count} (checks_of {scene.act(event)}))"
    return f"passed core {checks} {scene.chosen(event)} {event.before.tag}"


def after(scene: Scene, event: Event) -> str:
    """The state after an event."""
    return f"(effect core {scene.request(event)} {scene.chosen(event)} {event.before.tag})"


def passed(scene: Scene, event: Event) -> str:
    """That the checks of an event passed."""
    return f"passed core (checks core {scene.request(event)}) {scene.chosen(event)} {event.before.tag}"


def printer(names: Names) -> Printer:
    """Prints terms that speak of states by their tags."""
    return Printer(names, implicit=names.implicit)


def binders(printer_: Printer, variables: Iterable[Term], scope: Mapping[Term, str]) -> Iterator[str]:
    """Variables as they are bound, each with its type."""
    for variable in variables:
        yield f"({scope[variable.bare]} : {printer_.names.sort(variable.sort)})"
