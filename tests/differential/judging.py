"""Obligations decided one by one, without worker processes or caches."""

from collections.abc import Iterable, Iterator

from septum.obligations.obligation import Obligation
from septum.smt.decide import decide
from septum.smt.query import Answer, Decision, Options, Premise, Query

# cvc5 judges the same ground instances again; the tests of `decide` ask it.
_OPTIONS = Options(resources=2_000_000, rounds=20, instances=1_500, solvers=("z3",))


def ask(obligation: Obligation) -> Decision:
    """Decide one obligation."""
    if obligation.untouched:
        return Decision(Answer.FOLLOWS)
    return decide(Query(tuple(Premise(h.name, h.term) for h in obligation.hypotheses), obligation.goal), _OPTIONS)


def unproved(obligations: Iterable[Obligation]) -> Iterator[tuple[Obligation, Decision]]:
    """Those that do not follow."""
    for obligation in obligations:
        decision = ask(obligation)
        if decision.answer is not Answer.FOLLOWS:
            yield obligation, decision
