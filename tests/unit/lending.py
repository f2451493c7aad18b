"""A small model made by hand: frames are lent to guests, written, read and taken back."""

from attrs import evolve

from septum.diagnostics import Span
from septum.logic import BOOLEAN, FALSE, TRUE, Operator, Sort, SortKind, Symbol, Term
from septum.logic.build import apply, conjunction, contains, equal, implies, member, negate, variable
from septum.logic.sorts import set_of
from septum.logic.terms import make
from septum.spec.model import (
    Actor,
    Assumption,
    Carried,
    Fact,
    FactKind,
    Guard,
    GuardKind,
    Home,
    Model,
    Observer,
    StateSymbol,
    Step,
    StepKind,
    Tell,
    Update,
    View,
)

GUEST, FRAME, WORD = Sort("Guest"), Sort("Frame"), Sort("Word")
RIGHT = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE"))

LENT = Symbol("Lending.lent", (FRAME,), BOOLEAN)
HOLDER = Symbol("Lending.holder", (FRAME,), GUEST)
MAY = Symbol("Lending.may", (GUEST, FRAME, RIGHT), BOOLEAN)
CONTENTS = Symbol("Lending.contents", (FRAME,), WORD)
ZERO = Symbol("Lending.ZERO", (), WORD, True)
BROKEN = Symbol("Lending.broken", (FRAME,), BOOLEAN, True)

GUESTS, FRAMES, WORDS = variable("guest", GUEST), variable("frame", FRAME), variable("word", WORD)
OTHER, RIGHTS, EACH = variable("other", FRAME), variable("rights", set_of(RIGHT)), variable("right", RIGHT)


def at(line: int) -> Span:
    """A place in the file that the model would stand in."""
    return Span("lending.py", line, 1)


def refuse(step: str, status: str, condition: Term, line: int) -> Guard:
    """A check that answers `status`."""
    return Guard(GuardKind.REFUSE, f"{step}.{status}", condition, at(line), status)


def step(name: str, parameters: tuple[Term, ...], line: int, **parts: object) -> Step:
    """A step; the manager's capability unless said otherwise."""
    plain = Step(name, "Lending", StepKind.CAPABILITY, Actor("Manager"), parameters, (), (), (), at(line))
    return evolve(plain, **parts)  # type: ignore[arg-type]


def write(
    symbol: Symbol, place: tuple[Term, ...], value: Term, bound: tuple[Term, ...] = (), when: Term = TRUE
) -> Update:
    """An update."""
    return Update(symbol, place, bound, when, value, at(1))


def may(right: str) -> Term:
    """May `guest` use `frame` so?"""
    return apply(MAY, [GUESTS, FRAMES, member(RIGHT, right)])


HELD = conjunction(apply(LENT, [FRAMES]), equal(apply(HOLDER, [FRAMES]), GUESTS))

LEND = step(
    "lend",
    (GUESTS, FRAMES, RIGHTS),
    10,
    guards=(
        refuse("lend", "LENT", negate(apply(LENT, [FRAMES])), 11),
        refuse("lend", "DIRTY", equal(apply(CONTENTS, [FRAMES]), apply(ZERO, [])), 12),
    ),
    updates=(
        write(LENT, (FRAMES,), TRUE),
        write(HOLDER, (FRAMES,), GUESTS),
        write(MAY, (GUESTS, FRAMES, EACH), contains(RIGHTS, EACH), (EACH,)),
    ),
    tells=(
        Tell(
            "LENT_TO_YOU", "lend.told", (Carried(FRAMES), Carried(contains(RIGHTS, EACH), (EACH,))), TRUE, at(13),
            recipient=variable("recipient", GUEST), whom=equal(variable("recipient", GUEST), GUESTS),
        ),
    ),
)  # fmt: skip
TAKE_BACK = step(
    "take_back",
    (FRAMES,),
    20,
    guards=(refuse("take_back", "NOT_LENT", apply(LENT, [FRAMES]), 21),),
    updates=(
        write(LENT, (FRAMES,), FALSE),
        write(MAY, (variable("anyone", GUEST), FRAMES, EACH), FALSE, (variable("anyone", GUEST), EACH)),
    ),
)
SCRUB = step(
    "scrub",
    (FRAMES,),
    30,
    guards=(
        refuse("scrub", "LENT", negate(apply(LENT, [FRAMES])), 31),
        Guard(GuardKind.DUTY, "scrub.Care", negate(apply(BROKEN, [FRAMES])), at(32), assumption="Care"),
    ),
    updates=(write(CONTENTS, (FRAMES,), apply(ZERO, [])),),
)
STORE = step(
    "store",
    (GUESTS, WORDS),
    40,
    actor=Actor(parameter=GUESTS),
    guards=(
        Guard(GuardKind.CHOOSE, "store.frame", may("WRITE"), at(41), "FAULT", choice=FRAMES),
        Guard(GuardKind.WHEN, "store.when", negate(apply(BROKEN, [FRAMES])), at(42)),
    ),
    updates=(write(CONTENTS, (FRAMES,), WORDS),),
    returns=apply(CONTENTS, [FRAMES]),
    returns_sort=WORD,
)
SWAP = step(
    "swap",
    (FRAMES, OTHER),
    50,
    updates=(
        write(CONTENTS, (FRAMES,), apply(CONTENTS, [OTHER])),
        write(CONTENTS, (OTHER,), apply(CONTENTS, [FRAMES])),
    ),
)
RATTLE = step("rattle", (FRAMES,), 60, updates=(write(CONTENTS, (FRAMES,), apply(ZERO, [])),), unless="Care")

ONLY_LENT = Fact(
    "rights_are_the_holders", "Lending", FactKind.INVARIANT, (GUESTS, FRAMES, EACH),
    implies(apply(MAY, [GUESTS, FRAMES, EACH]), HELD), at(70),
)  # fmt: skip
START = Fact("nothing_is_lent", "Lending", FactKind.INITIALLY, (FRAMES,), negate(apply(LENT, [FRAMES])), at(82))
MODEL = Model(
    name="Lending",
    title="Frames are lent",
    span=at(1),
    sorts=(GUEST, FRAME, WORD, RIGHT),
    sort_docs={},
    principals=("Manager", "Guest"),
    symbols=tuple(
        StateSymbol(s, home, at(2))
        for s, home in (
            (LENT, Home.CORE), (HOLDER, Home.CORE), (MAY, Home.CORE),
            (CONTENTS, Home.CONTENT), (ZERO, Home.CONSTANT), (BROKEN, Home.CONSTANT),
        )
    ),
    steps=(LEND, TAKE_BACK, SCRUB, STORE, SWAP, RATTLE),
    views=(
        View("own_frames", "Lending", "Guest", GUESTS, (FRAMES,), (Carried(apply(CONTENTS, [FRAMES])),), HELD, at(80)),
        View("loans", "Lending", "Manager", None, (FRAMES,), (Carried(apply(LENT, [FRAMES])),), TRUE, at(81)),
    ),
    initially=(START,),
    invariants=(ONLY_LENT,),
    axioms=(),
    examples=(),
    witnesses=(),
    statuses={},
    news={},
    assumptions=(Assumption("Care", "care", "Broken frames are left alone.", "contract", "", at(83)),),
    assumes=("Care",),
    observers=(Observer("Guest", GUEST), Observer("Manager", None)),
    properties=(),
    concerns=(),
)  # fmt: skip


def rights(*names: str) -> Term:
    """A set of rights as a term."""
    return make(Operator.SET, set_of(RIGHT), tuple(member(RIGHT, name) for name in names))
