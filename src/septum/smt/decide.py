"""Deciding one query: instances, both solvers, a smallest core or a confirmed countermodel.

Z3 drives: instances by triggers first; where it finds a model of them, the universals that are false in that model
give the next instances. In the decidable fragment this ends: either the instances are unsatisfiable, and so is the
query, or a finite structure satisfies everything, which is evaluated by our own code. cvc5 then judges the core, or
the instances, by itself; a disagreement is an error.
"""

from collections.abc import Sequence
from time import perf_counter

from attrs import evolve

from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.terms import Term
from septum.smt import z3_backend
from septum.smt.clauses import Universal, denied, universals
from septum.smt.countermodel import Candidate
from septum.smt.finders import BeyondLimit
from septum.smt.instances import Instances
from septum.smt.query import Answer, Decision, Options, Part, Premise, Query, Said, Structure

_TRIGGER_ROUNDS = 3
_TRIGGERED = 4
"""Triggers may make this part of the instances, the rest is for countermodels."""
_VIOLATIONS = 4
"""How many false instances of one universal are taken in from one countermodel."""
_BOUNDS = (2, 3, 4)
"""Sizes of sorts with which a search that does not end is tried again."""
_PREPARED: dict[Premise, tuple[Universal, ...]] = {}


def decide(query: Query, options: Options) -> Decision:
    """The answer to a query. Never raises for what solvers do: that is the answer ERROR."""
    return decide_with_parts(query, options)[0]


def decide_with_parts(query: Query, options: Options) -> tuple[Decision, tuple[Part, ...]]:
    """The answer to a query and, where it follows, the parts of its core. Never raises for what solvers do."""
    started = perf_counter()
    parts: tuple[Part, ...] = ()
    try:
        if options.independent:
            decision = _quantified(query, options)
        else:
            search = _Search(query, options)
            try:
                decision = search.run()
                parts = search.parts
            finally:
                search.solver.delete()
    except BeyondLimit as error:
        decision = Decision(Answer.BUDGET, detail=str(error))
    except (RuntimeError, ValueError, MemoryError) as error:
        decision = Decision(Answer.ERROR, detail=f"{type(error).__name__}: {error}")
    return evolve(decision, seconds=perf_counter() - started), parts if decision.answer is Answer.FOLLOWS else ()


def get_ready(options: Options) -> None:
    """Load the solvers that will be asked. Raises ImportError where one is missing."""
    if "cvc5" in options.solvers:
        from septum.smt import cvc5_backend

        del cvc5_backend


def _cvc5(statements: Sequence[Term], most: int, quantified: bool = False) -> Said:
    # Imported where it is asked: it takes as long to load as many a query to answer, and a hint is Z3's alone.
    from septum.smt import cvc5_backend

    return cvc5_backend.decide(statements, most, quantified=quantified)


def _prepared(premise: Premise, origin: int) -> list[Universal]:
    known = _PREPARED.get(premise)
    if known is None:
        known = tuple(universals(premise.term, premise.name, 0))
        _PREPARED[premise] = known
    return [Universal(u.name, origin, u.variables, u.body, u.triggers) for u in known] if origin else list(known)


def _quantified(query: Query, options: Options) -> Decision:
    """The plain statements, as they are, to each solver."""
    statements = [premise.term for premise in query.premises] + [denied(query.goal)]
    said: list[Said] = []
    if "z3" in options.solvers:
        said.append(z3_backend.decide_quantified(statements, options.resources))
    if "cvc5" in options.solvers:
        said.append(_cvc5(statements, options.resources, quantified=True))
    return Decision(_joint([s.answer for s in said]), tuple(said))


def _joint(answers: list[str]) -> Answer:
    """One answer for several solvers'."""
    if "sat" in answers and "unsat" in answers:
        return Answer.ERROR
    if answers and all(a == "unsat" for a in answers):
        return Answer.FOLLOWS
    if "sat" in answers:
        return Answer.FAILS
    return Answer.BUDGET if "budget" in answers else Answer.UNKNOWN


class _Search:
    """The search for instances of one query."""

    def __init__(self, query: Query, options: Options) -> None:
        self._options = options
        self._universals: list[Universal] = universals(denied(query.goal), "goal", -1)
        self._origin: dict[int, int] = {id(u): -1 for u in self._universals}
        for position, premise in enumerate(query.premises):
            for universal in _prepared(premise, 0):
                self._universals.append(universal)
                self._origin[id(universal)] = position
        self._instances = Instances(self._universals, options.instances)
        self.solver = z3_backend.GroundSolver(options.resources)
        self.parts: tuple[Part, ...] = ()
        self._sent = 0
        self._bounding: list[int] = []
        self._numbers: list[int] = []
        self._total = 0
        self._sorts = frozenset[Sort]().union(*({v.sort for v in u.variables} for u in self._universals))

    def run(self) -> Decision:
        for universal in self._universals:
            if not universal.variables:
                self._instances.add(universal, ())
        for _ in range(_TRIGGER_ROUNDS):
            if not self._instances.match(self._options.instances // _TRIGGERED):
                break
            # Most of what follows does so after a round or two; what the next one makes would not be needed.
            self._send()
            if self.solver.check(self._numbers) == "unsat":
                return self._proved()
        decision = self._loop(self._options.rounds)
        if decision is not None:
            return decision
        for bound in _BOUNDS:
            decision = self._bounded(bound)
            if decision is not None:
                return decision
        reason = "too many instances" if self._instances.full else "the search for instances did not end"
        return Decision(Answer.UNKNOWN, (self._z3("unknown", reason),), instances=len(self._instances.made))

    def _loop(self, rounds: int) -> Decision | None:
        for _ in range(rounds):
            self._send()
            answer = self.solver.check(self._numbers + self._bounding)
            if answer == "unsat":
                return None if self._bounding else self._proved()
            if answer != "sat":
                kind = Answer.BUDGET if answer == "budget" else Answer.UNKNOWN
                return Decision(kind, (self._z3(answer),), instances=len(self._instances.made))
            candidate = Candidate(self._instances.ground, self.solver, self._sorts)
            found = False
            broken = False
            for universal in self._universals:
                if not universal.variables:
                    continue
                for values in candidate.violated(universal, _VIOLATIONS):
                    broken = True
                    found = self._instances.add(universal, values) or found
            if not broken:
                return self._refuted(candidate.structure())
            if not found:
                return None
        return None

    def _bounded(self, size: int) -> Decision | None:
        """Look for a countermodel whose sorts have at most `size` elements; unsatisfiable then means nothing."""
        for _ in range(self._options.rounds):
            self._bounding = []
            for sort in sorted(self._sorts, key=str):
                terms = self._instances.ground.of_sort(sort)
                if sort.is_uninterpreted and len(terms) > size:
                    for term in terms[size:]:
                        self._bound(build.disjunction(*(build.equal(term, t) for t in terms[:size])))
            decision = self._loop(1)
            if decision is not None or self._instances.full:
                return decision
            if self.solver.check(self._numbers + self._bounding) != "sat":
                return None
        return None

    def _bound(self, statement: Term) -> None:
        self.solver.add(statement)
        self._bounding.append(self._next())

    def _next(self) -> int:
        self._total += 1
        return self._total - 1

    def _send(self) -> None:
        for instance in self._instances.made[self._sent :]:
            self.solver.add(instance.body)
            self._numbers.append(self._next())
        self._sent = len(self._instances.made)

    def _proved(self) -> Decision:
        core = self._minimal(self.solver.core())
        by_number = dict(zip(self._numbers, self._instances.made, strict=True))
        used = [by_number[n] for n in core]
        said = [self._z3("unsat")]
        if "cvc5" in self._options.solvers:
            said.append(_cvc5([i.body for i in used], self._options.resources))
        self.parts = tuple(
            Part(self._origin[id(i.universal)], i.universal.variables, i.values, i.universal.body, i.body) for i in used
        )
        positions = {part.origin for part in self.parts}
        return Decision(
            _joint([s.answer for s in said]),
            tuple(said),
            tuple(i.text() for i in used),
            tuple(sorted(p for p in positions if p >= 0)),
            None,
            len(self._instances.made),
        )

    def _minimal(self, core: list[int]) -> list[int]:
        """A core from which nothing can be left out."""
        kept = list(core)
        for number in core:
            if number not in kept:
                continue
            fewer = [n for n in kept if n != number]
            if self.solver.check(fewer) == "unsat":
                smaller = set(self.solver.core())
                kept = [n for n in fewer if n in smaller]
        return kept

    def _refuted(self, structure: Structure) -> Decision:
        said = [self._z3("sat")]
        if "cvc5" in self._options.solvers:
            bodies = [i.body for i in self._instances.made]
            said.append(_cvc5(bodies, self._options.resources))
        answer = Answer.ERROR if any(s.answer == "unsat" for s in said) else Answer.FAILS
        return Decision(answer, tuple(said), structure=structure, instances=len(self._instances.made))

    def _z3(self, answer: str, detail: str = "") -> Said:
        return Said("z3", answer, self.solver.resources(), self.solver.seconds, detail)
