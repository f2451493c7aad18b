"""A workload as goals: moments that must come one after the other, whatever happens between them."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from septum.diagnostics import Span
from septum.logic import build
from septum.logic.show import show
from septum.logic.terms import Term
from septum.logic.walk import substitute, symbols
from septum.spec.model import Example, ExampleCall, ExampleFact, Model, Outcome, StepKind


@frozen(eq=False)
class Goal:
    """A moment: a state in which `facts` hold and, unless it is None, `event` happens."""

    facts: tuple[ExampleFact, ...]
    event: ExampleCall | None

    @property
    def span(self) -> Span:
        """Where it is said."""
        return self.event.span if self.event is not None else self.facts[-1].span

    @property
    def text(self) -> str:
        """`store(cpu, alice, gfn, page, word)`, or what must hold."""
        if self.event is not None:
            return f"{self.event.step}({', '.join(map(show, self.event.arguments))})"
        return " and ".join(show(fact.condition) for fact in self.facts)


def goals_of(workload: Example) -> tuple[Goal, ...]:
    """The goals of a workload. Asserts about constants alone are no goals: they choose the machine."""
    return tuple(_goals(workload))


def machine_of(workload: Example) -> tuple[ExampleFact, ...]:
    """What a workload asserts of constants alone."""
    return tuple(line for line in workload.script if isinstance(line, ExampleFact) and _is_rigid(line))


def _is_rigid(fact: ExampleFact) -> bool:
    return all(symbol.rigid for symbol in symbols(fact.condition))


def _goals(workload: Example) -> Iterator[Goal]:
    facts: list[ExampleFact] = []
    for line in workload.script:
        if isinstance(line, ExampleFact):
            if not _is_rigid(line):
                facts.append(line)
            continue
        yield Goal(tuple(facts), line)
        facts = []
    if facts:
        yield Goal(tuple(facts), None)


def is_done(goal: Goal) -> bool:
    """Is it something that happens, not something that must be refused or impossible?"""
    return goal.event is None or goal.event.expected is Outcome.DONE


def capabilities_of(model: Model) -> tuple[str, ...]:
    """The universe: everything that can be asked of the core."""
    return tuple(step.name for step in model.active_steps() if step.kind is StepKind.CAPABILITY)


def named(workload: Example) -> dict[Term, Term]:
    """For each parameter of a workload an arbitrary constant: `~` keeps it apart from every other name."""
    return {p.bare: build.variable(f"{p.name}~named", p.sort) for p in workload.parameters}


def about_named(term: Term, names: Mapping[Term, Term]) -> Term:
    """The term, about these constants."""
    return substitute(term.bare, names)
