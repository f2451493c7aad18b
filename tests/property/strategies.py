"""Random models, instances and states, for tests that two ways to compute the same thing agree.

The models lie in the stratified fragment: maps and nested quantifiers lead down a ladder of sorts. They are not
checked for homes, and nothing makes their invariants inductive: that is what they are good for.
"""

from collections.abc import Sequence
from random import Random

from attrs import evolve
from hypothesis import strategies as st
from random_terms import Vocabulary, formulas, terms

from septum.diagnostics import Span
from septum.interpreter import Instance, Machine, Meaning, State, Value, sample_state
from septum.interpreter.instance import Universe
from septum.logic import BOOLEAN, FALSE, TRUE, Operator, Sort, SortKind, Symbol, Term
from septum.logic.build import apply, forall, negate, variable
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

_HERE = Span("random.py", 1, 1)
_HONESTY = Assumption("Honesty", "honesty", "Somebody keeps a promise.", "contract", "", _HERE)
_NAMES = ("Guest", "Frame", "Page")


@st.composite
def vocabularies(draw: st.DrawFn) -> tuple[Vocabulary, tuple[StateSymbol, ...]]:
    """Two or three sorts, an enumeration, a constant of each kind, relations and maps."""
    sorts = tuple(Sort(name) for name in _NAMES[: draw(st.integers(2, 3))])
    rights = Sort("Right", SortKind.ENUMERATION, ("READ", "WRITE", "EXECUTE")[: draw(st.integers(2, 3))])
    declared = [
        StateSymbol(Symbol("Random.zero", (), sorts[0], True), Home.CONSTANT, _HERE),
        StateSymbol(Symbol("Random.fixed", (sorts[1],), BOOLEAN, True), Home.CONSTANT, _HERE),
        StateSymbol(Symbol("Random.owner", (sorts[1],), sorts[0], True), Home.CONSTANT, _HERE),
    ]
    plain = (*sorts, rights)
    for number in range(draw(st.integers(1, 3))):
        domain = tuple(draw(st.lists(st.sampled_from(plain), max_size=3)))
        declared.append(StateSymbol(Symbol(f"Random.relation{number}", domain, BOOLEAN), Home.CORE, _HERE))
    for number in range(draw(st.integers(1, 3))):
        # The value stands further down the ladder than every argument.
        lowest = draw(st.integers(1, len(sorts) - 1))
        domain = tuple(draw(st.lists(st.sampled_from(sorts[lowest:]), min_size=1, max_size=2)))
        value = draw(st.sampled_from((*sorts[:lowest], rights)))
        declared.append(StateSymbol(Symbol(f"Random.map{number}", domain, value), Home.CORE, _HERE))
    return Vocabulary(sorts, rights, tuple(d.symbol for d in declared)), tuple(declared)


@st.composite
def steps(draw: st.DrawFn, words: Vocabulary, number: int) -> Step:
    """A step with guards of every kind, updates and news."""
    name = f"step{number}"
    sorts = [*words.plain_sorts, words.powers, BOOLEAN]
    chosen = draw(st.lists(st.sampled_from(sorts), max_size=3))
    parameters = tuple(variable(f"p{i}", sort) for i, sort in enumerate(chosen))
    scope = list(parameters)
    guards: list[Guard] = []
    for position in range(draw(st.integers(0, 3))):
        guard = draw(guards_at(words, scope, f"{name}.{position}"))
        guards.append(guard)
        if guard.choice is not None:
            scope.append(guard.choice)
    # Few targets, so that several updates of a step often meet.
    changeable = st.sampled_from([s for s in words.symbols if not s.rigid])
    targets = draw(st.lists(changeable, min_size=1, max_size=2))
    updates = draw(st.lists(st.sampled_from(targets).flatmap(lambda s: _update(words, tuple(scope), s)), max_size=3))
    tells = tuple(draw(_tell(words, tuple(scope), f"{name}.told{i}")) for i in range(draw(st.integers(0, 2))))
    guests = [p for p in parameters if p.sort == words.sorts[0]]
    returned = draw(st.none() | st.sampled_from((words.enumeration, words.sorts[0])))
    return Step(
        name,
        "Random",
        StepKind.CAPABILITY,
        Actor(parameter=guests[0]) if guests and draw(st.booleans()) else Actor(principal="Manager"),
        parameters,
        tuple(guards),
        tuple(updates),
        tells,
        _HERE,
        returns=draw(terms(words, scope, returned)) if returned is not None else None,
        begins=guests[0] if guests and draw(st.booleans()) else None,
        unless="Honesty" if draw(st.integers(0, 9)) == 0 else None,
    )


@st.composite
def guards_at(draw: st.DrawFn, words: Vocabulary, scope: list[Term], identifier: str) -> Guard:
    """A guard of any kind."""
    kind = draw(st.sampled_from((*GuardKind, GuardKind.CHOOSE)))
    if kind is GuardKind.CHOOSE:
        choice = variable(f"c{len(scope)}", draw(st.sampled_from(words.plain_sorts)))
        condition = draw(formulas(words, (choice, *scope), draw(st.integers(0, 1))))
        status = draw(st.none() | st.just("NONE_LEFT"))
        return Guard(kind, identifier, condition, _HERE, status, choice=choice)
    status = identifier.upper() if kind is GuardKind.REFUSE else None
    assumption = "Honesty" if kind is GuardKind.DUTY else None
    return Guard(kind, identifier, draw(formulas(words, scope, 1)), _HERE, status, assumption=assumption)


@st.composite
def _update(draw: st.DrawFn, words: Vocabulary, scope: tuple[Term, ...], symbol: Symbol) -> Update:
    """A pointwise, bulk or conditional update."""
    at: list[Term] = []
    bound: list[Term] = []
    for place, sort in enumerate(symbol.domain):
        if draw(st.booleans()) or not _has(words, scope, sort):
            bound.append(variable(f"b{place}", sort))
            at.append(bound[-1])
        else:
            at.append(draw(terms(words, scope, sort, 1)))
    inner = (*scope, *bound)
    condition = draw(st.just(TRUE) | formulas(words, inner, 1))
    if symbol.is_relation:
        value = draw(st.sampled_from((TRUE, FALSE)) | formulas(words, inner, 1))
    else:
        value = draw(terms(words, inner, symbol.codomain, 1))
    return Update(symbol, tuple(at), tuple(bound), condition, value, _HERE)


def _has(words: Vocabulary, scope: tuple[Term, ...], sort: Sort) -> bool:
    return not sort.is_uninterpreted or sort == words.sorts[0] or any(v.sort == sort for v in scope)


@st.composite
def _tell(draw: st.DrawFn, words: Vocabulary, scope: tuple[Term, ...], identifier: str) -> Tell:
    """News to a principal, to one guest or to several."""
    carries = [Carried(draw(terms(words, scope, words.enumeration)))]
    if draw(st.booleans()):
        bound = variable("e", words.enumeration)
        sort = draw(st.sampled_from((BOOLEAN, words.enumeration)))
        carries.append(Carried(draw(terms(words, (*scope, bound), sort, 1)), (bound,)))
    where = draw(st.just(TRUE) | formulas(words, scope, 1))
    if draw(st.booleans()):
        return Tell("TOLD", identifier, tuple(carries), where, _HERE, principal="Manager")
    recipient = variable("recipient", words.sorts[0])
    if draw(st.booleans()):
        whom = make(Operator.EQUAL, BOOLEAN, (recipient, draw(terms(words, scope, words.sorts[0], 1))))
    else:
        whom = draw(formulas(words, (*scope, recipient), 1))
    return Tell("TOLD", identifier, tuple(carries), where, _HERE, recipient=recipient, whom=whom)


@st.composite
def views(draw: st.DrawFn, words: Vocabulary, number: int) -> View:
    """What a guest or the manager sees: masked, or at all places."""
    guest = draw(st.booleans())
    viewer = variable("viewer", words.sorts[0]) if guest else None
    chosen = draw(st.lists(st.sampled_from(words.plain_sorts), max_size=2))
    parameters = tuple(variable(f"x{i}", sort) for i, sort in enumerate(chosen))
    scope = (*parameters, *((viewer,) if viewer is not None else ()))
    values = [
        Carried(draw(terms(words, scope, draw(st.sampled_from((BOOLEAN, words.enumeration, words.sorts[0]))), 1)))
    ]
    if draw(st.booleans()):
        bound = variable("e", words.enumeration)
        values.append(Carried(draw(formulas(words, (*scope, bound), 1)), (bound,)))
    where = draw(st.just(TRUE) | formulas(words, scope, 1, -1))
    principal = words.sorts[0].name if guest else "Manager"
    return View(f"view{number}", "Random", principal, viewer, parameters, tuple(values), where, _HERE)


@st.composite
def invariants(draw: st.DrawFn, words: Vocabulary, number: int) -> Fact:
    """A statement for all values of up to three parameters."""
    chosen = draw(st.lists(st.sampled_from(words.plain_sorts), max_size=3))
    parameters = tuple(variable(f"x{i}", sort) for i, sort in enumerate(chosen))
    lowest = min((words.rank(s) for s in chosen), default=None)
    body = draw(formulas(words, parameters, 3, lowest))
    return Fact(f"invariant{number}", "Random", FactKind.INVARIANT, parameters, body, _HERE)


@st.composite
def models(draw: st.DrawFn) -> tuple[Model, Vocabulary]:
    """A model with up to three steps, and what its terms are made of."""
    words, declared = draw(vocabularies())
    relation = next(s for s in words.symbols if s.is_relation and not s.rigid)
    everything = [variable(f"x{i}", sort) for i, sort in enumerate(relation.domain)]
    empty = forall(everything, negate(apply(relation, everything)))
    model = Model(
        name="Random",
        title="A random model",
        span=_HERE,
        sorts=(*words.sorts, words.enumeration),
        sort_docs={},
        principals=(words.sorts[0].name, "Manager"),
        symbols=declared,
        steps=tuple(draw(steps(words, i)) for i in range(draw(st.integers(1, 3)))),
        views=tuple(draw(views(words, i)) for i in range(draw(st.integers(0, 2)))),
        initially=(Fact("starts_empty", "Random", FactKind.INITIALLY, (), empty, _HERE),),
        invariants=tuple(draw(invariants(words, i)) for i in range(draw(st.integers(1, 3)))),
        axioms=(),
        examples=(),
        witnesses=(),
        statuses={},
        news={},
        assumptions=(_HONESTY,),
        assumes=("Honesty",),
        observers=(Observer(words.sorts[0].name, words.sorts[0]), Observer("Manager", None)),
        properties=(),
        concerns=(),
    )
    return (model if draw(st.booleans()) else evolve(model, assumes=())), words


@st.composite
def instances(draw: st.DrawFn, model: Model, most: int = 3) -> Instance:
    """An instance with up to `most` elements of each sort, and any constants."""
    elements = {
        sort.name: tuple(f"{sort.name.lower()}{i}" for i in range(draw(st.integers(1, most))))
        for sort in model.sorts
        if sort.is_uninterpreted
    }
    universe = Universe(model, Instance(elements))
    constants: dict[str, Meaning] = {}
    for declared in model.symbols:
        if declared.home is Home.CONSTANT:
            values = st.sampled_from(universe.values(declared.symbol.codomain))
            constants[declared.symbol.name] = {a: draw(values) for a in universe.arguments(declared.symbol.domain)}
    return Instance(elements, constants)


@st.composite
def machines(draw: st.DrawFn) -> tuple[Machine, Vocabulary]:
    """A random model on a random instance."""
    model, words = draw(models())
    return Machine(model, draw(instances(model))), words


def states(machine: Machine) -> st.SearchStrategy[State]:
    """Any state of a machine, reachable or not."""
    return st.integers(0, 2**32 - 1).map(lambda seed: sample_state(machine, Random(seed)))


def some_states(machine: Machine, random: Random, count: int) -> list[State]:
    """Several such states: cheaper than several draws."""
    return [sample_state(machine, random) for _ in range(count)]


def some_values(machine: Machine, random: Random, variables: Sequence[Term]) -> dict[Term, Value]:
    """Values for variables."""
    return {v: random.choice(machine.universe.values(v.sort)) for v in variables}


@st.composite
def environments(draw: st.DrawFn, machine: Machine, variables: tuple[Term, ...]) -> dict[Term, Value]:
    """Values for variables, drawn."""
    return {v: draw(st.sampled_from(machine.universe.values(v.sort))) for v in variables}
