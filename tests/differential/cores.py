"""Random small cores: steps of guests and of a manager over a few records, with views and news.

Small enough to try everything, and so made that some isolate and some do not: steps write what others see, answers
read what nobody sees, news are forgotten.
"""

from random import Random

from septum.diagnostics import Span
from septum.logic import BOOLEAN, TRUE, Operator, Sort, SortKind, Symbol, Term
from septum.logic.build import apply, conjunction, disjunction, equal, exists, forall, implies, member, negate, variable
from septum.logic.sorts import set_of
from septum.logic.terms import make
from septum.spec.load import load_profile
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

HERE = Span("core.py", 1, 1)
GUEST, PAGE = Sort("Guest"), Sort("Page")
RIGHT = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE"))
RIGHTS = set_of(RIGHT)
HAS = Symbol("Core.has", (GUEST, PAGE))
FLAG = Symbol("Core.flag", (GUEST,))
OPEN = Symbol("Core.open", (PAGE, RIGHT))
SECRET = Symbol("Core.secret", ())
OWNER = Symbol("Core.owner", (PAGE,), GUEST)
MODE = Symbol("Core.mode", (GUEST,), RIGHT)
FIRST = Symbol("Core.first", (), GUEST, rigid=True)
OBSERVERS = (Observer("Guest", GUEST), Observer("Manager", None))
STATE = (HAS, FLAG, OPEN, SECRET, OWNER, MODE)
KEPT = Assumption("Kept", "kept", "Somebody keeps a promise.", "contract", "", HERE)
ISOLATION = load_profile("minimal").properties


class Maker:
    """Makes one core; the same for the same random numbers."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0

    def core(self) -> Model:
        """A model with up to three steps, four views and an invariant, under the property of isolation."""
        random = self._random
        views = random.sample(_all_views(), random.randint(2, 5))
        steps = tuple(self._step(f"step{i}") for i in range(random.randint(1, 3)))
        empty = [negate(apply(s, v)) for s in (HAS, FLAG, OPEN) if (v := _variables(s))]
        initially = tuple(
            Fact(f"start{i}", "Core", FactKind.INITIALLY, tuple(sorted(e.free, key=str)), e, HERE)
            for i, e in enumerate(random.sample(empty, random.randint(0, 3)))
        )
        invariants: tuple[Fact, ...] = ()
        if random.random() < 0.4:
            body, free = self._invariant()
            invariants = (Fact("sound", "Core", FactKind.INVARIANT, free, body, HERE),)
        return Model(
            name="Core", title="A random core", span=HERE, sorts=(GUEST, PAGE, RIGHT), sort_docs={},
            principals=("Guest", "Manager"),
            symbols=(
                *(StateSymbol(s, Home.CORE, HERE) for s in STATE), StateSymbol(FIRST, Home.CONSTANT, HERE)
            ),
            steps=steps, views=tuple(views), initially=initially, invariants=invariants, axioms=(), examples=(),
            witnesses=(), statuses={}, news={}, assumptions=(KEPT,), assumes=random.choice(((), ("Kept",))),
            observers=OBSERVERS[: random.randint(1, 2)],
            properties=ISOLATION, concerns=(),
        )  # fmt: skip

    def _fresh(self, sort: Sort) -> Term:
        self._count += 1
        return variable(f"q{self._count}", sort)

    def _invariant(self) -> tuple[Term, tuple[Term, ...]]:
        guest, page = variable("x", GUEST), variable("y", PAGE)
        has, flag = apply(HAS, [guest, page]), apply(FLAG, [guest])
        some = exists([self._renamed("r", RIGHT)], apply(OPEN, [page, self._renamed("r", RIGHT)]))
        return self._random.choice(
            (
                (implies(has, equal(apply(OWNER, [page]), guest)), (guest, page)),
                (implies(flag, equal(apply(MODE, [guest]), member(RIGHT, "READ"))), (guest,)),
                (implies(has, some), (guest, page)),
            )
        )

    def _renamed(self, name: str, sort: Sort) -> Term:
        return variable(name, sort)

    def _step(self, name: str) -> Step:
        random = self._random
        parameters = [variable("g", GUEST)]
        for extra, chance in ((("h", GUEST), 0.4), (("p", PAGE), 0.7), (("rs", RIGHTS), 0.25), (("b", BOOLEAN), 0.25)):
            if random.random() < chance:
                parameters.append(variable(*extra))
        scope = list(parameters)
        guards: list[Guard] = []
        for position in range(random.choice((0, 1, 1, 2))):
            guards.append(self._guard(scope, f"{name}.{position}"))
            choice = guards[-1].choice
            if choice is not None:
                scope.append(choice)
        returns = self._value(scope, random.choice((RIGHT, BOOLEAN, GUEST))) if random.random() < 0.3 else None
        return Step(
            name, "Core", StepKind.CAPABILITY,
            Actor(parameter=parameters[0]) if random.random() < 0.6 else Actor(principal="Manager"),
            tuple(parameters), tuple(guards), tuple(self._updates(scope)),
            tuple(self._tell(scope, f"{name}.told{i}") for i in range(random.choice((0, 0, 1, 1, 2)))), HERE,
            returns=returns, begins=parameters[0] if random.random() < 0.3 else None,
        )  # fmt: skip

    def _guard(self, scope: list[Term], identifier: str) -> Guard:
        kinds = (GuardKind.REFUSE, GuardKind.WHEN, GuardKind.WAITS, GuardKind.DUTY, GuardKind.CHOOSE)
        kind = self._random.choices(kinds, (5, 2, 1, 1, 2))[0]
        if kind is GuardKind.CHOOSE:
            choice = variable(f"c{identifier[-1]}", self._random.choice((GUEST, PAGE)))
            status = self._random.choice((None, "NONE_LEFT"))
            condition = self._formula([*scope, choice, choice])
            return Guard(kind, identifier, condition, HERE, status, choice=choice)
        plain = [v for v in scope if not v.name.startswith("c")]
        condition = self._formula(plain if kind in (GuardKind.WHEN, GuardKind.WAITS, GuardKind.DUTY) else scope)
        status = identifier.upper() if kind is GuardKind.REFUSE else None
        return Guard(kind, identifier, condition, HERE, status, assumption="Kept" if kind is GuardKind.DUTY else None)

    def _updates(self, scope: list[Term]) -> list[Update]:
        random = self._random
        found: list[Update] = []
        for _ in range(random.choice((0, 1, 1, 2, 3))):
            symbol = random.choice(STATE)
            at: list[Term] = []
            bound: list[Term] = []
            for number, sort in enumerate(symbol.domain):
                known = [v for v in scope if v.sort == sort]
                if not known or random.random() < 0.25:
                    bound.append(variable(f"u{number}", sort))
                    at.append(bound[-1])
                else:
                    at.append(random.choice(known))
            inner = [*scope, *bound, *bound]
            condition = self._formula(inner) if random.random() < 0.35 else TRUE
            value = self._value(inner, symbol.codomain)
            found.append(Update(symbol, tuple(at), tuple(bound), condition, value, HERE))
        return found

    def _tell(self, scope: list[Term], identifier: str) -> Tell:
        random = self._random
        carries = tuple(
            Carried(self._value(scope, random.choice((RIGHT, BOOLEAN)))) for _ in range(random.randint(0, 1))
        )
        where = self._formula(scope) if random.random() < 0.3 else TRUE
        news = random.choice(("TOLD", "TOLD", "ALSO"))
        if random.random() < 0.2:
            return Tell(news, identifier, carries, where, HERE, principal="Manager")
        recipient = variable("recipient", GUEST)
        whom = equal(recipient, random.choice([v for v in scope if v.sort == GUEST]))
        if random.random() < 0.3:
            whom = random.choice((TRUE, apply(FLAG, [recipient])))
        return Tell(news, identifier, carries, where, HERE, recipient=recipient, whom=whom)

    def _value(self, scope: list[Term], sort: Sort) -> Term:
        random = self._random
        if sort.is_boolean:
            return self._formula(scope) if random.random() < 0.6 else random.choice((TRUE, negate(TRUE)))
        options = [v for v in scope if v.sort == sort] + [member(sort, m) for m in sort.members]
        if sort == GUEST:
            options += [apply(FIRST, [])] + [apply(OWNER, [v]) for v in scope if v.sort == PAGE]
        if sort == RIGHT:
            options += [apply(MODE, [v]) for v in scope if v.sort == GUEST]
        if random.random() < 0.2:
            condition = self._atom(scope)
            return make(Operator.IF, sort, (condition, random.choice(options), random.choice(options)))
        return random.choice(options)

    def _formula(self, scope: list[Term], depth: int = 1) -> Term:
        random = self._random
        kind = random.choice(("atom", "atom", "not", "and", "or", "some", "all")) if depth else "atom"
        match kind:
            case "not":
                return negate(self._formula(scope, depth - 1))
            case "and":
                return conjunction(self._formula(scope, depth - 1), self._atom(scope))
            case "or":
                return disjunction(self._formula(scope, depth - 1), self._atom(scope))
            case "some" | "all":
                bound = self._fresh(random.choice((PAGE, RIGHT, GUEST)))
                body = self._formula([*scope, bound, bound, bound], depth - 1)
                return (exists if kind == "some" else forall)([bound], body)
            case _:
                return self._atom(scope)

    def _atom(self, scope: list[Term]) -> Term:
        random = self._random
        for _ in range(20):
            symbol = random.choice((HAS, FLAG, OPEN, SECRET, OWNER, MODE, RIGHTS, BOOLEAN, GUEST))
            if isinstance(symbol, Symbol):
                options = [[v for v in scope if v.sort == s] + [member(s, m) for m in s.members] for s in symbol.domain]
                if not all(options):
                    continue
                applied = apply(symbol, [random.choice(o) for o in options])
                if symbol.codomain.is_boolean:
                    return applied
                return make(Operator.EQUAL, BOOLEAN, (applied, self._plain(scope, symbol.codomain)))
            known = [v for v in scope if v.sort == symbol]
            if not known:
                continue
            if symbol.is_boolean:
                return random.choice(known)
            if symbol.is_set:
                rights = [member(RIGHT, m) for m in RIGHT.members]
                return make(Operator.CONTAINS, BOOLEAN, (random.choice(known), random.choice(rights)))
            return make(Operator.EQUAL, BOOLEAN, (random.choice(known), self._plain(scope, symbol)))
        return apply(SECRET, [])

    def _plain(self, scope: list[Term], sort: Sort) -> Term:
        options = [v for v in scope if v.sort == sort] + [member(sort, m) for m in sort.members]
        return self._random.choice(options or [apply(FIRST, [])])


def core(seed: int) -> Model:
    """The core of a number."""
    return Maker(Random(seed)).core()


def _variables(symbol: Symbol) -> list[Term]:
    return [variable(f"x{i}", sort) for i, sort in enumerate(symbol.domain)]


def _all_views() -> list[View]:
    viewer, page, right = variable("viewer", GUEST), variable("x", PAGE), variable("r", RIGHT)
    has = apply(HAS, [viewer, page])
    open_ = apply(OPEN, [page, right])
    made = [
        ("own_pages", (page,), (Carried(has),), TRUE),
        ("own_flag", (), (Carried(apply(FLAG, [viewer])),), TRUE),
        ("own_mode", (), (Carried(apply(MODE, [viewer])),), apply(FLAG, [viewer])),
        ("open_rights", (page,), (Carried(open_, (right,)),), has),
        ("owned", (page,), (Carried(has), Carried(exists([right], open_))), equal(apply(OWNER, [page]), viewer)),
        ("owners", (page,), (Carried(apply(OWNER, [page])),), has),
        ("quiet", (), (Carried(forall([page], implies(has, exists([right], open_)))),
                       Carried(forall([page], negate(has)))), TRUE),
    ]  # fmt: skip
    views = [View(name, "Core", "Guest", viewer, p, v, where, HERE) for name, p, v, where in made]
    guest = variable("x", GUEST)
    views.append(View("flags", "Core", "Manager", None, (guest,), (Carried(apply(FLAG, [guest])),), TRUE, HERE))
    return views
