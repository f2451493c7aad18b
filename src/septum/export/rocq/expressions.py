"""Terms in Rocq: truth values where nothing is quantified, propositions where something is.

A quantifier under a negation is turned around, as `not any(…)` is read: for all, not. What is printed for a quantified
condition is thus a prefix of quantifiers and premises before truth values.
"""

from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.names import Names, root, spelt
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.logic.walk import has_quantifier
from septum.obligations.propositions import NotAPiece, turned

Scope = Mapping[Term, str]

_TIGHT, _APPLIED, _NOT, _EQUAL, _AND, _OR, _IMPLIES, _IF, _ANY = range(9)
_LEVELS = {
    Operator.NOT: _NOT, Operator.EQUAL: _EQUAL, Operator.AND: _AND, Operator.OR: _OR, Operator.IMPLIES: _IMPLIES,
    Operator.IF: _IF,
}  # fmt: skip


@frozen
class Printer:
    """Prints terms. `states`: how the state of a tag is called. `implicit`: what variables of a name stand for."""

    names: Names
    states: Callable[[str], str] = str
    implicit: Mapping[str, Sort] = field(factory=dict[str, Sort])

    def value(self, term: Term, scope: Scope) -> str:
        """A term without quantifiers. Raises NotExpressible."""
        return self._at(term, scope, _ANY)

    def argument(self, term: Term, scope: Scope) -> str:
        """The same, where it is an argument of a function. Raises NotExpressible."""
        return self._at(term, scope, _TIGHT)

    def binders(self, variables: Iterable[Term], scope: Scope) -> str:
        """Variables as they are bound: with their sort, where their name does not say it."""
        return " ".join(self._binder(v, scope[v.bare]) for v in variables)

    def proposition(self, term: Term, scope: Scope) -> str:
        """A term that may be quantified. Raises NotExpressible."""
        try:
            return self._proposition(turned(term), scope)
        except NotAPiece as error:
            raise NotExpressible(str(error), term.span) from error

    def _binder(self, variable: Term, name: str) -> str:
        if self.implicit.get(spelt(root(name))) == variable.sort:
            return name
        return f"({name} : {self.names.sort(variable.sort)})"

    def _proposition(self, term: Term, scope: Scope) -> str:
        if not has_quantifier(term):
            return self.value(term, scope)
        arguments = term.arguments
        match term.operator:
            case Operator.FORALL | Operator.EXISTS:
                inner = self.names.bind(term.bound, scope)
                word = "forall" if term.operator is Operator.FORALL else "exists"
                return f"{word} {self.binders(term.bound, inner)}, {self._proposition(arguments[0], inner)}"
            case Operator.AND | Operator.OR:
                sign = " /\\ " if term.operator is Operator.AND else " \\/ "
                return sign.join(self._part(a, scope) for a in arguments)
            case Operator.IMPLIES:
                return f"{self._part(arguments[0], scope)} -> {self._proposition(arguments[1], scope)}"
            case operator:
                raise NotExpressible(f"a quantifier inside of {operator}", term.span)

    def _part(self, term: Term, scope: Scope) -> str:
        text = self._proposition(term, scope)
        return f"({text})" if has_quantifier(term) or " " in text else text

    def _at(self, term: Term, scope: Scope, level: int) -> str:
        text, own = self._text(term.bare, scope)
        return f"({text})" if own > level else text

    def _text(self, term: Term, scope: Scope) -> tuple[str, int]:
        arguments = term.arguments
        own = _LEVELS.get(term.operator, _TIGHT)
        match term.operator:
            case Operator.TRUE | Operator.FALSE:
                return str(term.operator), _TIGHT
            case Operator.VARIABLE:
                return scope[term], _TIGHT
            case Operator.MEMBER:
                return self.names.members[term.sort, term.name], _TIGHT
            case Operator.APPLY:
                assert term.symbol is not None
                name = self.names.symbols[term.symbol]
                return self._applied([name] if term.symbol.rigid else [self.states(term.state), name], arguments, scope)
            case Operator.CONTAINS:
                assert arguments[0].sort.element is not None
                return self._applied([self.names.membership(arguments[0].sort)], arguments, scope)
            case Operator.SET:
                return self._set(term, scope), _APPLIED
            case Operator.NOT:
                return f"! {self._at(arguments[0], scope, own)}", own
            case Operator.EQUAL:
                sign = "<=>" if arguments[0].sort.is_boolean else "=="
                left, right = (self._at(a, scope, _APPLIED) for a in arguments)
                return f"{left} {sign} {right}", own
            case Operator.AND | Operator.OR:
                sign = " && " if term.operator is Operator.AND else " || "
                first, *others = arguments
                return sign.join([self._at(first, scope, own), *(self._at(a, scope, own - 1) for a in others)]), own
            case Operator.IMPLIES:
                return f"{self._at(arguments[0], scope, own - 1)} ==> {self._at(arguments[1], scope, own)}", own
            case Operator.IF:
                condition, first, second = (self._at(a, scope, _IMPLIES) for a in arguments)
                return f"if {condition} then {first} else {second}", own
            case operator:
                raise NotExpressible(f"a quantifier ({operator}) in a value", term.span)

    def _applied(self, words: list[str], arguments: tuple[Term, ...], scope: Scope) -> tuple[str, int]:
        texts = [*words, *(self.argument(a, scope) for a in arguments)]
        return " ".join(texts), _TIGHT if len(texts) == 1 else _APPLIED

    def _set(self, term: Term, scope: Scope) -> str:
        """A set is a flag for each member: whether something that is listed is that member."""
        element = term.sort.element
        assert element is not None
        flags = [self._is_listed(term.arguments, element, member, scope) for member in element.members]
        return f"make_{self.names.sort(term.sort)} {' '.join(flags)}"

    def _is_listed(self, listed: tuple[Term, ...], element: Sort, member: str, scope: Scope) -> str:
        if any(a.operator is Operator.MEMBER and a.name == member for a in listed):
            return "true"
        wanted = self.names.members[element, member]
        others = [a for a in listed if a.operator is not Operator.MEMBER]
        tests = [f"{self._at(other, scope, _APPLIED)} == {wanted}" for other in others]
        return f"({' || '.join(tests)})" if tests else "false"
