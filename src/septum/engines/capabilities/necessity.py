"""That a workload cannot be run without some capabilities, in any number of steps and with any number of things.

Two kinds of proof. What never happens in the model without them (`relaxed`) excludes a goal. Or from an earlier goal on
something of the named things stays as it is, whatever happens, and excludes a later goal: the facts are guessed from a
run, those that do not follow where a goal is reached, or are not kept, are dropped until the rest is kept (Houdini).
One solver is enough to drop guesses; what is reported is proved by both.
"""

from collections.abc import Callable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from septum.engines.capabilities.goals import Goal, is_done
from septum.engines.capabilities.literals import alternatives_at, kinds_behind, literals_at
from septum.engines.capabilities.relaxed import Value, never, relaxed_reach
from septum.engines.capabilities.statements import Statements, start_excludes
from septum.engines.capabilities.witness import Played, Witness
from septum.engines.minimal.parts import less_step
from septum.engines.minimal.results import Necessity
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.interpreter.effects import State
from septum.logic.symbols import Symbol
from septum.spec.model import Example, Fact, Model

Guess = Callable[..., tuple[Fact, ...]]
"""Facts to try at a moment of a run, as `literals_at` names them."""


@frozen(eq=False)
class Case:
    """A workload with a run that reaches its goals by all capabilities, and the values of symbols at the start."""

    model: Model
    workload: Example
    goals: tuple[Goal, ...]
    witness: Witness
    played: Played
    start: Mapping[Symbol, frozenset[Value]]


def prove_needed(
    case: Case, missing: tuple[str, ...], settings: Settings, guesses: Sequence[Guess] = (literals_at, alternatives_at)
) -> Necessity:
    """PROVED, with the goal that is not reached where all of these are missing; UNKNOWN where no proof is found.

    `guesses`: which facts to try from a goal on, one after the other.
    """
    return _Proof.begun(case, missing, settings).found(guesses)


@define(eq=False)
class _Proof:
    case: Case
    missing: tuple[str, ...]
    weak: Model
    both: Statements
    quick: Statements
    settings: Settings
    _facts: list[tuple[Fact, int]] = field(init=False, factory=list[tuple[Fact, int]])
    """What is kept, each with the number of the goal from which on; -1 for the start."""

    @classmethod
    def begun(cls, case: Case, missing: tuple[str, ...], settings: Settings) -> "_Proof":
        weak = case.model
        for name in missing:
            weak = less_step(weak, name)
        quick = Statements(weak, case.workload, evolve(settings, solvers=settings.solvers[:1]))
        return cls(case, missing, weak, Statements(weak, case.workload, settings), quick, settings)

    def found(self, guesses: Sequence[Guess]) -> Necessity:
        for goal in self.case.goals:
            if goal.event is not None and is_done(goal) and goal.event.step in self.missing:
                return Necessity(self.missing, goal.text, goal.span, "", (), Verdict.PROVED)
        reach = relaxed_reach(self.weak, self.case.start)
        self._facts = [(fact, -1) for fact in never(reach, self.case.workload.span)]
        proof = self._excluded(-1) or self._behind()
        for guess in guesses:
            proof = proof or self._later(guess)
        if proof is not None:
            return proof
        last = self.case.goals[-1]
        return Necessity(self.missing, last.text, last.span, "", (), Verdict.UNKNOWN)

    def _behind(self) -> Necessity | None:
        guesses = kinds_behind(self.weak)
        holding = start_excludes(self.case.model, guesses, self.settings)
        kept = self._kept([fact for fact, holds in zip(guesses, holding, strict=True) if holds])
        self._facts += [(fact, -1) for fact in kept]
        return self._excluded(-1) if kept else None

    def _later(self, guess: Guess) -> Necessity | None:
        """From each goal on that comes before a call of what is missing, what was found at earlier ones included."""
        positions, effects = self.case.played.positions, self.case.played.effects
        moments = self.case.witness.survey(frozenset(self.missing))
        calls = [number for number, effect in enumerate(effects) if effect.step in self.missing]
        lost: list[frozenset[str]] = []
        for number, goal in enumerate(self.case.goals):
            if not calls or positions[number] > calls[-1]:
                return None
            if not is_done(goal):
                continue
            known = {fact.name for fact, _ in self._facts}
            changes = frozenset(entry for effect in effects[positions[number] :] for entry in effect.changed)
            state = self.case.played.states[number]
            later = _from(moments, number)
            facts = guess(self.weak, self.case.workload, self.case.witness, state, changes, later, self.quick.names)
            guesses = [fact for fact in facts if fact.name not in known]
            holding = self.quick.proved(self.quick.at(goal, fact, self._until(number - 1)) for fact in guesses)
            implied = [fact for fact, used in zip(guesses, holding, strict=True) if used is not None]
            names = frozenset(fact.name for fact in implied)
            if any(names <= earlier for earlier in lost):
                continue  # with as much known, none of more was kept
            kept = self._kept(implied)
            lost = [] if kept else [*lost, names]
            self._facts += [(fact, number) for fact in kept]
            proof = self._excluded(number) if kept else None
            if proof is not None:
                return proof
        return None

    def _excluded(self, since: int) -> Necessity | None:
        """The first goal after that one which what is kept excludes, proved by both solvers."""
        every = self._until(since)
        goals = [goal for number, goal in enumerate(self.case.goals) if number > since and is_done(goal)]
        quick = self.quick.proved(self.quick.excluded(goal, every) for goal in goals)
        for goal, used in zip(goals, quick, strict=True):
            if used is None:
                continue
            facts = self._proved(goal, every)
            if facts is not None:
                latest = max((number for fact, number in self._facts if fact.name in facts), default=-1)
                after = self.case.goals[latest].text if latest >= 0 else ""
                return Necessity(self.missing, goal.text, goal.span, after, facts, Verdict.PROVED)
        return None

    def _proved(self, goal: Goal, every: Sequence[Fact]) -> tuple[str, ...] | None:
        """The facts by which the goal is excluded, and by which these hold in turn; None where one is not proved."""
        first = self.both.proved([self.both.excluded(goal, every)])[0]
        if first is None:
            return None
        needed = [name for name in (fact.name for fact in every) if name in first]
        since = {fact.name: (fact, number) for fact, number in self._facts}
        for name in needed:
            fact, number = since[name]
            before = self._until(number)
            asked = [self.both.kept(fact, step, before) for step in self.both.concerned(fact)]
            if number >= 0:
                asked.append(self.both.at(self.case.goals[number], fact, self._until(number - 1)))
            for used in self.both.proved(asked):
                if used is None:
                    return None
                needed.extend(other.name for other in before if other.name in used and other.name not in needed)
        return tuple(fact.name for fact in every if fact.name in needed)

    def _until(self, number: int) -> tuple[Fact, ...]:
        """What is kept from the goal of that number on, or from an earlier one."""
        return tuple(fact for fact, since in self._facts if since <= number)

    def _kept(self, facts: Sequence[Fact]) -> list[Fact]:
        """Those of the facts that every step keeps, if all of them hold before it, and what is kept already."""
        kept = list(facts)
        before = tuple(fact for fact, _ in self._facts)
        proofs: dict[tuple[str, str], frozenset[str]] = {}
        while True:
            every = (*before, *kept)
            names = {fact.name for fact in every}
            open_ = [
                (fact, step)
                for fact in kept
                for step in self.quick.concerned(fact)
                if not proofs.get((fact.name, step.name), frozenset({"?"})) <= names
            ]
            lost: set[str] = set()
            asked = [self.quick.kept(fact, step, every) for fact, step in open_]
            for (fact, step), used in zip(open_, self.quick.proved(asked), strict=True):
                if used is None:
                    lost.add(fact.name)
                else:
                    proofs[fact.name, step.name] = used & names
            if not lost:
                return kept
            kept = [fact for fact in kept if fact.name not in lost]


def _from(moments: Sequence[tuple[int | None, State]], goal: int) -> tuple[State, ...]:
    """The states from that goal on; none where it is not reached."""
    at = next((index for index, (number, _) in enumerate(moments) if number == goal), len(moments))
    return tuple(state for _, state in moments[at:])
