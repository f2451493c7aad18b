"""Terms as TLA+: on one line where they are short, else broken where TLA+ reads layout."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from septum.export.naming import in_ascii
from septum.export.tla.names import Names
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term

WIDTH = 96
"""How many characters a line has at most, where it can be broken."""

SIMPLE = (Operator.TRUE, Operator.FALSE, Operator.VARIABLE, Operator.MEMBER, Operator.APPLY, Operator.SET)
"""What needs no parentheses anywhere."""

_TIGHT = (*SIMPLE, Operator.EQUAL, Operator.CONTAINS, Operator.NOT)
Scope = Mapping[Term, str]


@frozen(eq=False)
class Expressions:
    """Writes terms about the current state. `prefix`: what stands before the name of a symbol."""

    names: Names
    prefix: str = ""

    def sort(self, sort: Sort) -> str:
        """The set of a sort's values."""
        if sort.is_boolean:
            return "BOOLEAN"
        return f"SUBSET {self.sort(sort.element)}" if sort.element is not None else self.names.sorts[sort]

    def values(self, symbol: Symbol) -> str:
        """The set of all that a symbol could be: functions, where it takes arguments."""
        value = self.sort(symbol.codomain)
        return f"[{self.domain(symbol.domain)} -> {value}]" if symbol.domain else value

    def domain(self, sorts: Sequence[Sort]) -> str:
        """The set of arguments."""
        parts = [self.sort(sort) for sort in sorts]
        return " \\X ".join(f"({p})" if p.startswith("SUBSET") and len(parts) > 1 else p for p in parts)

    def bounds(self, variables: Sequence[Term], scope: Scope) -> str:
        """`page \\in Page, guest \\in Guest`."""
        return ", ".join(f"{scope[v.bare]} \\in {self.sort(v.sort)}" for v in variables)

    def applied(self, symbol: Symbol, arguments: Sequence[str]) -> str:
        """A symbol at its arguments."""
        name = self.prefix + self.names.symbol(symbol)
        return f"{name}[{', '.join(arguments)}]" if arguments else name

    def flat(self, term: Term, scope: Scope) -> str:
        """The term on one line."""
        match term.operator:
            case Operator.TRUE | Operator.FALSE:
                return str(term.operator).upper()
            case Operator.VARIABLE:
                return scope[term.bare]
            case Operator.MEMBER:
                return f'"{in_ascii(term.name)}"'
            case Operator.APPLY:
                assert term.symbol is not None
                return self.applied(term.symbol, [self.flat(a, scope) for a in term.arguments])
            case Operator.SET:
                return "{" + ", ".join(self.flat(a, scope) for a in term.arguments) + "}"
            case Operator.NOT:
                return self._denied(term.arguments[0], scope)
            case Operator.FORALL | Operator.EXISTS:
                inner = self.names.bind(term.bound, scope)
                return f"{_mark(term)} {self.bounds(term.bound, inner)} : {self.flat(term.arguments[0], inner)}"
            case Operator.IF:
                condition, first, second = (self.operand(a, scope) for a in term.arguments)
                return f"IF {condition} THEN {first} ELSE {second}"
            case Operator.CONTAINS:
                held, element = term.arguments
                return f"{self.operand(element, scope)} \\in {self.operand(held, scope)}"
            case Operator.EQUAL | Operator.AND | Operator.OR | Operator.IMPLIES:
                sign = _sign(term)
                tight = _TIGHT if term.operator in (Operator.AND, Operator.OR, Operator.IMPLIES) else SIMPLE
                return f" {sign} ".join(self.operand(a, scope, tight) for a in term.arguments)

    def operand(self, term: Term, scope: Scope, bare: Sequence[Operator] = SIMPLE) -> str:
        """The term on one line, between parentheses unless it is one of the operators that need none."""
        text = self.flat(term, scope)
        return text if term.operator in bare else f"({text})"

    def lines(self, term: Term, scope: Scope, width: int = WIDTH) -> list[str]:
        """The term on as many lines as it needs; further lines are indented so that no list is misread."""
        text = self.flat(term, scope)
        if len(text) <= width:
            return [text]
        match term.operator:
            case Operator.AND | Operator.OR:
                return [
                    line
                    for argument in term.arguments
                    for line in hang(f"{_sign(term)} ", self._closed(argument, scope, width - 3))
                ]
            case Operator.IMPLIES:
                premise, conclusion = term.arguments
                before = self._closed(premise, scope, width - 4)
                return [*before[:-1], f"{before[-1]} =>", *indented(self._closed(conclusion, scope, width - 2), 2)]
            case Operator.NOT:
                return hang("~", enclosed(self.lines(term.arguments[0], scope, width - 3)))
            case Operator.FORALL | Operator.EXISTS:
                inner = self.names.bind(term.bound, scope)
                head = f"{_mark(term)} {self.bounds(term.bound, inner)} :"
                return [head, *indented(self.lines(term.arguments[0], inner, width - 2), 2)]
            case Operator.IF:
                return [
                    line
                    for word, argument in zip(("IF", "THEN", "ELSE"), term.arguments, strict=True)
                    for line in hang(f"{word} ", self._closed(argument, scope, width - 5))
                ]
            case Operator.EQUAL:
                left, right = (enclosed(self.lines(a, scope, width - 4)) for a in term.arguments)
                return [*left[:-1], f"{left[-1]} {_sign(term)}", *indented(right, 2)]
            case _:
                return [text]

    def _closed(self, term: Term, scope: Scope, width: int) -> list[str]:
        """Lines that can stand beside others: between parentheses, unless nothing could be misread."""
        lines = self.lines(term, scope, width - 2)
        return lines if term.operator in _TIGHT and len(lines) == 1 else enclosed(lines)

    def _denied(self, term: Term, scope: Scope) -> str:
        if term.operator is Operator.EQUAL and not term.arguments[0].sort.is_boolean:
            left, right = (self.operand(a, scope) for a in term.arguments)
            return f"{left} # {right}"
        if term.operator is Operator.CONTAINS:
            held, element = term.arguments
            return f"{self.operand(element, scope)} \\notin {self.operand(held, scope)}"
        return f"~{self.operand(term, scope)}"


def _mark(term: Term) -> str:
    return "\\A" if term.operator is Operator.FORALL else "\\E"


def _sign(term: Term) -> str:
    match term.operator:
        case Operator.AND:
            return "/\\"
        case Operator.OR:
            return "\\/"
        case Operator.IMPLIES:
            return "=>"
        case _:
            return "<=>" if term.arguments[0].sort.is_boolean else "="


def enclosed(lines: Sequence[str]) -> list[str]:
    """Between parentheses."""
    opened = hang("(", lines)
    return [*opened[:-1], f"{opened[-1]})"]


def hang(mark: str, lines: Sequence[str]) -> list[str]:
    """The mark before the first line, the others as far to the right."""
    return [mark + lines[0], *indented(lines[1:], len(mark))]


def indented(lines: Sequence[str], by: int) -> list[str]:
    """Further to the right."""
    return [" " * by + line for line in lines]


def broken(text: str, indent: str) -> list[str]:
    """A list of names, broken after commas."""
    lines = [""]
    for part in text.split(", "):
        if len(lines[-1]) + len(part) > WIDTH:
            lines[-1] += ","
            lines.append(indent + part)
        else:
            lines[-1] += f", {part}" if lines[-1] else part
    return lines
