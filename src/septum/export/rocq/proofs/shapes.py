"""What equality alone makes impossible, as lemmas: each shape of literals once, for any functions and values.

Members of an enumeration are values like others here; that two of them differ is one more literal.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from septum.export.rocq.expressions import Printer, Scope
from septum.export.rocq.layout import ITEM, lines
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.obligations.shape import Function, Shape, ShapedClause

_TACTIC = """Ltac clash := intros; repeat match goal with
  | H : is_true (! (_ == _)) |- _ => apply different in H
  | H : is_true (_ == _) |- _ => apply equal_value in H
  | H : is_true (! _) |- _ => apply untrue in H
  end; unfold is_true in *; congruence."""


@define(eq=False)
class Shapes:
    """The shapes met so far, and their names."""

    known: dict[Shape, str] = field(factory=dict[Shape, str])

    def use(self, clause: ShapedClause, printer: Printer, scope: Scope) -> str:
        """A proof that the literals of a clause do not hold together."""
        shape = clause.shape
        name = self.known.setdefault(shape, f"shape{len(self.known)}")
        functions = (_function(function, printer, scope) for function in clause.functions)
        values = (printer.argument(value, scope) for value in clause.values)
        known = ["eq_refl"] * len(shape.apart)
        if shape.spent is not None:
            place = shape.variables.index(shape.spent.members[0])
            known.append(f"{printer.names.sort(clause.values[place].sort)}_members")
        return f"(no{len(shape.literals)} ({' '.join([name, *functions, *values, *known])}))"

    def text(self) -> str:
        """The file."""
        return "\n".join(_lines(self.known.items())) + "\n"


def _lines(known: Iterable[tuple[Shape, str]]) -> Iterator[str]:
    yield "(** * What equality alone makes impossible *)"
    yield "Require Import Proofs."
    yield _TACTIC
    for shape, name in known:
        yield from lines(f"Lemma {name}{_binders(shape)} :{ITEM}{' -> '.join(_premises(shape))} -> False.")
        yield f"Proof. {_proof(shape)} Qed."


def _function(function: Function, printer: Printer, scope: Scope) -> str:
    """What a symbol stands for here."""
    body, names = function.body, printer.names
    if function.plain and body.operator is Operator.CONTAINS:
        return names.membership(body.arguments[0].sort)
    if function.plain and body.symbol is not None:
        name = names.symbols[body.symbol]
        return f"({body.state} {name})" if body.state else name
    inner = names.bind(function.parameters, scope)
    return f"(fun {printer.binders(function.parameters, inner)} => {printer.value(body, inner)})"


def _binders(shape: Shape) -> str:
    kinds = [(symbol.name, (*symbol.domain, symbol.codomain)) for symbol in shape.symbols]
    kinds += [(variable.name, (variable.sort,)) for variable in shape.variables]
    sorts = dict.fromkeys(sort.name for _, kind in kinds for sort in kind if not sort.is_boolean)
    texts = (f" ({name} : {' -> '.join(map(_sort, kind))})" for name, kind in kinds)
    return (f" {{{' '.join(sorts)} : Sort}}" if sorts else "") + "".join(texts)


def _premises(shape: Shape) -> Iterator[str]:
    """What is known of members comes first, as in a use."""
    for left, right in shape.apart:
        yield f"is_true (! ({left.name} == {right.name}))"
    if shape.spent is not None:
        every = " \\/ ".join(f"y = {member.name}" for member in shape.spent.members)
        yield f"(forall y, {every})"
    for atom, holds in shape.literals:
        text = _text(atom)
        yield f"is_true ({text})" if holds else f"is_true (! ({text}))"


def _proof(shape: Shape) -> str:
    if shape.spent is None:
        return "clash."
    more = len(shape.spent.members) - 1
    pattern = "[?|" * more + "?" + "]" * more
    known = f"pose proof (spent ({_text(shape.spent.term)})) as every"
    cases = f"destruct every as {pattern}; " if more else ""
    return f"intros{' ?' * len(shape.apart)} spent; {known}; {cases}clash."


def _text(term: Term, tight: bool = False) -> str:
    if not term.arguments:
        return term.name
    if term.operator is Operator.EQUAL:
        left, right = (_text(a, True) for a in term.arguments)
        text = f"{left} == {right}"
    else:
        assert term.symbol is not None
        text = " ".join([term.symbol.name, *(_text(a, True) for a in term.arguments)])
    return f"({text})" if tight else text


def _sort(sort: Sort) -> str:
    return "bool" if sort.is_boolean else sort.name
