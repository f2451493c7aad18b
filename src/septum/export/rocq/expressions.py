"""Terms in Rocq: truth values where nothing is quantified, propositions where something is.

A quantifier under a negation is turned around, as `not any(…)` is read: for all, not. What is printed for a quantified
condition is thus a prefix of quantifiers and premises before truth values.
"""

from collections.abc import Callable, Mapping

from attrs import frozen

from septum.export.rocq.names import Names
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import Operator, Term, make

Scope = Mapping[Term, str]

_TIGHT = 0
_LEVELS = {
    Operator.NOT: 1, Operator.EQUAL: 2, Operator.AND: 3, Operator.OR: 4, Operator.IMPLIES: 5, Operator.IF: 6,
}  # fmt: skip


def is_quantified(term: Term) -> bool:
    """Is there a quantifier in a term?"""
    return bool(term.bound) or any(is_quantified(a) for a in term.arguments)


def denied(term: Term) -> Term:
    """Not the term; a double negation is none."""
    return term.arguments[0] if term.operator is Operator.NOT else make(Operator.NOT, BOOLEAN, (term,))


@frozen
class Printer:
    """Prints terms. `states`: how the state of a tag is called."""

    names: Names
    states: Callable[[str], str] = str

    def value(self, term: Term, scope: Scope) -> str:
        """A term without quantifiers."""
        return self._at(term, scope, 9)

    def argument(self, term: Term, scope: Scope) -> str:
        """The same, where it is an argument of a function."""
        return self._at(term, scope, _TIGHT)

    def proposition(self, term: Term, scope: Scope) -> str:
        """A term that may be quantified."""
        term = term.bare
        if not is_quantified(term):
            return self.value(term, scope)
        arguments = term.arguments
        match term.operator:
            case Operator.FORALL | Operator.EXISTS:
                inner = self.names.bind(term.bound, scope)
                word = "forall" if term.operator is Operator.FORALL else "exists"
                variables = " ".join(f"({inner[v.bare]} : {self.names.sort(v.sort)})" for v in term.bound)
                return f"{word} {variables}, {self.proposition(arguments[0], inner)}"
            case Operator.NOT:
                return self._denial(arguments[0], scope)
            case Operator.AND:
                return " /\\ ".join(self._part(a, scope) for a in arguments)
            case Operator.OR:
                return " \\/ ".join(self._part(a, scope) for a in arguments)
            case Operator.IMPLIES:
                return f"{self._part(arguments[0], scope)} -> {self._part(arguments[1], scope)}"
            case operator:
                raise NotImplementedError(f"a quantifier inside of {operator}")

    def _denial(self, term: Term, scope: Scope) -> str:
        arguments = term.arguments
        match term.operator:
            case Operator.NOT:
                return self.proposition(arguments[0], scope)
            case Operator.FORALL | Operator.EXISTS:
                turned = Operator.EXISTS if term.operator is Operator.FORALL else Operator.FORALL
                return self.proposition(make(turned, BOOLEAN, (denied(arguments[0]),), bound=term.bound), scope)
            case Operator.AND:
                free = [a for a in arguments if not is_quantified(a)]
                rest = [a for a in arguments if is_quantified(a)]
                if len(rest) == 1 and free:
                    premise = free[0] if len(free) == 1 else make(Operator.AND, BOOLEAN, tuple(free))
                    return f"{self._part(premise, scope)} -> {self._part(denied(rest[0]), scope)}"
                return " \\/ ".join(self._part(denied(a), scope) for a in arguments)
            case Operator.OR:
                return " /\\ ".join(self._part(denied(a), scope) for a in arguments)
            case Operator.IMPLIES:
                return f"{self._part(arguments[0], scope)} /\\ {self._part(denied(arguments[1]), scope)}"
            case operator:
                raise NotImplementedError(f"a quantifier inside of a denied {operator}")

    def _part(self, term: Term, scope: Scope) -> str:
        text = self.proposition(term, scope)
        return f"({text})" if is_quantified(term) or " " in text else text

    def _at(self, term: Term, scope: Scope, level: int) -> str:
        text, own = self._text(term.bare, scope)
        return f"({text})" if own > level else text

    def _text(self, term: Term, scope: Scope) -> tuple[str, int]:
        arguments = term.arguments
        own = _LEVELS.get(term.operator, _TIGHT)
        match term.operator:
            case Operator.TRUE:
                return "true", _TIGHT
            case Operator.FALSE:
                return "false", _TIGHT
            case Operator.VARIABLE:
                return scope[term], _TIGHT
            case Operator.MEMBER:
                return self.names.members[term.sort, term.name], _TIGHT
            case Operator.APPLY:
                assert term.symbol is not None
                name = self.names.symbols[term.symbol]
                words = [name] if term.symbol.rigid else [self.states(term.state), name]
                words += [self.argument(a, scope) for a in arguments]
                return " ".join(words), 0 if len(words) == 1 else 0.5  # pyright: ignore[reportReturnType]
            case Operator.CONTAINS:
                name = f"in_{self.names.sort(arguments[0].sort)}"
                return " ".join([name, *(self.argument(a, scope) for a in arguments)]), 0.5  # pyright: ignore[reportReturnType]
            case Operator.SET:
                return self._set(term), 0.5  # pyright: ignore[reportReturnType]
            case Operator.NOT:
                return f"! {self._at(arguments[0], scope, own)}", own
            case Operator.EQUAL:
                sign = "<=>" if arguments[0].sort.is_boolean else "=="
                left, right = (self._at(a, scope, 1) for a in arguments)
                return f"{left} {sign} {right}", own
            case Operator.AND | Operator.OR:
                sign = " && " if term.operator is Operator.AND else " || "
                first, *others = arguments
                return sign.join([self._at(first, scope, own), *(self._at(a, scope, own - 1) for a in others)]), own
            case Operator.IMPLIES:
                return f"{self._at(arguments[0], scope, own - 1)} ==> {self._at(arguments[1], scope, own)}", own
            case Operator.IF:
                condition, first, second = (self._at(a, scope, 5) for a in arguments)
                return f"if {condition} then {first} else {second}", own
            case operator:
                raise NotImplementedError(f"{operator} among values")

    def _set(self, term: Term) -> str:
        assert term.sort.element is not None
        inside = {a.name for a in term.arguments}
        flags = " ".join("true" if m in inside else "false" for m in term.sort.element.members)
        return f"make_{self.names.sort(term.sort)} {flags}"
