"""A second opinion on refutations that shares no code with what finds them: Z3, and truth values part by part."""

from collections.abc import Iterator, Mapping, Sequence

from ground_problems import equal, no, said, variable

from septum.logic.terms import TRUE, Operator, Term, make
from septum.obligations.refutation import Leaf, Refutation, Tree
from septum.obligations.shape import Literal
from septum.smt.z3_backend import GroundSolver


def can_hold(statements: Sequence[Term]) -> bool:
    """Can statements hold together? Z3 says."""
    solver = GroundSolver(10_000_000)
    try:
        for statement in statements:
            solver.add(statement)
        answer = solver.check(range(len(statements)))
    finally:
        solver.delete()
    assert answer in ("sat", "unsat")
    return answer == "sat"


def clause_can_hold(clause: Sequence[Literal]) -> bool:
    """Can literals hold together? Conditionals in them are things of which nothing is known."""
    return can_hold([_opaque(atom if holds else no(atom)) for atom, holds in clause])


def _opaque(term: Term) -> Term:
    if term.operator is Operator.IF:
        return variable(repr(term), term.sort)
    arguments = tuple(map(_opaque, term.arguments))
    return make(term.operator, term.sort, arguments, term.name, term.symbol, term.state)


def mistakes(statements: Sequence[Term], refutation: Refutation) -> list[str]:
    """What is wrong with a refutation: clauses that are possible, leaves that do not end a case."""
    wrong = [
        f"clause {number} is possible" for number, clause in enumerate(refutation.clauses) if clause_can_hold(clause)
    ]
    numbered = list(statements)
    for term in refutation.conditionals:
        condition, first, second = term.arguments
        numbered += [
            said(Operator.IMPLIES, condition, equal(term, first)),
            said(Operator.IMPLIES, no(condition), equal(term, second)),
        ]
    for clause in refutation.clauses:
        numbered.append(said(Operator.OR, *(no(atom) if holds else atom for atom, holds in clause)))
    _walk(refutation.tree, {}, numbered, wrong)
    return wrong


def _walk(tree: Tree, known: Mapping[Term, bool], numbered: Sequence[Term], wrong: list[str]) -> None:
    if isinstance(tree, Leaf):
        if not 0 <= tree.number < len(numbered):
            wrong.append(f"there is no statement {tree.number}")
        elif not _false(numbered[tree.number], known):
            wrong.append(f"statement {tree.number} is not false")
        return
    _walk(tree.holds, {**known, tree.atom: True}, numbered, wrong)
    _walk(tree.fails, {**known, tree.atom: False}, numbered, wrong)


def _false(statement: Term, known: Mapping[Term, bool]) -> bool:
    return _chances(statement, known) == {False}


def _chances(statement: Term, known: Mapping[Term, bool]) -> set[bool]:
    """The truth values that a statement may have, part by part, where some atoms are known."""
    if statement in known:
        return {known[statement]}
    parts = [_chances(a, known) for a in statement.arguments if a.sort.is_boolean]
    match statement.operator:
        case Operator.TRUE | Operator.FALSE:
            return {statement is TRUE}
        case Operator.NOT:
            return {not value for value in parts[0]}
        case Operator.AND:
            return {all(values) for values in _choices(parts)}
        case Operator.OR:
            return {any(values) for values in _choices(parts)}
        case Operator.IMPLIES:
            return {not left or right for left, right in _choices(parts)}
        case Operator.IF:
            return {first if condition else second for condition, first, second in _choices(parts)}
        case Operator.EQUAL if len(parts) == 2:
            return {left == right for left, right in _choices(parts)}
        case _:
            return {True, False}


def _choices(parts: Sequence[set[bool]]) -> list[tuple[bool, ...]]:
    found: list[tuple[bool, ...]] = [()]
    for part in parts:
        found = [(*before, value) for before in found for value in sorted(part)]
    return found


def leaves(tree: Tree) -> Iterator[Leaf]:
    """The leaves of a tree."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        yield from leaves(tree.holds)
        yield from leaves(tree.fails)
