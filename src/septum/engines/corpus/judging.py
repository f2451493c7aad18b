"""One attack script: does it leak without what it names, and does what it names stop it?"""

from attrs import evolve, field, frozen

from septum.engines.corpus.leaks import find_leak
from septum.engines.corpus.results import ScriptResult, ScriptVerdict, Stop
from septum.engines.corpus.telling import Leak
from septum.engines.corpus.variations import content_sorts
from septum.interpreter import ExampleVerdict, Instance, Machine, instance_of, play_example
from septum.interpreter.effects import Effect, State
from septum.obligations import Obligation, generate
from septum.spec.model import Example, Model, Outcome, droppable, without

_NOTHING_SHOWN = (
    "the run happens and changes nobody's view unasked, and no run beside it was found (other words, steps left out) "
    "that somebody with the same inputs could tell from it"
)
_MOST_GUARDS = 8
"""How many guards are sought at most for a script that names none."""


@frozen(eq=False)
class Judged:
    """A script's result, and the obligation that its run breaks, for the solvers to confirm."""

    result: ScriptResult
    obligation: Obligation | None = field(default=None, repr=False)


def judge_script(model: Model, example: Example) -> Judged:
    """The verdict on one script.

    A script that names nothing that it is without is played as it is; what stops it is then found, and named.
    """
    result = ScriptResult(example.name, example.doc, ScriptVerdict.NOT_PLAYED, example.span, example.without)
    strangers = [text for name in example.without if (text := _no_part(model, name))]
    if strangers:
        return Judged(evolve(result, detail=strangers[0], place=example.span))
    if not example.without:
        example = evolve(example, without=_found_guards(model, example))
        result = evolve(result, without=example.without)
    weak = without(model, *example.without) if example.without else model
    played = play_example(model, example)
    if played.verdict is not ExampleVerdict.PLAYS:
        verdict = ScriptVerdict.BUDGET if played.verdict is ExampleVerdict.BUDGET else ScriptVerdict.NOT_PLAYED
        if played.failure is None:
            return Judged(evolve(result, verdict=verdict))
        text = f"expected {played.failure.expected}, found {played.failure.found}"
        if played.stopped is not None and example.without:
            text += f": what stops it is {_name(weak, played.stopped)}"
        return Judged(evolve(result, verdict=verdict, detail=text, place=played.failure.span))
    instance = instance_of(weak, example)
    assert isinstance(instance, Instance), "the script played"
    machine = Machine(weak, instance)
    start = machine.initial()
    leak = find_leak(model, machine, start, played.effects)
    if leak is None:
        text = f"{_NOTHING_SHOWN}{_too_few(machine)}"
        return Judged(evolve(result, verdict=ScriptVerdict.NO_LEAK, detail=text, place=example.span))
    result = evolve(result, attack=leak.attack, steps=len(leak.attack.moments))
    stops = _stops(model, example, instance, start, played.effects)
    if isinstance(stops, str):
        return Judged(evolve(result, verdict=ScriptVerdict.NOT_STOPPED, detail=stops, place=example.span))
    obligation = _broken_obligation(weak, leak)
    named = "" if obligation is None else obligation.identifier
    return Judged(evolve(result, verdict=ScriptVerdict.CAUGHT, stops=stops, obligation=named), obligation)


def _no_part(model: Model, name: str) -> str:
    """Why nothing of that name can be left out; empty where it can be."""
    assumption = next((a for a in model.assumptions if name in (a.name, a.identifier)), None)
    if assumption is not None:
        return "" if assumption.name in model.assumes else f"{model.name} does not assume {name}: nothing is left out"
    return (
        "" if name in droppable(model) else f"{name} is of a step that {model.name} excludes: leave out its assumption"
    )


def _too_few(machine: Machine) -> str:
    """A hint where there is one word only, so that none can take another's place."""
    alone = [sort.name for sort in content_sorts(machine) if machine.universe.size(sort) == 1]
    return "".join(f"; it has one {name} only, and a second would let it tell more" for name in alone)


def _found_guards(model: Model, example: Example) -> tuple[str, ...]:
    """What stops the script, one after the other; nothing more where it is stopped by what cannot be left out."""
    found: list[str] = []
    while len(found) < _MOST_GUARDS:
        played = play_example(model, evolve(example, without=tuple(found)))
        if played.verdict is not ExampleVerdict.FAILS or played.stopped is None:
            break
        name = _name(model, played.stopped)
        if name in found:
            break
        found.append(name)
    return tuple(found)


def _stops(
    model: Model, example: Example, instance: Instance, start: State, effects: tuple[Effect, ...]
) -> tuple[Stop, ...] | str:
    """Where each thing that is left out stops the run when it alone is not; what stops nothing, as a text."""
    if not example.without:
        return f"{model.name} does nothing against it"
    stops: list[Stop] = []
    tells = {tell.identifier for step in model.steps for tell in step.tells}
    for name in example.without:
        others = [other for other in example.without if other != name]
        partly = without(model, *others) if others else model
        stop = _told(partly, instance, start, effects, name) if name in tells else None
        stop = stop or _stop(partly, instance, start, effects)
        if stop is None:
            return f"the run happens with {_shown(model, name)} in force, too"
        stops.append(stop)
    return tuple(stops)


def _stop(model: Model, instance: Instance, start: State, effects: tuple[Effect, ...]) -> Stop | None:
    """The first step of a run that does not happen on this model."""
    machine = Machine(model, instance)
    state = start
    for number, effect in enumerate((e for e in effects if e.outcome is Outcome.DONE), 1):
        again = machine.perform(state, effect.step, effect.arguments, effect.choices)
        if again.outcome is not Outcome.DONE:
            span = again.guard.span if again.guard is not None else model.step(again.step).span
            return Stop(number, again.step, _name(model, again), str(again.outcome), again.status, span)
        state = again.state
    return None


def _told(model: Model, instance: Instance, start: State, effects: tuple[Effect, ...], tell: str) -> Stop | None:
    """The step that brings the news, where the run then shows nothing that is not told."""
    machine = Machine(model, instance)
    state, again, found = start, list[Effect](), None
    for effect in effects:
        again.append(machine.perform(state, effect.step, effect.arguments, effect.choices))
        state = again[-1].state
        if found is None and any(news.identifier == tell for news in again[-1].told):
            place = next(t.span for t in model.step(effect.step).tells if t.identifier == tell)
            number = sum(e.outcome is Outcome.DONE for e in again)
            found = Stop(number, effect.step, tell, "told", None, place)
    return None if found is None or find_leak(model, machine, start, tuple(again)) is not None else found


def _name(model: Model, stopped: Effect) -> str:
    """What stops a step: its guard, or the assumption by which it owes something or does not happen at all."""
    guard = stopped.guard
    if guard is not None and guard.assumption is None:
        return guard.identifier
    assumption = guard.assumption if guard is not None else model.step(stopped.step).unless
    assert assumption is not None, "a step without its guard is off because of an assumption"
    return model.assumption(assumption).identifier


def _shown(model: Model, name: str) -> str:
    found = next((a.identifier for a in model.assumptions if a.name == name), None)
    return found or name


def _broken_obligation(weak: Model, leak: Leak) -> Obligation | None:
    """The first obligation that the run itself shows to fail.

    Up to the first moment at which an invariant breaks all of them hold, so that the step taken then breaks the
    obligation to keep it. Where none breaks before the runs show something, it is the condition that they break.
    """
    moment, clause, entry = leak.moment, leak.clause, leak.entry
    first = next(((fact, number) for fact, number in leak.attack.broken if 0 < number <= moment), None)
    if first is not None:
        (entry, moment), clause = first, "o_inv"
    events = leak.attack.moments[moment - 1]
    steps = frozenset(event.step for event in (events.first, events.second) if event is not None)
    for obligation in generate(_with_one_clause(weak, clause), steps):
        about = (obligation.clause, obligation.target) == (clause, entry)
        if about and obligation.step in steps and obligation.other_step in (None, *steps):
            return obligation
    return None


def _with_one_clause(model: Model, name: str) -> Model:
    properties = (evolve(p, clauses=tuple(c for c in p.clauses if c.name == name)) for p in model.properties)
    return evolve(model, properties=tuple(properties))
