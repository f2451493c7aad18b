"""Terms as text that a person reads, in the syntax of the specification language."""

from septum.logic.terms import Operator, Term

_INFIX = {Operator.AND: " and ", Operator.OR: " or ", Operator.EQUAL: " == "}


def show(term: Term, qualified: bool = False) -> str:
    """One line of text.

    `qualified`: print symbols with their concern (`Memory.lent`) and applications with the tag of their state.
    """
    return _show(term, qualified)


def _show(term: Term, qualified: bool) -> str:
    arguments = [_show(a, qualified) for a in term.arguments]
    match term.operator:
        case Operator.TRUE:
            return "True"
        case Operator.FALSE:
            return "False"
        case Operator.VARIABLE:
            return term.name
        case Operator.MEMBER:
            return f"{term.sort.name}.{term.name}"
        case Operator.APPLY:
            assert term.symbol is not None
            name = term.symbol.name if qualified else term.symbol.name.rsplit(".", 1)[-1]
            if qualified and term.state:
                name += f"@{term.state}"
            return f"{name}({', '.join(arguments)})" if arguments else name
        case Operator.NOT:
            inner = term.arguments[0]
            if inner.operator is Operator.EQUAL:
                left, right = (_nested(a, qualified) for a in inner.arguments)
                return f"{left} != {right}"
            return f"not {_nested(inner, qualified)}"
        case Operator.AND | Operator.OR | Operator.EQUAL:
            return _INFIX[term.operator].join(_nested(a, qualified) for a in term.arguments)
        case Operator.IMPLIES:
            return f"implies({', '.join(arguments)})"
        case Operator.IF:
            condition, first, second = (_nested(a, qualified) for a in term.arguments)
            return f"{first} if {condition} else {second}"
        case Operator.FORALL | Operator.EXISTS:
            word = "all" if term.operator is Operator.FORALL else "any"
            ranges = " ".join(f"for {v.name} in {v.sort.name}" for v in term.bound)
            return f"{word}({arguments[0]} {ranges})"
        case Operator.CONTAINS:
            return f"{_nested(term.arguments[1], qualified)} in {_nested(term.arguments[0], qualified)}"
        case Operator.SET:
            return "{" + ", ".join(arguments) + "}"


_LOOSE = (Operator.AND, Operator.OR, Operator.EQUAL, Operator.IF, Operator.CONTAINS)


def _nested(term: Term, qualified: bool) -> str:
    text = _show(term, qualified)
    loose = term.operator in _LOOSE or (term.operator is Operator.NOT and term.arguments[0].operator is Operator.EQUAL)
    return f"({text})" if loose else text
