"""Terms as SMT-LIB 2.6, with the declarations that they need. Sets must have been lowered."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from septum.export.naming import in_ascii
from septum.export.smtlib.names import Names, quoted
from septum.logic.build import member
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.logic.walk import subterms

_WORDS = {
    Operator.EQUAL: "=",
    Operator.NOT: "not",
    Operator.AND: "and",
    Operator.OR: "or",
    Operator.IMPLIES: "=>",
    Operator.IF: "ite",
}


@frozen(order=True)
class Declaration:
    """A command that declares something. `rank`: sorts stand before enumerations, and these before functions."""

    rank: int
    text: str


@define(eq=False)
class Writer:
    """Writes terms with the names of one family of files; each term and its declarations are worked out once."""

    names: Names = field(factory=Names)
    _texts: dict[Term, str] = field(init=False, factory=dict[Term, str])
    _needs: dict[Term, frozenset[Declaration]] = field(init=False, factory=dict[Term, frozenset[Declaration]])

    def text(self, term: Term) -> str:
        """A term; its free variables are constants. Raises ValueError for what SMT-LIB has no word for."""
        return self._text(term.bare, {})

    def needs(self, term: Term) -> frozenset[Declaration]:
        """All declarations that a closed term needs."""
        found = self._needs.get(term)
        if found is None:
            found = self._needs[term.bare] = frozenset(self._declarations(term.bare))
        return found

    def logic(self, declarations: Iterable[Declaration]) -> str:
        """The logic: with datatypes where there is an enumeration."""
        return "UFDT" if any(d.rank == _ENUMERATION for d in declarations) else "UF"

    def sort_declaration(self, sort: Sort) -> Declaration:
        """What declares a sort or an enumeration."""
        name = self.names.sort(sort)
        if sort.is_enumeration:
            members = " ".join(f"({self.names.member(member(sort, m))})" for m in sort.members)
            return Declaration(_ENUMERATION, f"(declare-datatypes (({name} 0)) (({members})))")
        return Declaration(_SORT, f"(declare-sort {name} 0)")

    def function_declaration(self, name: str, domain: Sequence[Sort], codomain: Sort) -> Declaration:
        """What declares a function, a relation or a constant."""
        sorts = " ".join(self.names.sort(sort) for sort in domain)
        return Declaration(_FUNCTION, f"(declare-fun {name} ({sorts}) {self.names.sort(codomain)})")

    def _text(self, term: Term, bound: Mapping[Term, str]) -> str:
        # A text is kept only where no bound variable of the surroundings occurs in it.
        alone = bound.keys().isdisjoint(term.free)
        if alone:
            found = self._texts.get(term)
            if found is not None:
                return found
        text = self._made(term, {} if alone else bound)
        if alone:
            self._texts[term] = text
        return text

    def _made(self, term: Term, bound: Mapping[Term, str]) -> str:
        match term.operator:
            case Operator.TRUE | Operator.FALSE:
                return str(term.operator)
            case Operator.VARIABLE:
                return bound.get(term) or self.names.constant(term)
            case Operator.MEMBER:
                return self.names.member(term)
            case Operator.FORALL | Operator.EXISTS:
                inner = {**bound, **_bound_names(term, bound)}
                variables = " ".join(f"({inner[v]} {self.names.sort(v.sort)})" for v in term.bound)
                return f"({term.operator} ({variables}) {self._text(term.arguments[0], inner)})"
            case Operator.APPLY:
                assert term.symbol is not None
                head = self.names.symbol(term.symbol, term.state)
                if not term.arguments:
                    return head
            case operator:
                head = _WORDS.get(operator, "")
                if not head:
                    raise ValueError(f"SMT-LIB has no word for `{operator}`")
        return f"({head} {' '.join(self._text(argument, bound) for argument in term.arguments)})"

    def _declarations(self, term: Term) -> Iterable[Declaration]:
        for free in sorted(term.free, key=lambda v: (v.name, v.sort.name)):
            yield self.function_declaration(self.names.constant(free), (), free.sort)
        for node in subterms(term):
            for sort in (node.sort, *(v.sort for v in node.bound)):
                if not sort.is_boolean:
                    yield self.sort_declaration(sort)
            if node.symbol is not None:
                for sort in node.symbol.domain:
                    if not sort.is_boolean:
                        yield self.sort_declaration(sort)
                name = self.names.symbol(node.symbol, node.state)
                yield self.function_declaration(name, node.symbol.domain, node.symbol.codomain)


_SORT, _ENUMERATION, _FUNCTION = range(3)


def _bound_names(quantifier: Term, outside: Mapping[Term, str]) -> dict[Term, str]:
    """Names for the variables of a quantifier, marked; none hides an outer variable that is spoken of inside."""
    taken = {name for variable, name in outside.items() if variable in quantifier.free}
    names: dict[Term, str] = {}
    for variable in quantifier.bound:
        plain, count = in_ascii(f"?{variable.name}"), 0
        name = plain
        while name in taken:
            count += 1
            name = f"{plain}!{count}"
        taken.add(name)
        names[variable] = quoted(name)
    return names
