"""From closed statements to universal ones: negations inward, existentials replaced by Skolem functions.

A statement becomes a list of universals, each a quantifier-free body for all values of some variables; one without
variables is ground. Together they are satisfiable exactly if the statement is.
"""

from collections.abc import Iterator

from attrs import field, frozen

from septum.logic import build
from septum.logic.canonical import digest
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import has_quantifier, substitute
from septum.smt.triggers import Trigger


@frozen(eq=False)
class Universal:
    """`body` for all `variables`. `origin`: the position of the premise it comes from, -1 for the denied goal."""

    name: str
    origin: int
    variables: tuple[Term, ...]
    body: Term
    triggers: list[Trigger] = field(factory=list[Trigger], repr=False)


def universals(statement: Term, name: str, origin: int) -> list[Universal]:
    """The universals of a closed statement, in the order of its conjuncts."""
    # By the statement and not by the name alone: two statements of one name have different witnesses.
    maker = _Maker(f"{name} {digest(statement)[:16]}")
    positive = maker.positive(statement.bare, True, ())
    found: list[Universal] = []
    for part in _conjuncts(positive):
        body, variables = maker.prenex(part)
        if body != TRUE:
            found.append(Universal(name, origin, variables, body))
    return found


@frozen
class Skolem:
    """What a Skolem function stands for: the existential variable of that name, for each value of those in `scope`."""

    variable: str
    scope: tuple[Term, ...]


def skolems(statement: Term, name: str) -> dict[Symbol, Skolem]:
    """The Skolem functions that the universals of a statement speak of."""
    maker = _Maker(f"{name} {digest(statement)[:16]}")
    maker.positive(statement.bare, True, ())
    return maker.skolems


def _conjuncts(term: Term) -> Iterator[Term]:
    if term.operator is Operator.AND:
        for argument in term.arguments:
            yield from _conjuncts(argument)
    elif term.operator is Operator.FORALL:
        for part in _conjuncts(term.arguments[0]):
            yield build.forall(term.bound, part)
    else:
        yield term


class _Maker:
    """Turns one statement; the names of Skolem functions follow from `name`, which no other statement has."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self.skolems: dict[Symbol, Skolem] = {}

    def _next(self) -> int:
        self._count += 1
        return self._count

    def positive(self, term: Term, sign: bool, scope: tuple[Term, ...]) -> Term:
        """The term, or its negation where `sign` is false, with quantifiers universal only."""
        if not has_quantifier(term):
            return term if sign else build.negate(term)
        match term.operator:
            case Operator.NOT:
                return self.positive(term.arguments[0], not sign, scope)
            case Operator.AND | Operator.OR:
                parts = [self.positive(a, sign, scope) for a in term.arguments]
                conjunctive = (term.operator is Operator.AND) == sign
                return build.conjunction(*parts) if conjunctive else build.disjunction(*parts)
            case Operator.IMPLIES:
                premise, conclusion = term.arguments
                left, right = self.positive(premise, not sign, scope), self.positive(conclusion, sign, scope)
                return build.disjunction(left, right) if sign else build.conjunction(left, right)
            case Operator.EQUAL:
                left, right = term.arguments
                forward = build.implies(left, right if sign else build.negate(right))
                backward = build.implies(build.negate(left), build.negate(right) if sign else right)
                return self.positive(build.conjunction(forward, backward), True, scope)
            case Operator.IF:
                condition, first, second = term.arguments
                cases = build.conjunction(
                    build.implies(condition, first if sign else build.negate(first)),
                    build.implies(build.negate(condition), second if sign else build.negate(second)),
                )
                return self.positive(cases, True, scope)
            case Operator.FORALL | Operator.EXISTS:
                return self._quantifier(term, sign, scope)
            case _:
                raise ValueError(f"a quantifier inside {term.operator}")

    def _quantifier(self, term: Term, sign: bool, scope: tuple[Term, ...]) -> Term:
        body = term.arguments[0]
        if (term.operator is Operator.FORALL) == sign:
            fresh = tuple(build.variable(f"{v.name}#{self._next()}", v.sort) for v in term.bound)
            body = substitute(body, dict(zip(term.bound, fresh, strict=True)))
            return build.forall(fresh, self.positive(body, sign, (*scope, *fresh)))
        values: dict[Term, Term] = {}
        for variable in term.bound:
            needed = tuple(v for v in scope if v in term.free)
            symbol = Symbol(
                f"some {variable.name} {self._next()} of {self._name}",
                tuple(v.sort for v in needed),
                variable.sort,
                rigid=True,
            )
            self.skolems[symbol] = Skolem(variable.name, needed)
            values[variable] = build.apply(symbol, needed)
        return self.positive(substitute(body, values), sign, scope)

    def prenex(self, term: Term) -> tuple[Term, tuple[Term, ...]]:
        """A body without quantifiers, and the variables that were universal in it (their names are all different)."""
        variables: list[Term] = []

        def strip(node: Term) -> Term:
            if not has_quantifier(node):
                return node
            if node.operator is Operator.FORALL:
                variables.extend(node.bound)
                return strip(node.arguments[0])
            parts = [strip(a) for a in node.arguments]
            return build.conjunction(*parts) if node.operator is Operator.AND else build.disjunction(*parts)

        body = strip(term)
        used = tuple(v for v in variables if v in body.free)
        return body, used


def denied(goal: Term) -> Term:
    """The negation of a goal."""
    return build.negate(goal.bare) if goal != FALSE else TRUE
