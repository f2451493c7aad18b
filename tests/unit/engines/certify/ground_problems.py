"""Ground statements about things of all sorts, one by one and at random."""

from itertools import combinations
from random import Random

from septum.logic.sorts import BOOLEAN, Sort, SortKind
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term, make

THING = Sort("Thing")
PLACE = Sort("Place")
COLOUR = Sort("Colour", SortKind.ENUMERATION, ("RED", "GREEN", "BLUE"))
SWITCH = Sort("Switch", SortKind.ENUMERATION, ("ON", "OFF"))

NEXT = Symbol("next", (THING,), THING)
WHERE = Symbol("where", (THING,), PLACE)
COLOURED = Symbol("coloured", (THING,), COLOUR)
OF_COLOUR = Symbol("of_colour", (COLOUR, SWITCH), THING)
NEAR = Symbol("near", (PLACE, THING), BOOLEAN)
LIT = Symbol("lit", (THING, COLOUR), BOOLEAN)
SYMBOLS = (NEXT, WHERE, COLOURED, OF_COLOUR, NEAR, LIT)


def variable(name: str, sort: Sort) -> Term:
    """A variable."""
    return make(Operator.VARIABLE, sort, name=name)


def member(sort: Sort, name: str) -> Term:
    """A member of an enumeration."""
    return make(Operator.MEMBER, sort, name=name)


def applied(symbol: Symbol, *arguments: Term, state: str = "s") -> Term:
    """An application in a state."""
    return make(Operator.APPLY, symbol.codomain, arguments, symbol=symbol, state=state)


def said(operator: Operator, *arguments: Term) -> Term:
    """A statement made of others, or an equation."""
    return make(operator, BOOLEAN, arguments)


def equal(left: Term, right: Term) -> Term:
    """An equation; of truth values, an equivalence."""
    return said(Operator.EQUAL, left, right)


def no(statement: Term) -> Term:
    """The denial."""
    return said(Operator.NOT, statement)


def conditional(condition: Term, first: Term, second: Term) -> Term:
    """`first if condition else second`."""
    return make(Operator.IF, first.sort, (condition, first, second))


def random_term(random: Random, sort: Sort, depth: int) -> Term:
    """A term of a sort, with conditionals in it."""
    if depth and random.random() < 0.6:
        if random.random() < 0.2:
            condition = random_statement(random, depth - 1)
            return conditional(condition, random_term(random, sort, depth - 1), random_term(random, sort, depth - 1))
        fitting = [s for s in SYMBOLS if s.codomain == sort]
        if fitting:
            symbol = random.choice(fitting)
            arguments = [random_term(random, s, depth - 1) for s in symbol.domain]
            return applied(symbol, *arguments, state=random.choice("sst"))
    if sort.is_enumeration and random.random() < 0.5:
        return member(sort, random.choice(sort.members))
    return variable(random.choice("ab" if sort.is_enumeration else "abc"), sort)


def random_statement(random: Random, depth: int) -> Term:
    """A statement with all connectives."""
    if depth and random.random() < 0.6:
        two = (random_statement(random, depth - 1), random_statement(random, depth - 1))
        match random.choice(("not", "and", "or", "implies", "if", "iff")):
            case "not":
                return no(two[0])
            case "and":
                return said(Operator.AND, *two, random_statement(random, depth - 1))
            case "or":
                return said(Operator.OR, *two)
            case "implies":
                return said(Operator.IMPLIES, *two)
            case "if":
                return conditional(random_statement(random, depth - 1), *two)
            case _:
                return equal(*two)
    if random.random() < 0.1:
        return random.choice((TRUE, FALSE, variable("flag", BOOLEAN)))
    if random.random() < 0.4:
        symbol = random.choice((NEAR, LIT))
        return applied(symbol, *(random_term(random, s, 1) for s in symbol.domain), state=random.choice("sst"))
    sort = random.choice((THING, THING, PLACE, COLOUR, SWITCH))
    return equal(random_term(random, sort, 2), random_term(random, sort, 2))


def random_problem(random: Random) -> list[Term]:
    """Statements that may hold together, or not."""
    return [random_statement(random, random.choice((0, 0, 1, 2))) for _ in range(random.randint(2, 9))]


def random_literals(random: Random) -> list[Term]:
    """Many literals: most likely they cannot hold together, for reasons of equality."""
    atoms = [random_statement(random, 0) for _ in range(random.randint(15, 30))]
    return [random.choice((atom, atom, no(atom))) for atom in atoms if atom not in (TRUE, FALSE)]


A, B, C = (variable(name, THING) for name in "abc")
HUE, TINT = variable("a", COLOUR), variable("b", COLOUR)
RED, GREEN, BLUE = (member(COLOUR, name) for name in COLOUR.members)

IMPOSSIBLE = {
    "a statement that is false": [FALSE],
    "a statement and its denial": [applied(LIT, A, RED), no(applied(LIT, A, RED))],
    "equal for some, and equal for others": [equal(A, B), equal(B, C), no(equal(C, A))],
    "a function of equals": [equal(A, B), no(equal(applied(NEXT, applied(NEXT, A)), applied(NEXT, applied(NEXT, B))))],
    "a relation of equals": [equal(A, B), applied(LIT, applied(NEXT, A), RED), no(applied(LIT, applied(NEXT, B), RED))],
    "a thing of two colours": [equal(applied(COLOURED, A), RED), equal(B, A), equal(applied(COLOURED, B), BLUE)],
    "a thing of no colour": [no(equal(HUE, RED)), no(equal(BLUE, HUE)), no(equal(HUE, GREEN))],
    "three things of two states": [
        no(equal(*pair)) for pair in combinations([variable(name, SWITCH) for name in "abc"], 2)
    ],
    "what holds of every colour": [*(applied(LIT, A, m) for m in (RED, GREEN, BLUE)), no(applied(LIT, A, HUE))],
    "functions of unknown colours": [
        *(equal(applied(OF_COLOUR, c, member(SWITCH, s)), A) for c in (RED, GREEN, BLUE) for s in SWITCH.members),
        no(equal(applied(OF_COLOUR, HUE, variable("b", SWITCH)), A)),
    ],
    "a conditional": [
        equal(conditional(equal(A, B), A, C), B),
        equal(A, B),
        no(equal(applied(WHERE, conditional(equal(A, B), B, C)), applied(WHERE, A))),
    ],
    "conditionals in conditionals": [
        no(equal(conditional(equal(A, conditional(applied(LIT, A, RED), A, A)), B, C), B)),
    ],
    "an equivalence": [
        equal(applied(LIT, A, RED), no(equal(A, B))),
        equal(A, B),
        applied(LIT, B, RED),
    ],
    "a truth value": [variable("flag", BOOLEAN), equal(variable("flag", BOOLEAN), FALSE)],
    "what a state says of another": [applied(LIT, A, RED, state="t"), no(applied(LIT, A, RED, state="t")), TRUE],
}
