"""A run of a profile that its development in Rocq shows to be possible: the longest of its stories, as data."""

from collections.abc import Iterator
from random import Random

from attrs import evolve

from septum.export.rocq.running import Claim, Happening, Run
from septum.export.rocq.running.run import number_of_check
from septum.interpreter import (
    Effect,
    ExampleFailure,
    ExampleResult,
    ExampleVerdict,
    Instance,
    Machine,
    State,
    instance_of,
    play_example,
    walk,
)
from septum.interpreter.instance import sorts_of
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.terms import Term
from septum.logic.walk import symbols
from septum.spec.model import Example, ExampleCall, ExampleFact, Model, Outcome

_WALK = 24
"""How long a run is made up where a profile tells none."""


def run_of(model: Model) -> Run:
    """The longest of the examples that plays, on an instance with two elements of each sort where it plays there too.

    Where there is none, some run of the steps. Raises ValueError where there is no state to start from.
    """
    stories = [e for e in model.examples if not e.without and not e.leak]
    for story in sorted(stories, key=lambda e: -len(e.script)):
        result = play_example(model, story)
        if result.verdict is ExampleVerdict.PLAYS:
            return _told(model, *_with_others(model, story, result))
    return _walked(model)


def _with_others(model: Model, story: Example, result: ExampleResult) -> tuple[Example, ExampleResult]:
    """The story with another element of each sort that has one only, unless it does not play then."""
    for sort in sorts_of(model):
        named = [p for p in story.parameters if p.sort == sort]
        if sort.is_uninterpreted and len(named) < 2:
            wider = evolve(story, parameters=(*story.parameters, *_others(sort, 2 - len(named), story)))
            played = play_example(model, wider)
            if played.verdict is ExampleVerdict.PLAYS:
                story, result = wider, played
    return story, result


def _others(sort: Sort, count: int, story: Example) -> Iterator[Term]:
    taken = {p.name for p in story.parameters}
    number = 0
    while count:
        name = f"other_{sort.name.lower()}{number or ''}"
        number += 1
        if name not in taken:
            count -= 1
            yield build.variable(name, sort)


def _told(model: Model, story: Example, result: ExampleResult) -> Run:
    instance = instance_of(model, story)
    assert not isinstance(instance, ExampleFailure)
    machine = Machine(model, instance)
    claims: list[Claim] = []
    effects = iter(result.effects)
    happened = 0
    for line in story.script:
        if isinstance(line, ExampleCall):
            happened += next(effects).outcome is not Outcome.IMPOSSIBLE
        elif _is_of_a_state(line):
            claims.append(Claim(happened, line.condition, {p.bare: p.name for p in story.parameters}))
    title = f"{story.name}: {story.doc}" if story.doc else story.name
    return _run(machine, title, machine.initial(), result.effects, tuple(claims))


def _is_of_a_state(fact: ExampleFact) -> bool:
    return any(not symbol.rigid for symbol in symbols(fact.condition))


def _walked(model: Model) -> Run:
    pairs = [build.variable(f"{s.name.lower()}{n}", s) for s in sorts_of(model) if s.is_uninterpreted for n in (1, 2)]
    nothing = Example("a_walk", "", tuple(pairs), (), model.span)
    instance = instance_of(model, nothing)
    if isinstance(instance, ExampleFailure):
        raise ValueError(f"{instance.expected}: {instance.found}")
    machine = Machine(model, instance)
    effects = tuple(walk(machine, Random(0), _WALK))
    return _run(machine, "Steps that can be done, one after another.", machine.initial(), effects, ())


def _run(machine: Machine, title: str, start: State, effects: tuple[Effect, ...], claims: tuple[Claim, ...]) -> Run:
    instance: Instance = machine.instance
    return Run(
        title,
        instance.elements,
        instance.constants,
        {slot.symbol.name: machine.entries(start, slot.symbol.name) for slot in machine.layout.state_slots},
        tuple(_happening(machine.model, effect) for effect in effects),
        claims,
    )


def _happening(model: Model, effect: Effect) -> Happening:
    check = None
    if effect.outcome is Outcome.REFUSED and effect.guard is not None:
        check = number_of_check(model.step(effect.step), effect.guard)
    return Happening(
        effect.step, effect.arguments, effect.outcome, effect.choices, check, effect.status, effect.returned
    )
