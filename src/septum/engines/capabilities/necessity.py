"""That a workload cannot be run without some capabilities, in any number of steps and with any number of things.

Two kinds of proof. What never happens in the model without them (`relaxed`) excludes a goal. Or from an earlier goal on
something of the named things stays as it is, whatever happens, and excludes a later goal: the facts are guessed from a
run, those that do not follow from the earlier goal or are not kept are dropped until the rest is kept (Houdini), and
both solvers prove every one of the rest.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from septum.engines.capabilities.goals import Goal, is_done
from septum.engines.capabilities.literals import kinds_behind, literals_at
from septum.engines.capabilities.relaxed import Value, never, relaxed_reach
from septum.engines.capabilities.statements import Statements, start_excludes
from septum.engines.capabilities.witness import Played, Witness
from septum.engines.minimal.parts import less_step
from septum.engines.minimal.results import Necessity
from septum.engines.prove import Settings
from septum.engines.results import Verdict
from septum.logic.symbols import Symbol
from septum.obligations.obligation import Obligation
from septum.spec.model import Example, Fact, Model

_EARLIER = 3
_LATER = 8


@frozen(eq=False)
class Case:
    """A workload with a run that reaches its goals by all capabilities, and the values of symbols at the start."""

    model: Model
    workload: Example
    goals: tuple[Goal, ...]
    witness: Witness
    played: Played
    start: Mapping[Symbol, frozenset[Value]]


def prove_needed(case: Case, missing: tuple[str, ...], settings: Settings) -> Necessity:
    """PROVED, with the goal that is not reached where all of these are missing; UNKNOWN where no proof is found."""
    weak = case.model
    for name in missing:
        weak = less_step(weak, name)
    statements = Statements(weak, case.workload, settings)
    barred = never(relaxed_reach(weak, case.start), case.workload.span)
    for goal in filter(is_done, case.goals):
        found = _closed(statements, barred, statements.excluded(goal, barred))
        if found is not None:
            return Necessity(missing, goal.text, goal.span, "", found, Verdict.PROVED)
    guesses = kinds_behind(weak)
    holding = start_excludes(case.model, guesses, settings)
    behind = _kept(statements, barred, [f for f, holds in zip(guesses, holding, strict=True) if holds])
    for goal in filter(is_done, case.goals if behind else ()):
        found = _closed(statements, (*barred, *behind), statements.excluded(goal, (*barred, *behind)))
        if found is not None:
            return Necessity(missing, goal.text, goal.span, "", found, Verdict.PROVED)
    for since, goals in _pairs(case, frozenset(missing)):
        found = _from(case, statements, barred, since, goals)
        if found is not None:
            goal, facts = found
            return Necessity(missing, goal.text, goal.span, case.goals[since].text, facts, Verdict.PROVED)
    last = case.goals[-1]
    return Necessity(missing, last.text, last.span, "", (), Verdict.UNKNOWN)


def _closed(statements: Statements, barred: Sequence[Fact], obligation: Obligation) -> tuple[str, ...] | None:
    """The facts by which the obligation is proved, and by which these are kept in turn; None where one is not."""
    first = statements.proved([obligation])[0]
    if first is None:
        return None
    by_name = {fact.name: fact for fact in barred}
    needed = [name for name in by_name if name in first]
    for name in needed:
        fact = by_name[name]
        asked = [statements.kept(fact, step, barred) for step in statements.concerned(fact)]
        for used in statements.proved(asked):
            if used is None:
                return None
            needed.extend(other for other in by_name if other in used and other not in needed)
    return tuple(name for name in by_name if name in needed)


def _pairs(case: Case, missing: frozenset[str]) -> Iterator[tuple[int, tuple[Goal, ...]]]:
    """Goals before a call of what is missing, nearest first, with the goals after it."""
    positions = case.played.positions
    calls = [number for number, effect in enumerate(case.played.effects) if effect.step in missing]
    seen: set[int] = set()
    for call in calls:
        before = [n for n, position in enumerate(positions) if position <= call and is_done(case.goals[n])]
        after = [case.goals[n] for n, position in enumerate(positions) if position > call and is_done(case.goals[n])]
        for number in before[::-1][:_EARLIER]:
            if number not in seen and after:
                seen.add(number)
                yield number, tuple(after[:_LATER])


def _from(
    case: Case, statements: Statements, barred: Sequence[Fact], since: int, goals: Sequence[Goal]
) -> tuple[Goal, tuple[str, ...]] | None:
    later = case.played.effects[case.played.positions[since] :]
    changes = frozenset(entry for effect in later for entry in effect.changed)
    state = case.played.states[since]
    guesses = literals_at(case.model, case.workload, case.witness, state, changes, statements.names)
    earlier = case.goals[since]
    implied = statements.proved(statements.at(earlier, guess, barred) for guess in guesses)
    facts = [guess for guess, used in zip(guesses, implied, strict=True) if used is not None]
    kept = _kept(statements, barred, facts)
    every = (*barred, *kept)
    for goal in goals:
        names = _closed(statements, every, statements.excluded(goal, every))
        if names is not None:
            return goal, names
    return None


def _kept(statements: Statements, barred: Sequence[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """Those of the facts that every step keeps, if all of them hold before it."""
    kept = list(facts)
    proofs: dict[tuple[str, str], frozenset[str]] = {}
    while True:
        every = (*barred, *kept)
        names = {fact.name for fact in every}
        open_ = [
            (fact, step)
            for fact in kept
            for step in statements.concerned(fact)
            if not proofs.get((fact.name, step.name), frozenset({"?"})) <= names
        ]
        lost: set[str] = set()
        asked = [statements.kept(fact, step, every) for fact, step in open_]
        for (fact, step), used in zip(open_, statements.proved(asked), strict=True):
            if used is None:
                lost.add(fact.name)
            else:
                proofs[fact.name, step.name] = used & names
        if not lost:
            return kept
        kept = [fact for fact in kept if fact.name not in lost]
