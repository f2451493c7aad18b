"""A loaded profile: everything that a specification says, resolved, as plain data.

Nothing here computes; the interpreter, the obligations and the exports all read the same `Model`. Terms are as
written, with spans; they speak of the state `""`, and their variables are the parameters by name.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import evolve, field, frozen

from septum.diagnostics.span import Span
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Term


class Home(StrEnum):
    """Where a symbol lives, and so who can read it."""

    CORE = "core"
    HARDWARE = "hardware"
    CONTENT = "content"
    GHOST = "ghost"
    CONSTANT = "constant"


@frozen
class StateSymbol:
    """A declared relation or map: `symbol.name` is `Concern.name`."""

    symbol: Symbol
    home: Home
    span: Span
    doc: str = ""
    sort_span: Span | None = None

    @property
    def home_span(self) -> Span:
        """Where `core()` or another home stands: at the end of the declaration."""
        column = max(1, self.span.end_column - len(f"{self.home}()"))
        return evolve(self.span, line=self.span.end_line, column=column)


class GuardKind(StrEnum):
    """The words by which a step says when it happens."""

    REFUSE = "refuse"
    WHEN = "when"
    WAITS = "waits"
    DUTY = "duty"
    CHOOSE = "choose"


@frozen
class Guard:
    """A condition of a step; in the order of the text.

    `condition` must hold for the step to go on (a `refuse(…, when=c)` has `not c` here). `status` is the answer
    where it does not hold: always for REFUSE, for CHOOSE where `or_refuse=` gave one, else None (the step is
    impossible then). `choice`: the variable that a CHOOSE binds; later terms mention it. `assumption`: the class
    name, for DUTY. `identifier` is `step.STATUS`, `step.when`, `step.waits`, `step.Assumption` or `step.choice`.
    """

    kind: GuardKind
    identifier: str
    condition: Term
    span: Span
    status: str | None = None
    why: str = ""
    choice: Term | None = None
    assumption: str | None = None


@frozen
class Update:
    """`symbol[at] = value` for all values of `bound` for which `condition` holds. All terms read the old state."""

    symbol: Symbol
    at: tuple[Term, ...]
    bound: tuple[Term, ...]
    condition: Term
    value: Term
    span: Span


@frozen
class Carried:
    """A value in news or in a view: `value`, for all values of `bound` (empty for a single value)."""

    value: Term
    bound: tuple[Term, ...] = ()


@frozen
class Tell:
    """News. Told to `principal` where that is a name, else to every value of `recipient` for which `whom` holds.

    `tell(guest, …)` has `whom` = `recipient == guest`. The news are heard only where `where` holds too.
    """

    news: str
    identifier: str
    carries: tuple[Carried, ...]
    where: Term
    span: Span
    principal: str | None = None
    recipient: Term | None = None
    whom: Term = TRUE


class StepKind(StrEnum):
    """A capability is called and answers; other steps happen."""

    CAPABILITY = "capability"
    STEP = "step"


@frozen
class Actor:
    """Whose step it is: a principal by name, or the value of a parameter."""

    principal: str | None = None
    parameter: Term | None = None


@frozen
class Step:
    """One atomic step, assembled from its concern and all that join it.

    `name` is unique in the profile (`take_back`); `concern` is where it was declared. `actor` is who asked, or on
    whose account hardware acts. `begins`: the parameter whose life begins. `unless`: the assumption (class name)
    that makes the step impossible. `returns`: what it answers besides a status.
    """

    name: str
    concern: str
    kind: StepKind
    actor: Actor
    parameters: tuple[Term, ...]
    guards: tuple[Guard, ...]
    updates: tuple[Update, ...]
    tells: tuple[Tell, ...]
    span: Span
    doc: str = ""
    by: str = ""
    returns: Term | None = None
    returns_sort: Sort | None = None
    begins: Term | None = None
    unless: str | None = None

    @property
    def choices(self) -> tuple[Term, ...]:
        """The variables chosen inside."""
        return tuple(g.choice for g in self.guards if g.choice is not None)

    @property
    def writes(self) -> frozenset[Symbol]:
        """The symbols that it may change."""
        return frozenset(u.symbol for u in self.updates)


@frozen
class View:
    """A component of what a principal sees: `values` wherever `where` holds, for all values of `parameters`.

    `viewer` is the variable for the observer where the principal is a sort, None for a principal that is one.
    """

    name: str
    concern: str
    principal: str
    viewer: Term | None
    parameters: tuple[Term, ...]
    values: tuple[Carried, ...]
    where: Term
    span: Span
    doc: str = ""


class FactKind(StrEnum):
    """What is claimed of a closed statement."""

    INITIALLY = "initially"
    INVARIANT = "invariant"
    ALWAYS = "always"
    AXIOM = "axiom"


@frozen
class Fact:
    """A statement for all values of its parameters.

    INVARIANT: a means of proof, may be dropped. ALWAYS: a property stated beside isolation, may not.
    """

    name: str
    concern: str
    kind: FactKind
    parameters: tuple[Term, ...]
    body: Term
    span: Span
    doc: str = ""
    witness: str | None = None


class Outcome(StrEnum):
    """How a call ends."""

    DONE = "done"
    REFUSED = "refused"
    IMPOSSIBLE = "impossible"


@frozen
class ExampleCall:
    """A step in an example, with what must come of it. `result`: the value that it must return."""

    step: str
    arguments: tuple[Term, ...]
    expected: Outcome
    span: Span
    status: str | None = None
    result: Term | None = None


@frozen
class ExampleFact:
    """Something that must hold there. One about constants alone also chooses the instance."""

    condition: Term
    span: Span


@frozen
class Happening:
    """A procedure that the text of a run calls: what is meant by some of its lines, `first` up to `end` of the script.

    `doc`: the first line of what the procedure says of itself.
    """

    name: str
    doc: str
    first: int
    end: int
    span: Span


@frozen
class Example:
    """A run that must be possible. Its parameters are different things; there are no others.

    `without`: the guard identifiers or assumptions that are left out. `leak`: the run is an attack.
    """

    name: str
    concern: str
    parameters: tuple[Term, ...]
    script: tuple[ExampleCall | ExampleFact, ...]
    span: Span
    without: tuple[str, ...] = ()
    leak: bool = False
    doc: str = ""
    happenings: tuple[Happening, ...] = ()
    """The procedures that its own text calls, in order."""


@frozen
class Assumption:
    """Something that must be true of the world. `name` is the class, `identifier` what reports print."""

    name: str
    identifier: str
    sentence: str
    kind: str
    source: str
    span: Span
    check: str | None = None
    repair: str | None = None
    reason: str | None = None


@frozen
class Word:
    """One statement of a property: `own(u, e)`, `same_view(u, before(e), after(f))`, negated or not.

    `arguments` are parameter names; a state is `before e`, `after e` or a state parameter's name.
    """

    word: str
    arguments: tuple[str, ...]
    negated: bool
    span: Span


@frozen
class PropertyClause:
    """One obligation of a property, for every observer, step and pair of runs that its parameters ask for.

    `parameters`: names with `Observer`, `Event` or `State`.
    """

    name: str
    doc: str
    parameters: tuple[tuple[str, str], ...]
    supposes: tuple[Word, ...]
    goal: Word
    span: Span


@frozen
class Property:
    """A property stated in the language."""

    name: str
    doc: str
    clauses: tuple[PropertyClause, ...]
    span: Span


@frozen
class Concern:
    """A concern by name, with its file and sentence."""

    name: str
    doc: str
    span: Span
    includes: tuple[str, ...] = ()


@frozen
class Observer:
    """Who observes: a principal; `sort` is set where there are many of it."""

    name: str
    sort: Sort | None


@frozen
class Model:
    """A profile, loaded. Tuples are in the order of the text; names in them are unique."""

    name: str
    title: str
    span: Span
    sorts: tuple[Sort, ...]
    sort_docs: dict[str, str]
    principals: tuple[str, ...]
    symbols: tuple[StateSymbol, ...]
    steps: tuple[Step, ...]
    views: tuple[View, ...]
    initially: tuple[Fact, ...]
    invariants: tuple[Fact, ...]
    axioms: tuple[Fact, ...]
    examples: tuple[Example, ...]
    witnesses: tuple[Example, ...]
    statuses: dict[str, Span]
    news: dict[str, Span]
    assumptions: tuple[Assumption, ...]
    assumes: tuple[str, ...]
    observers: tuple[Observer, ...]
    properties: tuple[Property, ...]
    concerns: tuple[Concern, ...]
    not_covered: tuple[str, ...] = ()
    workloads: tuple[Example, ...] = ()
    """What tenants want, in which no capability is called."""
    sources: dict[str, str] = field(factory=dict[str, str], repr=False, eq=False)
    """The text of every file read, by the name that spans use."""

    def step(self, name: str) -> Step:
        """The step of that name. Raises KeyError."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def active_steps(self) -> tuple[Step, ...]:
        """The steps that the assumptions of the profile leave possible."""
        return tuple(s for s in self.steps if s.unless is None or s.unless not in self.assumes)

    def home(self, symbol: Symbol) -> Home:
        """Where a declared symbol lives. Raises KeyError."""
        for declared in self.symbols:
            if declared.symbol == symbol:
                return declared.home
        raise KeyError(symbol.name)

    def guards(self) -> Iterator[tuple[Step, Guard]]:
        """Every guard with its step."""
        for step in self.steps:
            for guard in step.guards:
                yield step, guard

    def assumption(self, name: str) -> Assumption:
        """An assumption by class name or identifier. Raises KeyError."""
        for assumption in self.assumptions:
            if name in (assumption.name, assumption.identifier):
                return assumption
        raise KeyError(name)


def without(model: Model, *dropped: str) -> Model:
    """The model less guards, tells, invariants, views or assumptions, by identifier.

    A duty goes with its assumption; a step that exists only because an assumption fails comes with its loss; a
    dropped CHOOSE chooses anything. Raises KeyError for a name that is nothing of these.
    """
    names = {_resolved(model, name) for name in dropped}
    steps: list[Step] = []
    for step in model.steps:
        guards: list[Guard] = []
        for guard in step.guards:
            if guard.identifier not in names and not (guard.kind is GuardKind.DUTY and guard.assumption in names):
                guards.append(guard)
            elif guard.kind is GuardKind.CHOOSE:
                guards.append(evolve(guard, condition=TRUE))
        tells = tuple(t for t in step.tells if t.identifier not in names)
        changed = len(guards) != len(step.guards) or any(a is not b for a, b in zip(guards, step.guards, strict=True))
        steps.append(evolve(step, guards=tuple(guards), tells=tells) if changed or tells != step.tells else step)
    return evolve(
        model,
        steps=tuple(steps),
        assumes=tuple(a for a in model.assumes if a not in names),
        invariants=tuple(i for i in model.invariants if i.name not in names),
        views=tuple(v for v in model.views if v.name not in names),
    )


def droppable(model: Model) -> dict[str, str]:
    """Every identifier that `without` takes, with its kind: refuse, when, waits, choose, tell, assumption, …"""
    kinds: dict[str, str] = {}
    for step in model.active_steps():
        for guard in step.guards:
            if guard.kind is not GuardKind.DUTY:
                kinds[guard.identifier] = str(guard.kind)
        for tell in step.tells:
            kinds[tell.identifier] = "tell"
    for assumption in model.assumptions:
        if assumption.name in model.assumes:
            kinds[assumption.identifier] = "assumption"
    for view in model.views:
        kinds[view.name] = "view"
    for invariant in model.invariants:
        kinds[invariant.name] = str(invariant.kind)
    return kinds


def _resolved(model: Model, name: str) -> str:
    try:
        return model.assumption(name).name
    except KeyError:
        pass
    if name not in droppable(model):
        raise KeyError(name)
    return name
