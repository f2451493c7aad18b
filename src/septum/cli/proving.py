"""What the commands that prove share: the notes on cost, the findings behind a failure."""

from collections.abc import Iterable

from attrs import evolve

from septum.engines.reach.clauses import counterpart
from septum.engines.results import Attack, ObligationOutcome, ProofResult, Verdict
from septum.obligations import Obligation, generate
from septum.report.failure import Failure, Search
from septum.report.proof import costliest
from septum.report.quantities import count, plural, seconds
from septum.spec.model import Model

_SOUGHT = 4
"""For how many failing obligations a run is sought."""


def cost_notes(result: ProofResult) -> tuple[str, ...]:
    """`3.8 s on 2 workers, cache 0 of 555; slowest take_back/o_inv 0.31 s`, and the costliest: for standard error."""
    costly = costliest(result)
    return (_times(result), costly) if costly else (_times(result),)


def _times(result: ProofResult) -> str:
    asked = [o for o in result.outcomes if not o.untouched and o.verdict is not Verdict.NOT_RUN]
    cached = sum(o.cached for o in asked)
    parts = (
        f"{seconds(result.seconds)} on {plural(result.workers, 'worker')}, cache {count(cached)} of {count(len(asked))}"
    )
    slow = max((o for o in asked if not o.cached), key=lambda o: o.seconds, default=None)
    return parts if slow is None else f"{parts}; slowest {slow.identifier} {seconds(slow.seconds)}"


def open_obligations(
    model: Model, result: ProofResult, stated: Iterable[Obligation] | None = None
) -> tuple[Failure, ...]:
    """Every obligation that is not proved; no run has been sought yet.

    `stated`: the obligations that were asked, where they are not those of the model's own properties.
    """
    open_ = [outcome for outcome in result.outcomes if outcome.verdict is not Verdict.PROVED]
    if not open_:
        return ()
    by_name = {o.identifier: o for o in (generate(model) if stated is None else stated)}
    return tuple(Failure(outcome, by_name[outcome.identifier]) for outcome in open_)


def with_attacks(model: Model, failures: tuple[Failure, ...]) -> tuple[Failure, ...]:
    """The same, with a run that shows it where one is found.

    A run is sought for one violated obligation of each clause; the same attack is shown once.
    """
    violated = [f.outcome for f in failures if f.outcome.verdict is Verdict.VIOLATED]
    sought = _representatives([o for o in violated if counterpart(o.clause) is not None])
    found: list[Failure] = []
    seen: list[Attack] = []
    for failure in failures:
        if failure.outcome.identifier in sought:
            attack = _attack(model, failure.obligation)
            if attack is None:
                failure = evolve(failure, search=Search.NONE_FOUND)
            elif attack in seen:
                failure = evolve(failure, search=Search.SHOWN_BEFORE)
            else:
                seen.append(attack)
                failure = evolve(failure, attack=attack, search=Search.FOUND)
        found.append(failure)
    return tuple(found)


def _representatives(violated: list[ObligationOutcome]) -> frozenset[str]:
    """The first violated obligation of each clause, those about invariants last: an attack breaks more than those."""
    first: dict[str, str] = {}
    for outcome in violated:
        first.setdefault(outcome.clause, outcome.identifier)
    ordered = sorted(first, key=lambda clause: counterpart(clause) in ("o_init", "o_inv"))
    return frozenset(first[clause] for clause in ordered[:_SOUGHT])


def _attack(model: Model, obligation: Obligation) -> Attack | None:
    from septum.engines.refute.hints import Failing, Hints
    from septum.engines.refute.search import search

    clause = counterpart(obligation.clause)
    assert clause is not None
    failing = Failing(clause, obligation.observer, obligation.step, obligation.target)
    # The run that ends with this very step explains it best; where there is none, any that breaks the property.
    return search(model, model, Hints((failing,), exact=True)) or search(model, model, Hints((failing,)))
