"""What is compiled once for a model on a scope, and shared by the searches."""

from collections.abc import Sequence

from attrs import define, field

from septum.engines.refute.circuit import Circuit
from septum.engines.refute.cone import own_steps
from septum.engines.refute.layout import Layout, lay_out, pin
from septum.engines.refute.link import Link, compile_link
from septum.engines.refute.observe import ViewBit
from septum.engines.refute.scope import Scope
from septum.engines.refute.transition import Transition, compile_transition
from septum.engines.refute.unroll import start_template, view_template
from septum.spec.model import Model, Observer, Step


@define(eq=False)
class Prepared:
    """Templates of one model on one scope, each compiled when it is first asked for."""

    model: Model
    scope: Scope
    layout: Layout
    start: Circuit
    _views: dict[str, tuple[Circuit, tuple[ViewBit, ...]]] = field(
        factory=dict[str, tuple[Circuit, tuple[ViewBit, ...]]]
    )
    _transitions: dict[tuple[object, ...], Transition] = field(factory=dict[tuple[object, ...], Transition])
    _links: dict[tuple[object, ...], Link] = field(factory=dict[tuple[object, ...], Link])

    def view(self, observer: Observer) -> tuple[Circuit, tuple[ViewBit, ...]]:
        """What the observer sees of a state."""
        if observer.name not in self._views:
            self._views[observer.name] = view_template(self.model, self.layout, observer)
        return self._views[observer.name]

    def transition(self, steps: Sequence[Step], observer: Observer | None, requests: Sequence[Step] = ()) -> Transition:
        """One moment of a run of these steps."""
        key = _key(steps, observer, requests)
        if key not in self._transitions:
            self._transitions[key] = compile_transition(self.layout, steps, observer, requests)
        return self._transitions[key]

    def link(self, steps: Sequence[Step], observer: Observer, requests: Sequence[Step]) -> Link:
        """What links a moment of one run to that of another."""
        key = _key(steps, observer, requests)
        if key not in self._links:
            mine = {step.name for step in own_steps(self.model, observer)}
            transition = self.transition(steps, observer, requests)
            self._links[key] = compile_link(self.layout, transition, [s for s in steps if s.name in mine])
        return self._links[key]


def prepare(model: Model, scope: Scope) -> Prepared:
    """Begin to compile a model on a scope, for a search: elements that nothing tells apart have an order."""
    layout = pin(lay_out(model, scope))
    return Prepared(model, scope, layout, start_template(model, layout))


def prepare_unpinned(model: Model, scope: Scope) -> Prepared:
    """Begin to compile a model on a scope whose elements have meanings already."""
    layout = lay_out(model, scope)
    return Prepared(model, scope, layout, start_template(model, layout))


def _key(steps: Sequence[Step], observer: Observer | None, requests: Sequence[Step]) -> tuple[object, ...]:
    return (
        tuple(step.name for step in steps),
        observer.name if observer is not None else None,
        tuple(step.name for step in requests),
    )
