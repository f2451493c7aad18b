"""The words of a specification, with their types.

A specification imports its words from here, so that an editor can explain and complete them and pyright can check
them. It is read by `septum.spec`, never run: nothing below does anything, and importing a specification is harmless.

A specification says, in this order: its sorts and enumerations, its statuses and news, and then its concerns. A
concern declares what it keeps (each symbol in a home), what is true at the start, which steps there are, who sees
what, and what always holds. A profile puts concerns together and says which property is claimed of them.
"""
# ruff: noqa: PIE790

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, ClassVar, Generic, Literal, TypeVar, TypeVarTuple, overload

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")
Value = TypeVar("Value")
Places = TypeVarTuple("Places")
Method = TypeVar("Method", bound=Callable[..., Any])


# --- what there is


class _Things(type):
    """Lets a sort stand after `in`: `any(self.lent(page) for page in Page)`."""

    def __iter__(cls: type[Value]) -> Iterator[Value]:
        """Every thing of the sort."""
        ...


class Sort(metaclass=_Things):
    """Any number of things of one kind, told apart by their names alone.

    The docstring of a sort says what a thing of it stands for. What is proved holds for any number of them.
    """


class Enumeration(Enum):
    """The things listed and no others: `READ, WRITE = range(2)`."""


class Principal:
    """Somebody who can ask, see and be told. A principal that is also a `Sort` has many bearers, such as guests."""


class Manager(Principal):
    """The code that decides policy. It holds no privilege, and is hostile unless a profile says otherwise."""


class Hardware(Principal):
    """The machine: what happens without anybody's request, or on somebody's account (`for_=`)."""


class Assumption:
    """Something that must be true of the world, and that the core cannot see to.

    The docstring is the sentence that reports print. Where the assumption is left out, its duties no longer bind and
    the steps marked `unless=` it can happen.
    """

    identifier: ClassVar[str]
    """The name in reports: `gpu.routes-exclusive`."""
    kind: ClassVar[Literal["hardware", "configuration", "contract", "exclusion"]]
    """Whether the machine, its set-up, somebody's contract or a limit of the profile is assumed."""
    source: ClassVar[str]
    """Where the assumption, or a breach of it, is written down."""
    check: ClassVar[str | None] = None
    """How a host is checked for it; None where no host shows it."""
    repair: ClassVar[str | None] = None
    """What to do where it does not hold."""
    reason: ClassVar[str | None] = None
    """Why it stands in the register though nothing in the specification depends on it; only then."""


class Status:
    """An answer to a request: `NOT_OWNER = Status()`. Who asks, observes it."""


class News:
    """Something that a principal is told about another's step: `MAPPED = News()`."""


# --- what is kept, and where


class Relation(Generic[*Places]):
    """Yes or no for each combination of things.

    `self.tlb(cpu, page)` asks; `self.tlb[cpu, page] = True` sets. A colon stands for all things of a sort, in both
    directions: `any(self.tlb[:, page])`, `self.tlb[:, page] = False`. At the place of an enumeration, a set of it
    can be assigned: `self.stage2[guest, page, :] = rights`.
    """

    def __call__(self, *at: *Places) -> bool:
        """Whether it holds there."""
        ...

    @overload
    def __getitem__(self: Relation[A], at: slice) -> Iterable[bool]: ...
    @overload
    def __getitem__(self: Relation[A, B], at: tuple[A | slice, B | slice]) -> Iterable[bool]: ...
    @overload
    def __getitem__(self: Relation[A, B, C], at: tuple[A | slice, B | slice, C | slice]) -> Iterable[bool]: ...
    @overload
    def __getitem__(
        self: Relation[A, B, C, D], at: tuple[A | slice, B | slice, C | slice, D | slice]
    ) -> Iterable[bool]: ...
    @overload
    def __getitem__(
        self: Relation[A, B, C, D, E], at: tuple[A | slice, B | slice, C | slice, D | slice, E | slice]
    ) -> Iterable[bool]: ...
    @overload
    def __getitem__(
        self: Relation[A, B, C, D, E, F], at: tuple[A | slice, B | slice, C | slice, D | slice, E | slice, F | slice]
    ) -> Iterable[bool]: ...
    def __getitem__(self, at: Any) -> Any:
        """The answers wherever a colon stands; also what news can carry."""
        ...

    @overload
    def __setitem__(self: Relation[A], at: A | slice, to: bool | set[A]) -> None: ...
    @overload
    def __setitem__(self: Relation[A, B], at: tuple[A | slice, B | slice], to: bool | set[B]) -> None: ...
    @overload
    def __setitem__(self: Relation[A, B, C], at: tuple[A | slice, B | slice, C | slice], to: bool | set[C]) -> None: ...
    @overload
    def __setitem__(
        self: Relation[A, B, C, D], at: tuple[A | slice, B | slice, C | slice, D | slice], to: bool | set[D]
    ) -> None: ...
    @overload
    def __setitem__(
        self: Relation[A, B, C, D, E],
        at: tuple[A | slice, B | slice, C | slice, D | slice, E | slice],
        to: bool | set[E],
    ) -> None: ...
    @overload
    def __setitem__(
        self: Relation[A, B, C, D, E, F],
        at: tuple[A | slice, B | slice, C | slice, D | slice, E | slice, F | slice],
        to: bool | set[F],
    ) -> None: ...
    def __setitem__(self, at: Any, to: Any) -> None:
        """From the next step on it holds there, or no longer holds."""
        ...


class Map(Generic[*Places, Value]):
    """One value for each combination of things; the last type is the value's.

    `self.contents(frame)` reads; `self.contents[frame] = word` sets. There is always a value, so pair a map with a
    relation that says where it means something.
    """

    def __call__(self, *at: *Places) -> Value:
        """The value there."""
        ...

    @overload
    def __setitem__(self: Map[A, Value], at: A | slice, to: Value) -> None: ...
    @overload
    def __setitem__(self: Map[A, B, Value], at: tuple[A | slice, B | slice], to: Value) -> None: ...
    @overload
    def __setitem__(self: Map[A, B, C, Value], at: tuple[A | slice, B | slice, C | slice], to: Value) -> None: ...
    def __setitem__(self, at: Any, to: Any) -> None:
        """The value there from the next step on."""
        ...


def core() -> Any:
    """A record of the core. It alone writes it, and decides by it."""
    ...


def hardware() -> Any:
    """State of the machine. A capability may command it, never read it: no core can ask what a TLB holds."""
    ...


def content() -> Any:
    """Data. It may be moved, returned and told, and never decides whether a step happens."""
    ...


def ghost() -> Any:
    """A note for the proof alone. It exists in no machine."""
    ...


def constant() -> Any:
    """Fixed before the start, and the same for ever. Everybody may read it."""
    ...


# --- what a specification is made of


class Concern:
    """One subject: its symbols, steps, views and invariants. A field without a home includes another concern."""


class Profile:
    """Concerns put together, with the property that is claimed of them and what is assumed for it."""

    includes: ClassVar[list[type[Concern]]]
    """The concerns."""
    observers: ClassVar[list[type[Principal]]]
    """Against whom the property is claimed: each hears its news and nothing else."""
    property: ClassVar[type[Property] | list[type[Property]]]
    """What is claimed."""
    assumes: ClassVar[list[type[Assumption]]]
    """What must be true of the world for it."""
    not_covered: ClassVar[list[str]] = []
    """What the profile says nothing about yet, each as `subject: what is missing`."""


class Property:
    """Obligations that a method each states, for every observer, step and state: see `septum.models.isolation`."""


# --- what a method of a concern is


def _as_it_is(method: Method) -> Method:
    return method


def capability(*, by: type[Principal] | str, begins: str | None = None) -> Callable[[Method], Method]:
    """An operation of the core's interface, asked for by a principal or by the bearer in a parameter.

    `begins` names the parameter whose life the operation begins.
    """
    return _as_it_is


def step(
    *, by: type[Principal] | str, for_: str | None = None, unless: type[Assumption] | None = None
) -> Callable[[Method], Method]:
    """Something that happens without the core: an act of a guest, of a driver or of the machine.

    `for_` names the parameter on whose account hardware acts. A step marked `unless` an assumption happens only where
    that assumption fails.
    """
    return _as_it_is


def joins(step: Callable[..., Any]) -> Callable[[Method], Method]:
    """Adds checks and effects to a step of another concern, after its own. Parameters are taken over by name."""
    return _as_it_is


def sees(principal: type[Principal]) -> Callable[[Method], Method]:
    """A part of what a principal sees. Its first parameter is the viewer, where there are many of the principal."""
    return _as_it_is


def initially(method: Method) -> Method:
    """True at the start, for all values of the parameters."""
    return method


def invariant(method: Method) -> Method:
    """True in every reachable state: a means of the proof, which the property may turn out not to need."""
    return method


def always(method: Method) -> Method:
    """True in every reachable state, and claimed as such: a property beside the profile's."""
    return method


def axiom(*, witness: str) -> Callable[[Method], Method]:
    """Taken for true without proof. `witness` names the finite instance that shows that it can be true."""
    return _as_it_is


def witness(method: Method) -> Method:
    """A finite instance for an axiom. Its parameters are all that there is; each `assert` fixes a constant."""
    return method


@overload
def example(method: Method, /) -> Method: ...
@overload
def example(
    *, without: type[Assumption] | str | list[type[Assumption] | str] = ..., leak: bool = False
) -> Callable[[Method], Method]: ...
def example(method: Any = None, /, *, without: Any = (), leak: bool = False) -> Any:
    """A run that must be possible. Its parameters are different things, and there are no others.

    Each call must be answered OK, unless it stands in `refused` or `impossible`; each `assert` must hold. What
    `without` names is left out: an assumption, or a check as `"take_back.NOT_INVALIDATED"`. With `leak` the run is
    an attack: it must break the property.
    """
    return _as_it_is if method is None else method


def workload(method: Method) -> Method:
    """What tenants want of the machine: what they and the hardware do, in this order, and what must hold there.

    It calls no capability; which are needed for it is what `septum minimal` finds. Between two lines anything may
    happen. Every `assert` holds right before the next call.
    """
    return method


# --- what a step says, in the order in which it is read; every value is the one before the step


def refuse(status: Status, why: str, *, unless: bool = True, when: bool = False) -> None:
    """Answer `status` and change nothing `unless` this holds, or `when` it does. A status stands once in a step."""
    ...


def when(condition: bool) -> None:
    """The step cannot happen otherwise. Whether it can must look the same in equal views."""
    ...


def waits(condition: bool) -> None:
    """The step waits for its turn. When the turn comes is timing, and is reported as such."""
    ...


def duty(assumption: type[Assumption], condition: bool) -> None:
    """Who takes the step owes this, by the contract that `assumption` names. It may speak of anything."""
    ...


def choose(among: Iterable[Value], *, or_refuse: Status | None = None) -> Value:
    """Any one of these, nobody says which: `choose((f for f in Frame if self.free(f)), or_refuse=NO_FRAME)`."""
    ...


def tell(whom: Any, news: News, *carried: Any, where: bool = True) -> None:
    """Let a principal know, and what: the policy.

    `whom` is a principal, a bearer, or a set of them: `(g for g in Guest if …)`. A relation is carried as
    `self.present[function, :]`.
    """
    ...


def see(*what: Any, where: bool = True, but: list[Any] | None = None) -> None:
    """The viewer sees these, `where` this holds. `see(core())` is every record of the core, `but` those listed."""
    ...


def implies(premise: bool, conclusion: bool) -> bool:
    """If the one then the other."""
    ...


# --- what an example says


def refused(call: Any, status: Status) -> bool:
    """The call is answered with this status."""
    ...


def impossible(call: Any) -> bool:
    """The call cannot happen there."""
    ...


# --- what a property says: `u` observes, `e` is one step in one run, `f` one in another


class Observer:
    """Anybody against whom the property is claimed."""


class Event:
    """Any one step, with its arguments and with all that is chosen inside."""


class State:
    """Any state of the machine and the core."""


def suppose(*what: bool) -> None:
    """The obligation is about the cases in which these hold."""
    ...


def before(e: Event) -> State:
    """The state in which the step is taken."""
    ...


def after(e: Event) -> State:
    """The state that the step leaves."""
    ...


def initial(s: State) -> bool:
    """Whether a run can start there."""
    ...


def invariants(s: State) -> bool:
    """All invariants hold there."""
    ...


def own(u: Observer, e: Event) -> bool:
    """The step is `u`'s own: asked by it, or done by hardware on its account."""
    ...


def told(u: Observer, e: Event) -> bool:
    """The step tells `u` some news."""
    ...


def begins(u: Observer, e: Event) -> bool:
    """The step begins the life of `u`."""
    ...


def same_request(e: Event, f: Event) -> bool:
    """The same step with the same arguments. What is chosen inside may differ."""
    ...


def same_news(u: Observer, e: Event, f: Event) -> bool:
    """Both tell `u` the same."""
    ...


def same_view(u: Observer, s: State, t: State) -> bool:
    """`u` sees the same in both."""
    ...


def same_reply(e: Event, f: Event) -> bool:
    """Both return the same value."""
    ...


def same_status(e: Event, f: Event) -> bool:
    """Both are refused for the same reason, or neither is."""
    ...
