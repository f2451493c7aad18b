"""Executing a run on the specification, every call and every invariant checked."""

from collections import Counter
from collections.abc import Sequence

from attrs import evolve, frozen

from septum.interpreter.instance import Instance, sorts_of
from septum.interpreter.machine import Machine
from septum.interpreter.states import Entries
from septum.spec.model import Home, Model, Outcome
from septum.workload.allocation import Allocation
from septum.workload.deployment import Deployment
from septum.workload.lifecycle.build import lifecycle
from septum.workload.lifecycle.calls import Call, Lifecycle
from septum.workload.verdicts import Finding


@frozen
class LifecycleFailure:
    """Where a run stopped: after `number` calls that were as they must be, at `call`, for that reason."""

    number: int
    call: Call | None
    reason: str


@frozen
class LifecycleResult:
    """What came of a run. `phases`: each with the number of calls that were as they must be.

    `booted`: the guests that were there at the beginning.
    """

    verdict: Finding
    steps: int
    phases: tuple[tuple[str, int], ...]
    replaced: str
    failure: LifecycleFailure | None = None
    booted: tuple[str, ...] = ()


def run_lifecycle(model: Model, deployment: Deployment, allocation: Allocation) -> LifecycleResult:
    """Execute the lifecycle of a deployment on `model`, step by step, to the first thing that is not as it must be.

    Every call must be done, give what it must give, and keep every invariant; so must the start. The verdict is
    NOT_RUN where the model lacks steps, sorts or constants that the lifecycle speaks of. Of a sort that the lifecycle
    does not speak of the machine has one element.
    """
    return run_calls(model, lifecycle(deployment, allocation))


def run_calls(model: Model, run: Lifecycle) -> LifecycleResult:
    """Execute a run on `model`; as `run_lifecycle` does."""
    missing = _missing(model, run.calls)
    if missing:
        return _not_run(run, missing)
    try:
        machine = Machine(model, _completed(model, run.instance))
        state = machine.initial(_left(machine, run.left))
    except ValueError as error:
        return _not_run(run, str(error))
    done: Counter[str] = Counter()
    broken = machine.check(state)
    if broken:
        return _broken(run, done, None, f"at the start, {broken[0].fact.name} fails")
    for call in run.calls:
        parameters = [parameter.name for parameter in model.step(call.step).parameters]
        effect = machine.perform(state, call.step, [call.arguments[name] for name in parameters])
        if effect.outcome is not Outcome.DONE:
            why = effect.status or (effect.guard.identifier if effect.guard is not None else "it is not possible")
            return _broken(run, done, call, f"{effect.outcome}: {why}")
        state = effect.state
        if call.returns is not None and effect.returned != call.returns:
            return _broken(run, done, call, f"gives {effect.returned}, not {call.returns}")
        violations = machine.check_changed(state, effect.changed)
        if violations:
            where = ", ".join(str(value) for value in violations[0].arguments)
            return _broken(run, done, call, f"{violations[0].fact.name} fails for {where}")
        done[call.phase] += 1
    return LifecycleResult(Finding.HOLDS, done.total(), tuple(done.items()), run.replaced, booted=_booted(run))


def _completed(model: Model, instance: Instance) -> Instance:
    """The instance with an element of each sort that it says nothing of: a sort is never empty."""
    others = (sort.name for sort in sorts_of(model) if sort.is_uninterpreted and sort.name not in instance.elements)
    return evolve(instance, elements={**instance.elements, **{name: (f"some {name}",) for name in others}})


def _left(machine: Machine, word: str) -> Entries:
    """The word everywhere in the content of a machine."""
    content = [declared.symbol for declared in machine.model.symbols if declared.home is Home.CONTENT]
    word_sort = next((s.name for s in machine.model.sorts if word in machine.instance.elements.get(s.name, ())), "")
    return {
        symbol.name: dict.fromkeys(machine.universe.arguments(symbol.domain), word)
        for symbol in content
        if symbol.codomain.name == word_sort
    }


def _missing(model: Model, calls: Sequence[Call]) -> str:
    """What the model lacks for these calls; empty where it has everything."""
    steps = {step.name: frozenset(p.name for p in step.parameters) for step in model.active_steps()}
    for call in calls:
        if call.step not in steps:
            return f"{model.name} has no step {call.step}"
        if steps[call.step] != frozenset(call.arguments):
            return f"{call.step} of {model.name} takes {', '.join(sorted(steps[call.step]))}"
    return ""


def _booted(run: Lifecycle) -> tuple[str, ...]:
    return tuple(name for name in run.instance.elements["Guest"] if name != run.successor)


def _not_run(run: Lifecycle, reason: str) -> LifecycleResult:
    return LifecycleResult(Finding.NOT_RUN, 0, (), run.replaced, LifecycleFailure(0, None, reason))


def _broken(run: Lifecycle, done: Counter[str], call: Call | None, reason: str) -> LifecycleResult:
    failure = LifecycleFailure(done.total(), call, reason)
    return LifecycleResult(Finding.BROKEN, done.total(), tuple(done.items()), run.replaced, failure)
