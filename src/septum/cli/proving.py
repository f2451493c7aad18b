"""What the commands that prove share: their settings, the notes on cost, the findings behind a failure."""

from septum.cli.options import Arguments
from septum.engines.cache import open_cache
from septum.engines.prove import Settings
from septum.engines.results import Attack, ObligationOutcome, ProofResult, Verdict
from septum.obligations import Obligation, generate
from septum.report.failure import Failure
from septum.report.proof import costliest
from septum.report.quantities import count, plural, seconds
from septum.smt.pool import processors
from septum.spec.model import Model

_SOUGHT = 4
"""For how many failing obligations a run is sought."""


def settings_of(arguments: Arguments) -> Settings:
    """How to prove, as the user wants it."""
    standard = Settings()
    return Settings(
        solvers=arguments.texts("--solver", standard.solvers),
        resources=arguments.number("--budget", standard.resources),
        workers=arguments.number("--workers", processors()),
        cache=None if arguments.flag("--no-cache") else open_cache(),
        independent=arguments.flag("--independent"),
        only=arguments.texts("--only"),
    )


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


def find_failures(model: Model, result: ProofResult, obligations: tuple[Obligation, ...]) -> tuple[Failure, ...]:
    """Every obligation that is not proved, with a run that shows it where one is found.

    A run is sought for one violated obligation of each clause; the shortest attack on a property is shown once.
    """
    by_name = {obligation.identifier: obligation for obligation in obligations}
    open_ = [o for o in result.outcomes if o.verdict is not Verdict.PROVED]
    sought = _representatives([o for o in open_ if o.verdict is Verdict.VIOLATED])
    found: list[Failure] = []
    seen: list[Attack] = []
    for outcome in open_:
        obligation = by_name[outcome.identifier]
        attack = _attack(model, obligation) if outcome.identifier in sought else None
        if attack is not None and attack in seen:
            attack = None
        elif attack is not None:
            seen.append(attack)
        found.append(Failure(outcome, obligation, attack, outcome.identifier in sought))
    return tuple(found)


def _representatives(violated: list[ObligationOutcome]) -> frozenset[str]:
    """The first violated obligation of each clause, those about invariants last: an attack breaks more than those."""
    first: dict[str, str] = {}
    for outcome in violated:
        first.setdefault(outcome.clause, outcome.identifier)
    ordered = sorted(first, key=lambda clause: clause in ("o_init", "o_inv"))
    return frozenset(first[clause] for clause in ordered[:_SOUGHT])


def _attack(model: Model, obligation: Obligation) -> Attack | None:
    from septum.engines.refute.hints import Failing, Hints
    from septum.engines.refute.search import search

    failing = Failing(obligation.clause, obligation.observer, obligation.step, obligation.target)
    return search(model, model, Hints((failing,)))


def all_obligations(model: Model) -> tuple[Obligation, ...]:
    """Every obligation of a profile."""
    return generate(model)
