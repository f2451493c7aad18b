"""What follows from equations and their denials between ground terms: congruence closure."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.obligations.refutation import Literal

_Class: TypeAlias = "Term | tuple[object, ...]"
_VALUES = (Operator.MEMBER, Operator.TRUE, Operator.FALSE)


class Closure:
    """The classes of equal terms, where some literals hold. `contradiction`: they cannot hold together.

    A conditional term is a term like others: what it equals is said by literals. Members of an enumeration differ.
    """

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._parents: dict[Term, Term] = {}
        self._known: dict[tuple[object, ...], Term] = {}
        self._different: set[tuple[Term, Term]] = set()
        self._applications: list[Term] = []
        self.contradiction = False
        different: list[tuple[Term, ...]] = []
        equal: list[tuple[Term, Term]] = []
        self._add(TRUE)
        self._add(FALSE)
        for atom, holds in literals:
            if atom.operator is Operator.EQUAL:
                for side in atom.arguments:
                    self._add(side)
                if holds:
                    equal.append((atom.arguments[0], atom.arguments[1]))
                else:
                    different.append(atom.arguments)
            else:
                self._add(atom)
                equal.append((atom, TRUE if holds else FALSE))
        for left, right in equal:
            self._join(left, right)
        self._close()
        for left, right in different:
            first, second = self._find(left), self._find(right)
            self.contradiction |= first is second
            self._different |= {(first, second), (second, first)}

    def value(self, atom: Term) -> bool | None:
        """Whether an atom holds; None where that is open."""
        if atom.operator is Operator.EQUAL:
            left, right = map(self._class, atom.arguments)
            if left == right:
                return True
            if isinstance(left, Term) and isinstance(right, Term):
                apart = left.operator is Operator.MEMBER and right.operator is Operator.MEMBER
                return False if apart or (left, right) in self._different else None
            return None
        found = self._class(atom)
        return True if found is TRUE else False if found is FALSE else None

    def spent(self) -> Term | None:
        """A term of an enumeration that is none of its members."""
        denied: dict[Term, set[str]] = {}
        for left, right in self._different:
            if right.operator is Operator.MEMBER and left.operator is not Operator.MEMBER:
                denied.setdefault(left, set()).add(right.name)
                if len(denied[left]) == len(left.sort.members):
                    return left
        return None

    def kept_apart(self) -> Iterator[tuple[Term, Term]]:
        """Pairs of applications of one symbol with different values, and so with different arguments."""
        groups: dict[tuple[object, ...], list[Term]] = {}
        for term in self._applications:
            groups.setdefault((term.operator, term.symbol, term.state), []).append(term)
        for group in groups.values():
            for index, first in enumerate(group):
                for second in group[index + 1 :]:
                    if self._find(first) is not self._find(second):
                        yield first, second

    def member(self, term: Term) -> Term | None:
        """The member of an enumeration that a term is; None where that is open."""
        found = self._class(term)
        return found if isinstance(found, Term) and found.operator is Operator.MEMBER else None

    def same(self, left: Term, right: Term) -> bool:
        """Are two terms equal for certain?"""
        return self._class(left) == self._class(right)

    def _add(self, term: Term) -> None:
        if term in self._parents:
            return
        for argument in term.arguments:
            self._add(argument)
        self._parents[term] = term
        if term.arguments:
            self._applications.append(term)

    def _find(self, term: Term) -> Term:
        while self._parents[term] is not term:
            term = self._parents[term]
        return term

    def _join(self, left: Term, right: Term) -> None:
        left, right = self._find(left), self._find(right)
        if left is right:
            return
        if left.operator in _VALUES:
            self.contradiction |= right.operator in _VALUES
            left, right = right, left
        self._parents[left] = right

    def _close(self) -> None:
        changed = True
        while changed:
            changed = False
            self._known = {}
            for term in self._applications:
                signature = _signature(term, tuple(map(self._find, term.arguments)))
                other = self._known.setdefault(signature, term)
                if self._find(other) is not self._find(term):
                    self._join(other, term)
                    changed = True

    def _class(self, term: Term) -> _Class:
        if not term.arguments:
            return self._find(term) if term in self._parents else term
        signature = _signature(term, tuple(map(self._class, term.arguments)))
        known = self._known.get(signature)
        return self._find(known) if known is not None else signature


def _signature(term: Term, arguments: tuple[_Class, ...]) -> tuple[object, ...]:
    return (term.operator, term.symbol, term.state, term.name, arguments)
