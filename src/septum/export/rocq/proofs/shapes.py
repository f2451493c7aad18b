"""What equality alone makes impossible, as lemmas: each shape of literals once, for any functions and values.

Members of an enumeration are values like others here; that two of them differ is one more literal.
"""

from collections.abc import Iterable, Iterator

from attrs import define, field

from septum.export.rocq.expressions import Printer, Scope
from septum.export.rocq.layout import ITEM, lines
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.terms import Operator, Term
from septum.obligations.refutation import Literal

_TACTIC = """Ltac clash := intros; repeat match goal with
  | H : is_true (! (_ == _)) |- _ => apply different in H
  | H : is_true (_ == _) |- _ => apply equal in H
  | H : is_true (! _) |- _ => apply untrue in H
  end; unfold is_true in *; congruence."""


@define(eq=False)
class Shapes:
    """The shapes met so far, by their texts."""

    known: dict[str, str] = field(factory=dict[str, str])

    def use(self, clause: tuple[Literal, ...], printer: Printer, scope: Scope) -> str:
        """A proof that the literals of a clause do not hold together."""
        reader = _Reader(printer, scope)
        literals = [reader.literal(atom, holds) for atom, holds in clause]
        apart = [f"! ({one} == {other})" for one, other in reader.apart()]
        premises = [f"is_true ({text})" for text in (*apart, *literals)]
        known = "".join(" eq_refl" for _ in apart)
        proof = "clash."
        for sort, term in _spent(clause):
            value, members = reader.spent(sort, term)
            left = " \\/ ".join(f"y = {m}" for m in members)
            premises.append(f"(forall y, {left})")
            known += f" {printer.names.sort(sort)}_members"
            pattern = "|[".join("?" * len(members)) + "]" * (len(members) - 1)
            proof = f"intros{' ?' * (len(premises) - 1)} spent; destruct (spent {value}) as [{pattern}; clash."
        text = f"{reader.binders()} :{ITEM}{' -> '.join(premises)} -> False. Proof. {proof} Qed."
        name = self.known.setdefault(text, f"shape{len(self.known)}")
        return f"(no{len(clause)} ({' '.join([name, *reader.arguments()])}{known}))"

    def text(self) -> str:
        """The file."""
        return "\n".join(_lines(self.known.items())) + "\n"


def _lines(known: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "(** * What equality alone makes impossible *)"
    yield "Require Import Proofs."
    yield _TACTIC
    for text, name in known:
        yield from lines(f"Lemma {name}{text}")


def _spent(clause: tuple[Literal, ...]) -> Iterator[tuple[Sort, Term]]:
    """A sort of which no member is left for some term, and that term."""
    denied: dict[Sort, dict[Term, Term]] = {}
    for atom, holds in clause:
        if not holds and atom.operator is Operator.EQUAL:
            left, right = atom.arguments
            for member, other in ((right, left), (left, right)):
                if member.operator is Operator.MEMBER:
                    denied.setdefault(member.sort, {}).setdefault(member, other)
    for sort, found in denied.items():
        if len(found) == len(sort.members):
            yield sort, next(iter(found.values()))
            return


@define(eq=False)
class _Reader:
    """Reads one clause: sorts, functions and values get names in the order in which they come."""

    printer: Printer
    scope: Scope
    _sorts: dict[Sort, str] = field(factory=dict[Sort, str])
    _functions: dict[tuple[str, str], tuple[str, str]] = field(factory=dict[tuple[str, str], tuple[str, str]])
    _values: dict[Term, str] = field(factory=dict[Term, str])

    def literal(self, atom: Term, holds: bool) -> str:
        text = self._atom(atom)
        return text if holds else f"! ({text})"

    def spent(self, sort: Sort, term: Term) -> tuple[str, list[str]]:
        """The names of a term and of all members of its sort, in order."""
        return self._value(term), [self._value(build.member(sort, m)) for m in sort.members]

    def apart(self) -> Iterator[tuple[str, str]]:
        """Pairs of members of one enumeration."""
        members = [(term, name) for term, name in self._values.items() if term.operator is Operator.MEMBER]
        for index, (one, name) in enumerate(members):
            for other, also in members[index + 1 :]:
                if one.sort == other.sort:
                    yield name, also

    def binders(self) -> str:
        sorts = f" {{{' '.join(self._sorts.values())} : Sort}}" if self._sorts else ""
        functions = "".join(f" ({name} : {kind})" for name, kind in self._functions.values())
        values = "".join(f" ({name} : {self._sort(term.sort)})" for term, name in self._values.items())
        return sorts + functions + values

    def arguments(self) -> Iterator[str]:
        for state, name in self._functions:
            yield f"({state} {name})" if state else name
        for term in self._values:
            yield self.printer.argument(term, self.scope)

    def _atom(self, atom: Term) -> str:
        if atom.operator is Operator.EQUAL:
            left, right = (self._value(a) for a in atom.arguments)
            return f"{left} == {right}"
        return self._value(atom, plain=True)

    def _value(self, term: Term, plain: bool = False) -> str:
        names = self.printer.names
        if term.operator is Operator.APPLY and term.arguments:
            assert term.symbol is not None
            domain = term.symbol.domain
            name = self._function((term.state, names.symbols[term.symbol]), (*domain, term.sort))
        elif term.operator is Operator.CONTAINS:
            collection, element = (a.sort for a in term.arguments)
            name = self._function(("", names.membership(collection)), (collection, element, term.sort))
        else:
            if term not in self._values:
                self._sort(term.sort)
                self._values[term] = f"x{len(self._values)}"
            return self._values[term]
        text = " ".join([name, *(self._value(a) for a in term.arguments)])
        return text if plain else f"({text})"

    def _function(self, key: tuple[str, str], sorts: tuple[Sort, ...]) -> str:
        if key not in self._functions:
            kind = " -> ".join(self._sort(s) for s in sorts)
            self._functions[key] = f"f{len(self._functions)}", kind
        return self._functions[key][0]

    def _sort(self, sort: Sort) -> str:
        if sort.is_boolean:
            return "bool"
        return self._sorts.setdefault(sort, f"A{len(self._sorts)}")
