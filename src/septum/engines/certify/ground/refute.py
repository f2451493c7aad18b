"""Why ground statements cannot hold together, as a tree of cases that Rocq computes with.

The search splits on atoms, as Davis, Putnam, Logemann and Loveland do. What equality makes impossible goes into
*clauses*: sets of literals, few and small, each of which is a lemma of its own; then the rest is propositional.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import define, field

from septum.engines.certify.ground.closure import Closure
from septum.engines.certify.ground.reading import conditionals, open_atoms, value
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import Operator, Term, make
from septum.obligations.refutation import Leaf, Literal, Refutation, Split, Tree


class NotRefuted(Exception):
    """The statements were not refuted within the limit of cases, or can hold together."""


def refute(statements: Sequence[Term], most: int = 20_000) -> Refutation:
    """A refutation of statements, which are bare and ground. Raises NotRefuted."""
    found: dict[Term, None] = {}
    for statement in statements:
        conditionals(statement, found)
    said = list(statements)
    for term in found:
        said.extend(meaning(term))
    search = _Search(said, most)
    tree, _ = search.beginning()
    return Refutation(tuple(found), tuple(search.clauses), tree)


def meaning(term: Term) -> tuple[Term, Term]:
    """What a conditional equals, in the two cases."""
    condition, first, second = term.arguments
    denied = make(Operator.NOT, BOOLEAN, (condition,))
    return (
        make(Operator.IMPLIES, BOOLEAN, (condition, _equation(term, first))),
        make(Operator.IMPLIES, BOOLEAN, (denied, _equation(term, second))),
    )


def _equation(left: Term, right: Term) -> Term:
    return make(Operator.EQUAL, BOOLEAN, (left, right))


_Known: TypeAlias = dict[Term, bool]
_Found: TypeAlias = tuple[Tree, frozenset[Term]]
"""A tree, and the atoms by which its leaves are false."""
_Case: TypeAlias = Callable[[], _Found]


@define(eq=False)
class _Search:
    statements: list[Term]
    most: int
    clauses: list[tuple[Literal, ...]] = field(factory=list[tuple[Literal, ...]])
    _numbers: dict[tuple[Literal, ...], int] = field(factory=dict[tuple[Literal, ...], int])
    _cases: int = 0

    def beginning(self) -> _Found:
        """Variables of an enumeration are spelt out first, where other places have members in their stead."""
        return self._spelt({}, _spelt_out(self.statements))

    def _spelt(self, known: _Known, variables: Sequence[Term]) -> _Found:
        if not variables:
            return self._refuted(known)
        return self._members(known, variables[0], 0, variables[1:])

    def _members(self, known: _Known, term: Term, index: int, others: Sequence[Term]) -> _Found:
        members = term.sort.members
        if index == len(members):
            return self._impossible(known)
        atom = _equation(term, build.member(term.sort, members[index]))
        return self._split(
            atom,
            lambda: self._spelt({**known, atom: True}, others),
            lambda: self._members({**known, atom: False}, term, index + 1, others),
        )

    def _refuted(self, known: _Known) -> _Found:
        self._cases += 1
        if self._cases > self.most:
            raise NotRefuted("too many cases")
        closure = Closure(known.items())
        if closure.contradiction or closure.spent() is not None:
            return self._impossible(known)
        open_: dict[Term, None] = {}
        fewest: list[Term] | None = None
        forced: Literal | None = None
        for number, statement in enumerate(self.statements):
            truth = value(statement, known)
            if truth is False:
                return self._false(number, known)
            if truth:
                continue
            mine: dict[Term, None] = {}
            open_atoms(statement, known, mine)
            forced = forced or _forced(statement, mine, known)
            if fewest is None or len(mine) < len(fewest):
                fewest = list(mine)
            open_.update(mine)
        for atom in open_:
            implied = closure.value(atom)
            if implied is not None:
                return self._on(known, atom, not implied)
        if forced is not None:
            return self._on(known, forced[0], not forced[1])
        if fewest is None:
            term = _keeps_apart(closure)
            if term is None:
                raise NotRefuted("they can hold together")
            return self._members(known, term, 0, ())
        return self._on(known, fewest[0], True)

    def _on(self, known: _Known, atom: Term, first: bool) -> _Found:
        """Split on an atom; the case that is hoped to end soon is tried first."""
        cases = {h: lambda h=h: self._refuted({**known, atom: h}) for h in (True, False)}
        return self._split(atom, cases[True], cases[False], first)

    def _split(self, atom: Term, holds: _Case, fails: _Case, first: bool = True) -> _Found:
        one, used = (holds if first else fails)()
        if atom not in used:
            return one, used
        other, also = (fails if first else holds)()
        if atom not in also:
            return other, also
        tree = Split(atom, one, other) if first else Split(atom, other, one)
        return tree, (used | also) - {atom}

    def _false(self, number: int, known: _Known) -> _Found:
        """A statement is false; by which of the known atoms, at least."""
        mine: dict[Term, None] = {}
        open_atoms(self.statements[number], {}, mine)
        needed = {a: known[a] for a in mine if a in known}
        for atom in list(needed):
            fewer = {a: v for a, v in needed.items() if a is not atom}
            if value(self.statements[number], fewer) is False:
                needed = fewer
        return Leaf(number), frozenset(needed)

    def _impossible(self, known: _Known) -> _Found:
        """What is known cannot be: a clause, from which nothing can be left out."""
        kept = dict(known)
        for atom in reversed(list(known)):
            fewer = {a: v for a, v in kept.items() if a is not atom}
            closure = Closure(fewer.items())
            if closure.contradiction or closure.spent() is not None:
                kept = fewer
        clause = tuple(kept.items())
        if clause not in self._numbers:
            self._numbers[clause] = len(self.statements)
            self.clauses.append(clause)
            # From now on the search knows it, as a statement.
            denied = [make(Operator.NOT, BOOLEAN, (a,)) if holds else a for a, holds in clause]
            self.statements.append(denied[0] if len(denied) == 1 else make(Operator.OR, BOOLEAN, tuple(denied)))
        return Leaf(self._numbers[clause]), frozenset(kept)


def _forced(statement: Term, open_: dict[Term, None], known: _Known) -> Literal | None:
    """A literal without which the statement is false."""
    for atom in open_:
        for holds in (True, False):
            if value(statement, {**known, atom: holds}) is False:
                return atom, not holds
    return None


def _spelt_out(statements: Sequence[Term]) -> list[Term]:
    """Variables of an enumeration that stand where other applications of the symbol have members."""
    members: set[tuple[object, ...]] = set()
    variables: dict[Term, set[tuple[object, ...]]] = {}
    seen: set[Term] = set()

    def visit(term: Term) -> None:
        if term in seen:
            return
        seen.add(term)
        for place, argument in enumerate(term.arguments):
            visit(argument)
            if term.operator in (Operator.APPLY, Operator.CONTAINS) and argument.sort.is_enumeration:
                key = (term.operator, term.symbol, place)
                if argument.operator is Operator.MEMBER:
                    members.add(key)
                elif argument.operator is Operator.VARIABLE:
                    variables.setdefault(argument, set()).add(key)

    for statement in statements:
        visit(statement)
    return [variable for variable, keys in variables.items() if keys & members]


def _keeps_apart(closure: Closure) -> Term | None:
    """A term of an enumeration that alone may keep two applications apart."""
    for first, second in closure.kept_apart():
        found: Term | None = None
        for left, right in zip(first.arguments, second.arguments, strict=True):
            if closure.same(left, right):
                continue
            open_ = [t for t in (left, right) if t.sort.is_enumeration and closure.member(t) is None]
            if not open_:
                break
            found = found or open_[0]
        else:
            if found is not None:
                return found
    return None
