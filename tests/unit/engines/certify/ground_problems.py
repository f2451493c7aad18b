"""Random ground problems, and a second opinion on refutations of them that shares no code with what finds them."""

from collections.abc import Mapping, Sequence
from random import Random

from septum.logic.sorts import BOOLEAN, Sort, SortKind
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term, make
from septum.obligations.refutation import Leaf, Refutation, Tree
from septum.obligations.shape import Literal
from septum.smt.z3_backend import GroundSolver

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


def can_hold(statements: Sequence[Term]) -> bool:
    """Can statements hold together? Z3 says."""
    solver = GroundSolver(10_000_000)
    try:
        for statement in statements:
            solver.add(statement)
        answer = solver.check(range(len(statements)))
    finally:
        solver.delete()
    assert answer in ("sat", "unsat")
    return answer == "sat"


def clause_can_hold(clause: Sequence[Literal]) -> bool:
    """Can literals hold together? Conditionals in them are things of which nothing is known."""
    return can_hold([_opaque(atom if holds else no(atom)) for atom, holds in clause])


def _opaque(term: Term) -> Term:
    if term.operator is Operator.IF:
        return variable(repr(term), term.sort)
    arguments = tuple(map(_opaque, term.arguments))
    return make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)


def mistakes(statements: Sequence[Term], refutation: Refutation) -> list[str]:
    """What is wrong with a refutation: clauses that are possible, leaves that do not end a case."""
    wrong = [
        f"clause {number} is possible" for number, clause in enumerate(refutation.clauses) if clause_can_hold(clause)
    ]
    numbered = list(statements)
    for term in refutation.conditionals:
        condition, first, second = term.arguments
        numbered += [
            said(Operator.IMPLIES, condition, equal(term, first)),
            said(Operator.IMPLIES, no(condition), equal(term, second)),
        ]
    for clause in refutation.clauses:
        numbered.append(said(Operator.OR, *(no(atom) if holds else atom for atom, holds in clause)))
    _walk(refutation.tree, {}, numbered, wrong)
    return wrong


def _walk(tree: Tree, known: Mapping[Term, bool], numbered: Sequence[Term], wrong: list[str]) -> None:
    if isinstance(tree, Leaf):
        if not 0 <= tree.number < len(numbered):
            wrong.append(f"there is no statement {tree.number}")
        elif not _false(numbered[tree.number], known):
            wrong.append(f"statement {tree.number} is not false")
        return
    _walk(tree.holds, {**known, tree.atom: True}, numbered, wrong)
    _walk(tree.fails, {**known, tree.atom: False}, numbered, wrong)


def _false(statement: Term, known: Mapping[Term, bool]) -> bool:
    return _chances(statement, known) == {False}


def _chances(statement: Term, known: Mapping[Term, bool]) -> set[bool]:
    """The truth values that a statement may have, part by part, where some atoms are known."""
    if statement in known:
        return {known[statement]}
    parts = [_chances(a, known) for a in statement.arguments if a.sort.is_boolean]
    match statement.operator:
        case Operator.TRUE | Operator.FALSE:
            return {statement is TRUE}
        case Operator.NOT:
            return {not value for value in parts[0]}
        case Operator.AND:
            return {all(values) for values in _choices(parts)}
        case Operator.OR:
            return {any(values) for values in _choices(parts)}
        case Operator.IMPLIES:
            return {not left or right for left, right in _choices(parts)}
        case Operator.IF:
            return {first if condition else second for condition, first, second in _choices(parts)}
        case Operator.EQUAL if len(parts) == 2:
            return {left == right for left, right in _choices(parts)}
        case _:
            return {True, False}


def _choices(parts: Sequence[set[bool]]) -> list[tuple[bool, ...]]:
    found: list[tuple[bool, ...]] = [()]
    for part in parts:
        found = [(*before, value) for before in found for value in sorted(part)]
    return found
