"""What sequences are worth: cores with a guard dropped or two refusals swapped, and which of them are noticed.

Up to the first answer that differs a mutated core is in the states that the sequence was made from. So each call of the
mutated step is asked there, and no run need be followed.
"""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve

from septum.engines.conformance.bench import Bench, Label
from septum.engines.conformance.covering import Chosen
from septum.engines.conformance.results import Change, Mutant, Notice
from septum.engines.conformance.targets import Aspect, Target
from septum.interpreter.effects import State
from septum.interpreter.steps import active_guards
from septum.logic.terms import TRUE
from septum.spec.model import Guard, GuardKind, Model, Step


def judge_mutants(model: Model, chosen: Sequence[Chosen], excluded: Collection[Target]) -> tuple[Mutant, ...]:
    """Every guard dropped and every two refusals of a step swapped. `excluded`: targets that no run hits, as proved."""
    asked = [_asked(one) for one in chosen]
    found: list[Mutant] = []
    for step in model.active_steps():
        for mutant in _mutants(step, active_guards(model, step)):
            line = _noticed(step, _mutated(model, step, mutant), asked)
            notice = Notice.NOTICED if line is not None else _unnoticed(model, mutant, excluded)
            found.append(evolve(mutant, notice=notice, line=line))
    return tuple(found)


def _mutants(step: Step, guards: tuple[Guard, ...]) -> Iterator[Mutant]:
    for number, guard in enumerate(guards):
        if guard.kind is not GuardKind.DUTY:
            yield Mutant(Change.DROPPED, step.name, number, -1, Notice.MISSED)
    for first, one in enumerate(guards):
        for second in range(first + 1, len(guards)):
            if one.kind is GuardKind.REFUSE is guards[second].kind and _can_swap(guards, first, second):
                yield Mutant(Change.SWAPPED, step.name, first, second, Notice.MISSED)


def _can_swap(guards: tuple[Guard, ...], first: int, second: int) -> bool:
    """Does the later speak of nothing that is chosen between?"""
    between = (guard.choice.bare for guard in guards[first:second] if guard.choice is not None)
    return guards[second].condition.bare.free.isdisjoint(between)


def _mutated(model: Model, step: Step, mutant: Mutant) -> tuple[Guard, ...]:
    guards = list(active_guards(model, step))
    if mutant.change is Change.DROPPED:
        guards[mutant.guard] = evolve(guards[mutant.guard], condition=TRUE)
    else:
        one, other = mutant.guard, mutant.other
        guards[one], guards[other] = guards[other], guards[one]
    return tuple(guards)


_Asked = tuple[Bench, list[tuple[State, Label]]]


def _asked(chosen: Chosen) -> _Asked:
    bench, state = chosen.run.bench, chosen.run.states[0]
    asked: list[tuple[State, Label]] = []
    for call in chosen.calls:
        asked.append((state, call.label))
        state = bench.take(state, call.label) or state
    return bench, asked


def _noticed(step: Step, guards: tuple[Guard, ...], asked: Sequence[_Asked]) -> tuple[int, int] | None:
    for number, (bench, calls) in enumerate(asked):
        for place, (state, label) in enumerate(calls):
            if bench.model.steps[label[0]] is step and bench.answer(state, label, guards) != bench.answer(state, label):
                return number, place
    return None


def _unnoticed(model: Model, mutant: Mutant, excluded: Collection[Target]) -> Notice:
    """A mutant is like the core where everything that could tell them apart is excluded."""
    step = mutant.step
    if mutant.change is Change.SWAPPED:
        telling = {Target(Aspect.ORDER, step, mutant.guard, mutant.other)}
    else:
        guards = active_guards(model, model.step(step))
        status = guards[mutant.guard].status
        telling = {Target(Aspect.ALONE if status is not None else Aspect.WITHHELD, step, mutant.guard)}
        later = range(mutant.guard + 1, len(guards)) if status is not None else ()
        telling |= {Target(Aspect.ORDER, step, mutant.guard, n) for n in later if guards[n].status is not None}
    return Notice.ALIKE if telling <= set(excluded) else Notice.MISSED
