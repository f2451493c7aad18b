"""Which two harmless losses may be an attack together.

Alone, each of two losses leaves a proof. If they touch different steps and neither costs an invariant, every obligation
of both losses together has one of these proofs, so that such a pair need not be tried. Others are tried where the two
guards are of one step, or speak of what the other's step writes.
"""

from collections.abc import Iterator, Sequence

from septum.engines.minimal.parts import Part, less
from septum.engines.minimal.results import Group
from septum.engines.minimal.trials import Bench, Trial
from septum.logic.symbols import Symbol
from septum.logic.walk import symbols
from septum.spec.model import GuardKind, Model, Step

_STANDS = (str(GuardKind.REFUSE), str(GuardKind.WHEN), str(GuardKind.CHOOSE), str(GuardKind.DUTY))


def pairs_to_try(model: Model, survivors: Sequence[tuple[Part, Trial]]) -> Iterator[tuple[Part, Part]]:
    """Pairs of harmless checks and duties, those of one step first."""
    checks = [(part, trial) for part, trial in survivors if part.kind in _STANDS]
    for near in (True, False):
        for index, (one, first) in enumerate(checks):
            for other, second in checks[index + 1 :]:
                if (one.step == other.step) is not near:
                    continue
                if near or ((first.lost or second.lost) and _meet(model, one, other)):
                    yield one, other


def backed_by(bench: Bench, invariant: Part, survivors: Sequence[tuple[Part, Trial]]) -> Part | None:
    """A check whose loss is harmless only because of this invariant, which is harmless to lose itself."""
    fact = next(f for f in bench.model.invariants if f.name == invariant.identifier)
    concerned = symbols(fact.body)
    for check, trial in survivors:
        near = not concerned.isdisjoint(_read(bench.model.step(check.step), check))
        if not near or invariant.identifier in trial.lost:
            continue
        if not bench.is_harmless(less(less(bench.model, check), invariant)):
            return check
    return None


def is_check(part: Part) -> bool:
    """May it stand behind another check, or another behind it?"""
    return part.group in (Group.CHECK, Group.TURN) and part.kind in _STANDS


def _meet(model: Model, one: Part, other: Part) -> bool:
    first, second = model.step(one.step), model.step(other.step)
    read, also_read = _read(first, one), _read(second, other)
    return not read.isdisjoint(second.writes | also_read) or not also_read.isdisjoint(first.writes)


def _read(step: Step, part: Part) -> frozenset[Symbol]:
    guards = [g for g in step.guards if g.identifier == part.identifier]
    return frozenset[Symbol]().union(*(symbols(g.condition) for g in guards))
