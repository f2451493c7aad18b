"""Generalising clauses: many that differ in symbols and in parts that do not matter have one shape."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from attrs import define, field

from septum.engines.certify.ground.conflicts import contradicts
from septum.engines.certify.ground.naming import named
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term, make
from septum.logic.walk import subterms
from septum.obligations.shape import Function, Literal, ShapedClause

_APPLIED = (Operator.APPLY, Operator.CONTAINS)


def shaped(clause: Sequence[Literal]) -> tuple[tuple[Literal, ...], ShapedClause]:
    """The literals of a clause in the order of its shape, and the shape with what it stands for here."""
    general = _General()
    general.take(clause)
    general.see_equations_as_relations()
    general.forget_terms()
    while general.fewer_arguments() or general.composed():
        pass
    order, found = named(general.literals, general.original, general.functions)
    return tuple(clause[place] for place in order), found


@define(eq=False)
class _General:
    """A clause over variables and symbols of its own, made more general step by step while it stays impossible."""

    literals: list[Literal] = field(factory=list[Literal])
    functions: dict[Symbol, Function] = field(factory=dict[Symbol, Function])
    _values: dict[Term, Term] = field(factory=dict[Term, Term])
    _count: Iterator[int] = field(factory=count)

    def take(self, clause: Sequence[Literal]) -> None:
        """Symbols of the model become symbols that may stand for any function."""
        known: dict[object, Symbol] = {}
        done: dict[Term, Term] = {}

        def visit(term: Term) -> Term:
            found = done.get(term)
            if found is None:
                found = done[term] = self._taken(term, known, visit)
            return found

        for atom, holds in clause:
            if atom.operator is Operator.EQUAL:
                left, right = map(visit, atom.arguments)
                self.literals.append((make(Operator.EQUAL, BOOLEAN, (left, right)), holds))
            else:
                self.literals.append((visit(atom), holds))

    def _taken(self, term: Term, known: dict[object, Symbol], visit: Callable[[Term], Term]) -> Term:
        if term.operator is Operator.MEMBER:
            return term
        if term.operator not in _APPLIED or not term.arguments:
            return self._stands_for(term)
        what = (term.operator, term.symbol, term.state, tuple(a.sort for a in term.arguments))
        if what not in known:
            parameters = self._parameters(term.arguments)
            body = make(term.operator, term.sort, parameters, symbol=term.symbol, state=term.state)
            known[what] = self._symbol(Function(parameters, body))
        return build.apply(known[what], [visit(a) for a in term.arguments])

    def original(self, term: Term) -> Term:
        """What a term stands for, in the clause's own words."""
        if term.operator is Operator.APPLY and term.symbol in self.functions:
            function = self.functions[term.symbol]
            values = zip(function.parameters, map(self.original, term.arguments), strict=True)
            return _put(function.body, dict(values))
        return self._values.get(term, term)

    def see_equations_as_relations(self) -> None:
        """An equation that holds and one that does not are as good as any relation, where congruence is enough."""
        pairs = [
            (one, other)
            for one, (left, holds) in enumerate(self.literals)
            for other, (right, also) in enumerate(self.literals)
            if holds and not also and left.operator is Operator.EQUAL and right.operator is Operator.EQUAL
            and left.arguments[0].sort == right.arguments[0].sort
        ]  # fmt: skip
        pairs.sort(key=lambda pair: -sum(self._same_sides(*pair)))
        for one, other in pairs:
            if not any(self._same_sides(one, other)):
                continue
            literals = list(self.literals)
            parameters = self._parameters(literals[one][0].arguments)
            symbol = self._symbol(Function(parameters, make(Operator.EQUAL, BOOLEAN, parameters)))
            for place in (one, other):
                atom, holds = literals[place]
                literals[place] = build.apply(symbol, atom.arguments), holds
            if contradicts(literals):
                self.literals = literals
                return

    def _same_sides(self, one: int, other: int) -> list[bool]:
        left, right = self.literals[one][0].arguments, self.literals[other][0].arguments
        return [a == b for a, b in zip(left, right, strict=True)]

    def forget_terms(self) -> None:
        """Terms of which only the equality matters become variables, the largest first."""
        found = dict.fromkeys(t for atom, _ in self.literals for t in subterms(atom))
        terms = [t for t in found if not t.sort.is_boolean and t.operator in (Operator.APPLY, Operator.MEMBER)]
        for term in sorted(terms, key=lambda t: -t.size):
            name = self._stands_for(self.original(term))
            self._try([(_put(atom, {term: name}), holds) for atom, holds in self.literals])

    def fewer_arguments(self) -> bool:
        """Arguments that are the same wherever a function is applied belong to the function."""
        for symbol, applications in self._applications().items():
            kept = [n for n, found in enumerate(zip(*applications, strict=True)) if len(set(found)) > 1]
            if kept and len(kept) < len(symbol.domain):
                function, first = self.functions[symbol], applications[0]
                pairs = enumerate(zip(function.parameters, first, strict=True))
                fixed = {p: self.original(a) for n, (p, a) in pairs if n not in kept}
                parameters = tuple(function.parameters[n] for n in kept)
                fewer = self._symbol(Function(parameters, _put(function.body, fixed)))
                self._rebuild(symbol, lambda arguments, s=fewer, k=kept: build.apply(s, [arguments[n] for n in k]))
                return True
        return False

    def composed(self) -> bool:
        """A function that is only applied to what another gives is one function with it."""
        found = self._applications()
        for symbol, applications in found.items():
            for place in range(len(symbol.domain)):
                inner = {a[place].symbol for a in applications}
                (one,) = inner if len(inner) == 1 else (None,)
                if one is None or one == symbol or one not in self.functions:
                    continue
                before = self.literals
                self._compose(symbol, place, one)
                if one not in self._applications() and contradicts(self.literals):
                    return True
                self.literals = before
        return False

    def _compose(self, symbol: Symbol, place: int, inner: Symbol) -> None:
        outer, within = self.functions[symbol], self.functions[inner]
        fresh = self._parameters(within.parameters)
        value = _put(within.body, dict(zip(within.parameters, fresh, strict=True)))
        parameters = (*outer.parameters[:place], *fresh, *outer.parameters[place + 1 :])
        both = self._symbol(Function(parameters, _put(outer.body, {outer.parameters[place]: value})))

        def change(arguments: tuple[Term, ...]) -> Term:
            return build.apply(both, (*arguments[:place], *arguments[place].arguments, *arguments[place + 1 :]))

        self._rebuild(symbol, change)

    def _rebuild(self, symbol: Symbol, change: Callable[[tuple[Term, ...]], Term]) -> None:
        def visit(term: Term) -> Term:
            if not term.arguments:
                return term
            arguments = tuple(map(visit, term.arguments))
            if term.symbol == symbol:
                return change(arguments)
            return make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)

        self.literals = [(visit(atom), holds) for atom, holds in self.literals]

    def _applications(self) -> dict[Symbol, list[tuple[Term, ...]]]:
        found: dict[Symbol, list[tuple[Term, ...]]] = {}
        for term in dict.fromkeys(t for atom, _ in self.literals for t in subterms(atom)):
            if term.symbol is not None and term.arguments:
                found.setdefault(term.symbol, []).append(term.arguments)
        return found

    def _try(self, literals: list[Literal]) -> None:
        if literals != self.literals and contradicts(literals):
            self.literals = literals

    def _stands_for(self, term: Term) -> Term:
        variable = build.variable(f"x{next(self._count)}", term.sort)
        self._values[variable] = term
        return variable

    def _parameters(self, like: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(build.variable(f"y{next(self._count)}", term.sort) for term in like)

    def _symbol(self, function: Function) -> Symbol:
        domain = tuple(p.sort for p in function.parameters)
        symbol = Symbol(f"f{next(self._count)}", domain, function.body.sort, rigid=True)
        self.functions[symbol] = function
        return symbol


def _put(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with other terms in place of some, not simplified."""
    if term in values:
        return values[term]
    if not term.arguments:
        return term
    arguments = tuple(_put(a, values) for a in term.arguments)
    return make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)
