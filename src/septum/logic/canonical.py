"""One text for a term, whatever its bound variables are called: what caches and digests are made of."""

import hashlib
from collections.abc import Mapping

from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term

_TEXTS: dict[Term, str] = {}
_DIGESTS: dict[Term, str] = {}


def canonical(term: Term) -> str:
    """The text: prefix notation, sorts of variables and values spelled out, bound variables by number from the outside.

    An enumeration is spelled with its members: what follows of two values need not follow of three.
    """
    return _text(term, {})


def digest(term: Term) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    found = _DIGESTS.get(term)
    if found is None:
        found = hashlib.sha256(canonical(term).encode()).hexdigest()
        _DIGESTS[term.bare] = found
    return found


def _text(term: Term, bound: Mapping[Term, int]) -> str:
    # A text is kept only where no bound variable of the surroundings occurs in it.
    alone = not bound or bound.keys().isdisjoint(term.free)
    if alone:
        found = _TEXTS.get(term)
        if found is not None:
            return found
    text = _made(term, {} if alone else bound)
    if alone:
        _TEXTS[term.bare] = text
    return text


def _made(term: Term, bound: Mapping[Term, int]) -> str:
    match term.operator:
        case Operator.VARIABLE:
            if term in bound:
                return f"#{bound[term]}"
            return f"{term.name}:{_sort(term.sort)}"
        case Operator.MEMBER:
            return f"{_sort(term.sort)}.{term.name}"
        case Operator.TRUE | Operator.FALSE:
            return str(term.operator)
        case Operator.FORALL | Operator.EXISTS:
            start = max(bound.values(), default=-1) + 1
            inner = {**bound, **{v: start + i for i, v in enumerate(term.bound)}}
            sorts = " ".join(_sort(v.sort) for v in term.bound)
            return f"({term.operator} [{sorts}] {_text(term.arguments[0], inner)})"
        case _:
            head = str(term.operator)
            if term.symbol is not None:
                head = f"{term.symbol.name}@{term.state}" if term.state else term.symbol.name
                if not term.sort.is_boolean:
                    head += f":{_sort(term.sort)}"
            arguments = " ".join(_text(a, bound) for a in term.arguments)
            return f"({head} {arguments})"


def _sort(sort: Sort) -> str:
    if sort.is_enumeration:
        return f"{sort.name}{{{','.join(sort.members)}}}"
    return f"set[{_sort(sort.element)}]" if sort.element is not None else sort.name
