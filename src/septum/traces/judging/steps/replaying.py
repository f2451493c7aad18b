"""A run of steps on the interpreter, line by line, next to what a core answered."""

from collections.abc import Sequence

from attrs import frozen

from septum.interpreter import Effect, Machine, State, Violation
from septum.spec.model import Outcome, Step
from septum.traces.events import Place
from septum.traces.judging.steps.checking import Prepared
from septum.traces.judging.steps.encoding import decoded, encoded, same_told, same_value, told_of
from septum.traces.recording.calls import IMPOSSIBLE, OK, Answer, StepCall

_MOST_STATES = 256


@frozen
class Divergence:
    """A line at which a core and the profile differ. `what`: `status`, `value`, `told` or `expect`.

    `effect`: what the profile does there.
    """

    place: Place
    call: StepCall
    what: str
    effect: Effect


@frozen
class Broken:
    """A line after which a fact of the profile no longer holds."""

    place: Place
    call: StepCall
    violation: Violation


@frozen
class Replayed:
    """What came of a replay. `compared`: how many answers were compared; `waiting`: how many lines wait for an answer;
    `stopped`: the line at which the run went where the profile cannot follow, and how many come after it.
    """

    divergences: tuple[Divergence, ...]
    broken: tuple[Broken, ...]
    compared: int
    waiting: int
    stopped: tuple[Place, int] | None = None
    too_many: Place | None = None


def replay_calls(prepared: Prepared) -> Replayed:
    """Take the steps of a run one after another, and compare.

    Where the run does not say what was chosen inside a step, every choice is followed that agrees with its answers.
    """
    machine = prepared.machine
    states: list[State] = [prepared.start]
    divergences: list[Divergence] = []
    failing = machine.check(prepared.start)[:1] if prepared.calls else ()
    broken = [Broken(*prepared.calls[0], violation) for violation in failing]
    compared = waiting = 0
    for number, (place, call) in enumerate(prepared.calls):
        effects = [effect for state in states for effect in _effects(machine, state, call)]
        compared += call.answer.status is not None
        waiting += call.answer.status is None and call.expect is not None
        wrong = _divergence(place, call, effects)
        if wrong is not None:
            divergences.append(wrong)
            if _followed(call.answer, wrong.effect) == "no":
                after = len(prepared.calls) - number - 1
                return Replayed(tuple(divergences), tuple(broken), compared, waiting, (place, after))
        kept = effects if wrong is not None else [effect for effect in effects if _agrees(call, effect) == "yes"]
        refused = call.answer.status not in (None, OK)
        states = states if refused else list(dict.fromkeys(effect.state for effect in kept))
        for effect in kept[:1]:
            broken += [Broken(place, call, v) for v in machine.check_changed(effect.state, effect.changed)[:1]]
        if len(states) > _MOST_STATES:
            return Replayed(tuple(divergences), tuple(broken), compared, waiting, too_many=place)
    return Replayed(tuple(divergences), tuple(broken), compared, waiting)


def status_of(effect: Effect) -> str:
    """How a step ended, as runs write it."""
    if effect.outcome is Outcome.DONE:
        return OK
    return effect.status if effect.outcome is Outcome.REFUSED and effect.status is not None else IMPOSSIBLE


def answer_of(effect: Effect) -> Answer:
    """What the profile answers, as runs write it."""
    if effect.outcome is not Outcome.DONE:
        return Answer(status_of(effect))
    value = None if effect.returned is None else encoded(effect.returned)
    return Answer(OK, value, told_of(effect.told))


def _effects(machine: Machine, state: State, call: StepCall) -> list[Effect]:
    step = machine.model.step(call.step)
    arguments = [decoded(p.sort, call.arguments[p.name]) for p in step.parameters]
    if call.choices or not step.choices:
        return [machine.perform(state, call.step, arguments, _chosen(step, call))]
    return list(machine.effects(state, call.step, arguments))


def _chosen(step: Step, call: StepCall) -> Sequence[str | bool | frozenset[str]]:
    return [decoded(choice.sort, value) for choice, value in zip(step.choices, call.choices, strict=False)]


def _divergence(place: Place, call: StepCall, effects: Sequence[Effect]) -> Divergence | None:
    """How a line differs from all that the profile can do there; None where it agrees with one."""
    if any(_agrees(call, effect) == "yes" for effect in effects):
        return None
    nearest = max(effects, key=lambda effect: _score(call, effect))
    for answer, expected in ((call.answer, "no"), (call.expect, "yes")):
        what = "" if answer is None else _difference(answer, nearest)
        if what:
            return Divergence(place, call, "expect" if expected == "yes" else what, nearest)
    raise AssertionError("what does not agree differs in something")


def _agrees(call: StepCall, effect: Effect) -> str:
    expected = call.expect is None or not _difference(call.expect, effect)
    return "yes" if expected and not _difference(call.answer, effect) else "no"


def _score(call: StepCall, effect: Effect) -> int:
    order = ("status", "value", "told", "")
    first = order.index(_difference(call.answer, effect))
    return 4 * first + (0 if call.expect is None else order.index(_difference(call.expect, effect)))


def _difference(answer: Answer, effect: Effect) -> str:
    """In what an answer differs from what the profile does: `status`, `value`, `told`; empty where in nothing."""
    ours = answer_of(effect)
    if answer.status is not None and answer.status != ours.status:
        return "status"
    if answer.value is not None and same_value(answer.value, ours.value) == "no":
        return "value"
    if answer.told is not None and same_told(answer.told, ours.told or ()) == "no":
        return "told"
    return ""


def _followed(answer: Answer, effect: Effect) -> str:
    """Can the replay go on? Not where the core did what the profile does not do."""
    return "no" if answer.status == OK and effect.outcome is not Outcome.DONE else "yes"
