"""Why ground statements cannot hold together, as a tree of cases that Rocq computes with.

The search splits on atoms, as Davis, Putnam, Logemann and Loveland do. What equality makes impossible goes into
*clauses*: sets of literals, few and small, each of which is a lemma of its own; then the rest is propositional.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import define, evolve, field

from septum.engines.certify.ground.cases import Case, forced, undecided, weightiest
from septum.engines.certify.ground.closure import Closure
from septum.engines.certify.ground.conflicts import contradiction
from septum.engines.certify.ground.reading import conditionals
from septum.engines.certify.ground.shapes import shaped
from septum.engines.certify.ground.statements import Atoms, Statement, literal, mentioned, open_atoms, value
from septum.engines.certify.ground.terms import Numbers
from septum.engines.certify.ground.trimming import trimmed
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
    search = _Search(most)
    tree = search.run(said)
    needed = trimmed(Refutation(tuple(found), tuple(search.clauses), tree), len(statements))
    ordered = [shaped(clause) for clause in needed.clauses]
    return evolve(needed, clauses=tuple(c for c, _ in ordered), shapes=tuple(s for _, s in ordered))


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


_Found: TypeAlias = tuple[Tree, int]
"""A tree, and the atoms by which its leaves are false, as bits."""


@define(eq=False)
class _Search:
    most: int
    clauses: list[tuple[Literal, ...]] = field(factory=list[tuple[Literal, ...]])
    _atoms: Atoms = field(factory=lambda: Atoms(Numbers()))
    _statements: list[Statement] = field(factory=list[Statement])
    _about: list[list[int]] = field(factory=list[list[int]])
    """The statements that mention an atom."""
    _numbers: dict[tuple[tuple[int, bool], ...], int] = field(factory=dict[tuple[tuple[int, bool], ...], int])
    _cases: int = 0

    def run(self, statements: Sequence[Term]) -> Tree:
        for statement in statements:
            self._take(self._atoms.read(statement))
        atoms = self._atoms
        start = Case(
            [None] * len(atoms.terms), Closure(atoms.numbers), {}, range(len(self._statements)), len(self._statements)
        )
        return self._refuted(start)[0]

    def _take(self, statement: Statement) -> None:
        while len(self._about) < len(self._atoms.terms):
            self._about.append([])
        for atom in mentioned(statement):
            self._about[atom].append(len(self._statements))
        self._statements.append(statement)

    def _refuted(self, case: Case) -> _Found:
        self._cases += 1
        if self._cases > self.most:
            raise NotRefuted("too many cases")
        for number in case.touched:
            statement = self._statements[number]
            truth = value(statement, case.known)
            if truth is False:
                return self._false(number, case)
            if truth:
                case.open_.pop(number, None)
                continue
            mine: dict[int, None] = {}
            open_atoms(statement, case.known, mine)
            case.open_[number] = list(mine)
        spent = case.closure.spent()
        if case.closure.conflict or spent is not None:
            return self._impossible(case, case.closure.conflict or (spent[1] if spent else 0))
        for number in case.touched:
            if number in case.open_:
                found = forced(self._statements[number], case.open_[number], case.known)
                if found is not None:
                    return self._on(case, found[0], not found[1])
        waiting = sorted(case.open_.items(), key=lambda item: (len(item[1]), item[0]))
        for atom in dict.fromkeys(atom for _, mine in waiting for atom in mine):
            implied = case.closure.value(self._atoms.sides[atom])
            if implied is not None:
                return self._on(case, atom, not implied)
        if waiting:
            return self._on(case, weightiest(mine for _, mine in waiting), True)
        for term in undecided(case, self._atoms):
            return self._members(case, term, 0)
        raise NotRefuted("they can hold together")

    def _on(self, case: Case, atom: int, first: bool) -> _Found:
        """Split on an atom; the case that is hoped to end soon is tried first."""
        return self._split(case, atom, self._refuted, self._refuted, first)

    def _split(
        self,
        case: Case,
        atom: int,
        holds: Callable[[Case], _Found],
        fails: Callable[[Case], _Found],
        first: bool = True,
    ) -> _Found:
        bit = 1 << atom
        one, used = (holds if first else fails)(self._with(case, atom, first))
        if not used & bit:
            return one, used
        other, also = (fails if first else holds)(self._with(case, atom, not first))
        if not also & bit:
            return other, also
        term = self._atoms.terms[atom]
        return Split(term, one, other) if first else Split(term, other, one), (used | also) & ~bit

    def _with(self, case: Case, atom: int, holds: bool) -> Case:
        known = case.known.copy()
        known.extend([None] * (len(self._atoms.terms) - len(known)))
        known[atom] = holds
        closure = case.closure.copy()
        closure.note(self._atoms.sides[atom], holds, 1 << atom)
        about = self._about[atom] if atom < len(self._about) else ()
        new = range(case.seen, len(self._statements))
        touched = (*(number for number in about if number < case.seen), *new)
        return Case(known, closure, case.open_.copy(), touched, len(self._statements))

    def _members(self, case: Case, term: int, index: int) -> _Found:
        """Split a term of an enumeration, or of truth values, into its members."""
        it = self._atoms.numbers.terms[term]
        if it.sort.is_boolean:
            return self._on(case, self._atoms.number(it), True)
        members = it.sort.members
        atom = self._atoms.number(_equation(it, build.member(it.sort, members[index])))
        while atom < len(case.known) and case.known[atom] is not None:
            index += 1
            atom = self._atoms.number(_equation(it, build.member(it.sort, members[index])))

        def others(rest: Case) -> _Found:
            return self._refuted(rest) if index + 1 == len(members) else self._members(rest, term, index + 1)

        return self._split(case, atom, self._refuted, others)

    def _false(self, number: int, case: Case) -> _Found:
        """A statement is false; by which of the known atoms, at least."""
        known = case.known.copy()
        needed = 0
        for atom in sorted(mentioned(self._statements[number])):
            held, known[atom] = known[atom], None
            if held is not None and value(self._statements[number], known) is not False:
                known[atom] = held
                needed |= 1 << atom
        return Leaf(number), needed

    def _impossible(self, case: Case, reason: int) -> _Found:
        """What is known cannot be: a clause, from which nothing can be left out."""
        kept = [atom for atom in range(len(case.known)) if reason >> atom & 1]
        for atom in reversed(list(kept)):
            fewer = [a for a in kept if a != atom]
            smaller = contradiction(self._atoms, fewer, case.known)
            if smaller:
                kept = [a for a in fewer if smaller >> a & 1]
        clause = tuple((atom, bool(case.known[atom])) for atom in kept)
        if clause not in self._numbers:
            self._numbers[clause] = len(self._statements)
            self.clauses.append(tuple((self._atoms.terms[atom], holds) for atom, holds in clause))
            # From now on the search knows it, as a statement.
            denied = tuple(literal(atom, not holds) for atom, holds in clause)
            self._take(denied[0] if len(denied) == 1 else (Operator.OR, denied))
        return Leaf(self._numbers[clause]), sum(1 << atom for atom in kept)
