"""cvc5 for quantifier-free and quantified queries. A fresh term manager for each; budgets in its resource units."""

# pyright: basic, reportMissingTypeStubs=false, reportAttributeAccessIssue=false

from collections.abc import Sequence
from time import perf_counter

import cvc5
from attrs import define, field
from cvc5 import Kind

from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.smt.query import Said

_KINDS = {
    Operator.EQUAL: Kind.EQUAL,
    Operator.NOT: Kind.NOT,
    Operator.AND: Kind.AND,
    Operator.OR: Kind.OR,
    Operator.IMPLIES: Kind.IMPLIES,
    Operator.IF: Kind.ITE,
}


@define(eq=False)
class _Manager:
    """Terms of one query."""

    manager: cvc5.TermManager = field(init=False, factory=cvc5.TermManager)
    _sorts: dict[Sort, object] = field(init=False, factory=dict)
    _functions: dict[tuple[str, str], object] = field(init=False, factory=dict)
    _constants: dict[Term, object] = field(init=False, factory=dict)
    _terms: dict[Term, object] = field(init=False, factory=dict)
    _members: dict[Sort, list] = field(init=False, factory=dict)
    enumerated: list[tuple] = field(init=False, factory=list)

    def sort(self, sort: Sort) -> object:
        found = self._sorts.get(sort)
        if found is None:
            manager = self.manager
            found = manager.getBooleanSort() if sort.is_boolean else manager.mkUninterpretedSort(sort.name)
            self._sorts[sort] = found
            if sort.is_enumeration:
                self._members[sort] = [manager.mkConst(found, f"{sort.name}.{m}") for m in sort.members]
        return found

    def _function(self, symbol: Symbol, state: str) -> object:
        key = (symbol.name, state)
        found = self._functions.get(key)
        if found is None:
            domain = [self.sort(s) for s in symbol.domain]
            codomain = self.sort(symbol.codomain)
            kind = self.manager.mkFunctionSort(domain, codomain) if domain else codomain
            found = self.manager.mkConst(kind, f"{symbol.name}@{state}" if state else symbol.name)
            self._functions[key] = found
        return found

    def term(self, term: Term):
        found = self._terms.get(term)
        if found is None:
            found = self._make(term)
            self._terms[term] = found
        return found

    def bind(self, variable: Term) -> object:
        made = self.manager.mkVar(self.sort(variable.sort), variable.name)
        self._terms[variable] = made
        return made

    def _make(self, term: Term) -> object:
        manager = self.manager
        if term.bound:
            outer = self._terms
            # Inside, the bound variables mean something else than outside.
            self._terms = {t: made for t, made in outer.items() if t.free.isdisjoint(term.bound)}
            bound = [self.bind(v) for v in term.bound]
            body = self.term(term.arguments[0])
            self._terms = outer
            kind = Kind.FORALL if term.operator is Operator.FORALL else Kind.EXISTS
            return manager.mkTerm(kind, manager.mkTerm(Kind.VARIABLE_LIST, *bound), body)
        match term.operator:
            case Operator.TRUE:
                return manager.mkBoolean(True)
            case Operator.FALSE:
                return manager.mkBoolean(False)
            case Operator.VARIABLE:
                return self._constant(term)
            case Operator.MEMBER:
                self.sort(term.sort)
                return self._members[term.sort][term.sort.members.index(term.name)]
            case Operator.APPLY:
                function = self._function(term.symbol, term.state)  # pyright: ignore[reportArgumentType]
                arguments = [self.term(a) for a in term.arguments]
                made = manager.mkTerm(Kind.APPLY_UF, function, *arguments) if arguments else function
                self._enumerate(made, term.sort)
                return made
            case operator if operator in _KINDS:
                made = manager.mkTerm(_KINDS[operator], *[self.term(a) for a in term.arguments])
                self._enumerate(made, term.sort)
                return made
            case operator:
                raise ValueError(f"{operator} has no form in cvc5")

    def _constant(self, variable: Term) -> object:
        """The constant for a free variable: the same one inside and outside of quantifiers."""
        made = self._constants.get(variable)
        if made is None:
            made = self.manager.mkConst(self.sort(variable.sort), variable.name)
            self._constants[variable] = made
            self._enumerate(made, variable.sort)
        return made

    def _enumerate(self, made: object, sort: Sort) -> None:
        if sort.is_enumeration:
            self.enumerated.append((made, sort))

    def enumeration_facts(self, quantified: bool) -> list:
        """Members differ; what has an enumeration for its sort is one of them."""
        manager, found = self.manager, []
        for sort, members in self._members.items():
            if len(members) > 1:
                found.append(manager.mkTerm(Kind.DISTINCT, *members))
            if quantified:
                x = manager.mkVar(self.sort(sort), "x")
                body = self._one_of(x, members)
                found.append(manager.mkTerm(Kind.FORALL, manager.mkTerm(Kind.VARIABLE_LIST, x), body))
        if not quantified:
            found.extend(self._one_of(made, self._members[sort]) for made, sort in self.enumerated)
        return found

    def _one_of(self, term: object, members: list) -> object:
        cases = [self.manager.mkTerm(Kind.EQUAL, term, m) for m in members]
        return cases[0] if len(cases) == 1 else self.manager.mkTerm(Kind.OR, *cases)


_STRATEGIES = ({}, {"enum-inst": "true"}, {"finite-model-find": "true"})
"""Ways to instantiate quantifiers, tried in turn while the answer is that the way was incomplete."""


def decide(statements: Sequence[Term], resources: int, quantified: bool = False) -> Said:
    """cvc5's answer to the statements together: ground ones, or closed ones as they are."""
    started = perf_counter()
    used = 0
    answer, detail = "unknown", ""
    for strategy in _STRATEGIES if quantified else _STRATEGIES[:1]:
        answer, detail, spent = _check(statements, resources - used, quantified, strategy)
        used += spent
        if answer != "unknown" or used >= resources:
            break
    return Said("cvc5", answer, used, perf_counter() - started, detail)


def _check(
    statements: Sequence[Term], resources: int, quantified: bool, strategy: dict[str, str]
) -> tuple[str, str, int]:
    terms = _Manager()
    solver = cvc5.Solver(terms.manager)
    solver.setLogic("UF" if quantified else "QF_UF")
    solver.setOption("rlimit", str(resources))
    solver.setOption("seed", "0")
    for option, value in strategy.items():
        solver.setOption(option, value)
    made = [terms.term(s) for s in statements]
    for formula in (*made, *terms.enumeration_facts(quantified)):
        solver.assertFormula(formula)
    result = solver.checkSat()
    used = _resources(solver)
    if result.isUnsat():
        return "unsat", "", used
    if result.isSat():
        return "sat", "", used
    detail = str(result.getUnknownExplanation()).removeprefix("UnknownExplanation.").lower()
    return ("budget" if "resourceout" in detail else "unknown"), detail, used


def _resources(solver: object) -> int:
    try:
        return int(solver.getStatistics()["resource::resourceUnitsUsed"]["value"])
    except (RuntimeError, AttributeError, KeyError, TypeError, ValueError):
        return 0
