"""One form for all clauses of a shape: literals in a fixed order; what is in them numbered as it comes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, permutations, product

from attrs import define, field

from septum.engines.certify.ground.conflicts import spent_term
from septum.logic import build
from septum.logic.sorts import BOOLEAN, Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term, make
from septum.obligations.shape import Function, Literal, Shape, ShapedClause, Spent

_ORDERS = 120
"""So many orders of literals that look alike are tried, at most."""


def named(
    literals: Sequence[Literal], original: Callable[[Term], Term], functions: Mapping[Symbol, Function]
) -> tuple[tuple[int, ...], ShapedClause]:
    """The order of the literals in their shape, and the shape with what it stands for."""
    best: tuple[str, tuple[int, ...], _Namer] | None = None
    for _, order in zip(range(_ORDERS), _orders(literals), strict=False):
        namer = _Namer()
        for place in order:
            namer.take(*literals[place])
        text = " ".join(namer.texts)
        if best is None or text < best[0]:
            best = text, order, namer
    assert best is not None
    _, order, namer = best
    shape = namer.shape(spent_term(literals))
    values = tuple(original(term) for term in namer.variables)
    return order, ShapedClause(shape, values, tuple(functions[symbol] for symbol in namer.symbols))


def _orders(literals: Sequence[Literal]) -> Iterator[tuple[int, ...]]:
    """Orders in which literals of different looks are sorted by them."""
    looks: dict[str, list[int]] = {}
    for place, (atom, holds) in enumerate(literals):
        looks.setdefault(_look(atom, holds), []).append(place)
    for chosen in product(*(permutations(looks[look]) for look in sorted(looks))):
        yield tuple(chain.from_iterable(chosen))


def _look(atom: Term, holds: bool) -> str:
    """What a literal looks like, whatever its names."""

    def text(term: Term) -> str:
        return f"({''.join(map(text, term.arguments))})" if term.arguments else "m" if term.name[0] != "x" else "x"

    word = "=" if atom.operator is Operator.EQUAL else "f"
    return f"{len(text(atom)):03}{word}{text(atom)}{'+' if holds else '-'}"


@define(eq=False)
class _Namer:
    """Numbers what it meets, in the order in which it comes."""

    texts: list[str] = field(factory=list[str])
    variables: dict[Term, Term] = field(factory=dict[Term, Term])
    symbols: dict[Symbol, Symbol] = field(factory=dict[Symbol, Symbol])
    _literals: list[Literal] = field(factory=list[Literal])
    _sorts: dict[Sort, Sort] = field(factory=dict[Sort, Sort])

    def take(self, atom: Term, holds: bool) -> None:
        """The next literal."""
        made = self._term(atom)
        self._literals.append((made, holds))
        self.texts.append(f"{'' if holds else '!'}{_written(made)}")

    def shape(self, spent: Term | None) -> Shape:
        """The shape of all that was taken. Members of an enumeration are variables in it."""
        members: dict[Sort, list[tuple[Term, Term]]] = {}
        for term, variable in self.variables.items():
            if term.operator is Operator.MEMBER:
                members.setdefault(term.sort, []).append((term, variable))
        apart: list[tuple[Term, Term]] = []
        every: Spent | None = None
        for sort, found in members.items():
            if spent is not None and spent.sort == sort:
                ordered = sorted(found, key=lambda one: sort.members.index(one[0].name))
                every = Spent(self._term(spent), tuple(variable for _, variable in ordered))
            else:
                apart.extend((v, w) for index, (_, v) in enumerate(found) for _, w in found[index + 1 :])
        return Shape(
            tuple(self._literals), tuple(self.variables.values()), tuple(self.symbols.values()), tuple(apart), every
        )

    def _term(self, term: Term) -> Term:
        if term.operator is Operator.EQUAL:
            left, right = map(self._term, term.arguments)
            return make(Operator.EQUAL, BOOLEAN, (left, right))
        if term.operator is Operator.APPLY:
            assert term.symbol is not None
            # The arguments first: the same symbol may be in them.
            arguments = [self._term(a) for a in term.arguments]
            symbol = self.symbols.get(term.symbol)
            if symbol is None:
                domain = tuple(self._sort(s) for s in term.symbol.domain)
                symbol = Symbol(f"f{len(self.symbols)}", domain, self._sort(term.sort), rigid=True)
                self.symbols[term.symbol] = symbol
            return build.apply(symbol, arguments)
        if term not in self.variables:
            self.variables[term] = build.variable(f"x{len(self.variables)}", self._sort(term.sort))
        return self.variables[term]

    def _sort(self, sort: Sort) -> Sort:
        return sort if sort.is_boolean else self._sorts.setdefault(sort, Sort(f"A{len(self._sorts)}"))


def _written(term: Term) -> str:
    if not term.arguments:
        return f"{term.name}:{term.sort.name}"
    word = term.symbol.name if term.symbol is not None else "="
    return f"{word}({','.join(map(_written, term.arguments))})"
