"""Obligations about facts that are kept, and about goals that cannot be reached."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from septum.engines.capabilities.goals import Goal, about_named, machine_of, named
from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.logic import build
from septum.logic.terms import FALSE, Term
from septum.logic.walk import in_state, symbols
from septum.obligations.facts import instance, supposed
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.spec.model import Example, Fact, GuardKind, Model, Step

_STATE = "s"


@frozen(eq=False)
class Statements:
    """A model less some capabilities, and things of a workload by name, which are different."""

    model: Model
    workload: Example
    settings: Settings
    names: Mapping[Term, Term] = field(init=False)
    _always: tuple[Hypothesis, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        names = named(self.workload)
        object.__setattr__(self, "names", names)
        given = [supposed(fact, _STATE) for fact in (*self.model.axioms, *self.model.invariants)]
        object.__setattr__(self, "_always", (*given, *_different(tuple(names.values())), *self._machine()))

    def _machine(self) -> Iterable[Hypothesis]:
        """What the workload says of constants: it is about machines on which that is so."""
        for number, fact in enumerate(machine_of(self.workload)):
            term = lower(in_state(about_named(fact.condition, self.names), _STATE))
            yield Hypothesis(f"machine fact{number} {_STATE}", term)

    def kept(self, fact: Fact, step: Step, facts: Sequence[Fact]) -> Obligation:
        """The step keeps the fact, where all facts hold before it."""
        event = self._event(step, None)
        hypotheses = (*self._always, *(supposed(f, _STATE) for f in facts), *_passed(event))
        return _obligation(f"{step.name}/kept/{fact.name}", fact, hypotheses, event.after(instance(fact)))

    def concerned(self, fact: Fact) -> tuple[Step, ...]:
        """The steps that write what the fact speaks of."""
        read = symbols(fact.body)
        return tuple(step for step in map(self._bound, self.model.active_steps()) if not step.writes.isdisjoint(read))

    def at(self, goal: Goal, fact: Fact, facts: Sequence[Fact]) -> Obligation:
        """Where the goal is reached the fact holds, if all facts do."""
        return _obligation(f"at/{fact.name}", fact, self._reached(goal, facts), in_state(instance(fact), _STATE))

    def excluded(self, goal: Goal, facts: Sequence[Fact]) -> Obligation:
        """The goal is not reached where all facts hold."""
        return Obligation(
            "excluded", "excluded", None, None, None, goal.text, goal.span, "", "", self._reached(goal, facts), FALSE
        )  # fmt: skip

    def proved(self, obligations: Iterable[Obligation]) -> list[frozenset[str] | None]:
        """For each obligation the names of the facts that its proof used; None where it is not proved."""
        listed = list(obligations)
        found: list[frozenset[str] | None] = []
        for outcome in judge(listed, self.settings):
            # A hypothesis is called by its kind, its name and the state.
            used = frozenset(name.split(" ", 1)[1].rpartition(" ")[0] for name in outcome.hypotheses if " " in name)
            found.append(used if outcome.verdict is Verdict.PROVED else None)
        return found

    def _reached(self, goal: Goal, facts: Sequence[Fact]) -> tuple[Hypothesis, ...]:
        holding = [about_named(fact.condition, self.names) for fact in goal.facts]
        said = [Hypothesis(f"goal fact{n} {_STATE}", lower(in_state(t, _STATE))) for n, t in enumerate(holding)]
        passed: tuple[Hypothesis, ...] = ()
        if goal.event is not None:
            arguments = [about_named(argument, self.names) for argument in goal.event.arguments]
            passed = _passed(self._event(self._bound(self.model.step(goal.event.step)), arguments))
        return (*self._always, *(supposed(f, _STATE) for f in facts), *said, *passed)

    def _event(self, step: Step, arguments: Sequence[Term] | None) -> Event:
        given = arguments or [build.variable(f"{p.name}~", p.sort) for p in step.parameters]
        values = {p.bare: value for p, value in zip(step.parameters, given, strict=True)}
        values |= {c.bare: build.variable(f"{c.name}~chosen", c.sort) for c in step.choices}
        return Event(step, _STATE, values)

    def _bound(self, step: Step) -> Step:
        """The step less the duties that the profile does not assume to be kept."""
        guards = tuple(g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in self.model.assumes)
        return step if len(guards) == len(step.guards) else evolve(step, guards=guards)


def start_excludes(model: Model, facts: Sequence[Fact], settings: Settings) -> list[bool]:
    """For each fact: does it hold at every start?"""
    hypotheses = tuple(supposed(fact, _STATE) for fact in (*model.axioms, *model.initially))
    listed = [_obligation(f"start/{f.name}", f, hypotheses, in_state(instance(f), _STATE)) for f in facts]
    return [outcome.verdict is Verdict.PROVED for outcome in judge(listed, settings)]


def _different(constants: Sequence[Term]) -> Iterable[Hypothesis]:
    for index, one in enumerate(constants):
        for other in constants[index + 1 :]:
            if one.sort == other.sort:
                yield Hypothesis(f"named {one.name}, {other.name} {_STATE}", build.negate(build.equal(one, other)))


def _passed(event: Event) -> tuple[Hypothesis, ...]:
    return tuple(Hypothesis(f"guard {g.identifier} {_STATE}", event.holds(g)) for g in event.step.guards)


def _obligation(name: str, fact: Fact, hypotheses: tuple[Hypothesis, ...], goal: Term) -> Obligation:
    return Obligation(name, "kept", None, None, None, fact.name, fact.span, "", "", hypotheses, goal)
