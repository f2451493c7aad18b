"""What is supposed on the way to a part of a term, and claims under it."""

from collections.abc import Sequence

from septum.engines.reach.candidates import Candidate
from septum.engines.reach.knowledge import Knowledge
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import rewrite, substitute, subterms

Path = tuple[Term, ...]


def equality_of(term: Term, candidate: Candidate) -> Term:
    """The candidate is the term. What is hidden counts as false: that it is hidden can be seen."""
    if candidate.described:
        there_is_one = build.exists(candidate.described, candidate.when)
        same = build.implies(candidate.when, build.equal(term, candidate.term))
        return build.conjunction(there_is_one, build.forall(candidate.described, same))
    if term.sort.is_boolean:
        return build.equal(term, build.conjunction(candidate.when, candidate.term))
    return build.conjunction(candidate.when, build.equal(term, candidate.term))


def definition_of(term: Term, candidate: Candidate) -> Term:
    """The candidate as a term. What is only described is none: a name that stands for nothing else."""
    if candidate.described:
        return build.variable("~described", term.sort)
    return build.conjunction(candidate.when, candidate.term) if term.sort.is_boolean else candidate.term


def claims_of(path: Path, goal: Term) -> tuple[Term, ...]:
    """What must be proved of a goal on a path: nothing, where it is true as it stands."""
    claim = claim_of(path, assuming(goal, path))
    return () if claim == TRUE else (claim,)


def claim_of(path: Path, goal: Term) -> Term:
    """The goal, where the path is taken."""
    return build.implies(build.conjunction(*path), goal)


def conjuncts(term: Term) -> tuple[Term, ...]:
    """The parts of a conjunction; a term that is none is its only part."""
    return term.arguments if term.operator is Operator.AND else (term,)


def assuming(term: Term, path: Path) -> Term:
    """The term, simplified by what is on the path."""
    true = {p for one in path for p in conjuncts(one)}
    false = {p.arguments[0] for p in true if p.operator is Operator.NOT}

    def change(node: Term) -> Term | None:
        if node in true:
            return TRUE
        return FALSE if node in false else None

    return rewrite(term, change) if path else term


def known_condition(terms: Sequence[Term], knowledge: Knowledge) -> Term | None:
    """A condition inside one of the terms, not itself one of them or denied by one, that is known without looking."""
    settled = set(terms) | {t.arguments[0] for t in terms if t.operator is Operator.NOT}
    for term in terms:
        for part in subterms(term):
            is_open = part.sort.is_boolean and part not in settled and part not in (TRUE, FALSE)
            if is_open and part.operator is not Operator.NOT and knowledge.is_plain(part):
                return part
    return None


def merged(term: Term, path: Path, equality: Term) -> tuple[Term, Path]:
    """The same with one name where the names of two known things are of one: an entry's own name goes."""
    if equality.operator is not Operator.EQUAL:
        return term, path
    left, right = equality.arguments
    if not left.name.endswith("~goal"):
        left, right = right, left
    if left.operator is Operator.VARIABLE and left.name.endswith("~goal") and left not in right.free:
        return substitute(term, {left: right}), (*(substitute(p, {left: right}) for p in path), equality)
    return term, path
