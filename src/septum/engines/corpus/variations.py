"""Other runs in which an observer has the same inputs as in a script's: what it may not be able to tell apart.

A script is one run, and a secret that is read shows only beside another. So what the observer has no part in is
changed: another word is stored, something is left out, all that one party does is left out, memory holds something
else at the start. What cannot happen any more is left out as well. The observer's own requests and its news stay.
"""

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from septum.engines.corpus.watching import Run, Watched
from septum.engines.refute.play import Played
from septum.interpreter.effects import Action, Effect, State
from septum.interpreter.instance import Value
from septum.interpreter.machine import Machine
from septum.logic import Sort
from septum.spec.model import GuardKind, Home, Outcome


@frozen(eq=False)
class Variation:
    """`changed`: by moment, from 0, the action that is taken instead, or None. `start`: another start.

    `chosen`: by moment, what is chosen inside instead. Nobody says what is, so that this may differ in inputs, too.
    """

    changed: Mapping[int, Action | None] = field(factory=dict[int, Action | None])
    start: State | None = None
    chosen: Mapping[int, tuple[Value, ...]] = field(factory=dict[int, tuple[Value, ...]])


def variations(watched: Watched, moments: tuple[int, ...]) -> Iterator[Variation]:
    """What may be otherwise at these moments, the likeliest to tell something first."""
    actions = {i: watched.run[i].effect.action for i in moments}
    yield from _other_words(watched.machine, actions)
    for moment in moments:
        yield Variation({moment: None})
    parties: dict[Value, dict[int, Action | None]] = {}
    for moment in moments:
        parties.setdefault(_party(watched, moment), {})[moment] = None
    yield from (Variation(left_out) for left_out in parties.values() if len(left_out) > 1)
    yield from _other_choices(watched)
    yield from _other_starts(watched)


def other_run(watched: Watched, variation: Variation, birth: int = 0) -> tuple[State, Run]:
    """The run that comes of it, as far as the observer's inputs can be the same.

    `birth`: the moment, from 0, with which the observer's life begins; what it asked and heard before does not count.
    """
    start = state = watched.start if variation.start is None else variation.start
    first = 0 if variation.start is not None else min((*variation.changed, *variation.chosen), default=0)
    run: list[Played | None] = []
    for moment, played in enumerate(watched.run):
        if moment < first:
            run.append(played)
            state = played.effect.state
            continue
        is_input = moment >= birth and watched.is_input(played.effect)
        if is_input:
            choices = variation.chosen.get(moment, played.effect.choices)
            effect = _again(watched, state, evolve(played.effect, choices=choices))
        else:
            action = variation.changed.get(moment, played.effect.action)
            if action is not None and moment in variation.chosen:
                action = evolve(action, choices=variation.chosen[moment])
            effect = _apart(watched, state, action, moment < birth)
        if effect is None and is_input:
            break
        run.append(None if effect is None else Played(state, effect))
        if effect is not None:
            state = effect.state
            if is_input and effect.outcome is Outcome.IMPOSSIBLE is not played.effect.outcome:
                break
    return start, tuple(run)


def _again(watched: Watched, state: State, effect: Effect) -> Effect | None:
    """The same input in another state; None where it cannot come about, for want of time or because others differ."""
    machine = watched.machine
    again = machine.perform(state, effect.step, effect.arguments, effect.choices)
    if again.outcome is Outcome.IMPOSSIBLE and effect.choices:
        again = next(iter(machine.effects(state, effect.step, effect.arguments)))
    if watched.is_own(effect):
        late = again.outcome is Outcome.IMPOSSIBLE and (again.guard is None or again.guard.kind is GuardKind.WAITS)
        return None if late else again
    return again if again.outcome is Outcome.DONE and watched.heard(again) == watched.heard(effect) else None


def _apart(watched: Watched, state: State, action: Action | None, unborn: bool) -> Effect | None:
    """What others do, where they still can and the observer has no part in it, or is `unborn`."""
    if action is None:
        return None
    effect = watched.machine.perform(state, action.step, action.arguments, action.choices)
    counts = effect.outcome is Outcome.DONE and (unborn or not watched.is_input(effect))
    return effect if counts else None


def _other_words(machine: Machine, actions: Mapping[int, Action]) -> Iterator[Variation]:
    """Other data: one word for another wherever it is said, then in one place alone."""
    for sort in content_sorts(machine):
        for word in machine.universe.values(sort):
            uses = {i: a for i, a in actions.items() if word in _data(machine, a, sort)}
            for other in machine.universe.values(sort):
                if other == word or not uses:
                    continue
                yield Variation({i: _replaced(machine, a, sort, word, other) for i, a in uses.items()})
                if len(uses) > 1:
                    for moment, action in uses.items():
                        yield Variation({moment: _replaced(machine, action, sort, word, other)})


def _data(machine: Machine, action: Action, sort: Sort) -> tuple[Value, ...]:
    parameters = machine.model.step(action.step).parameters
    return tuple(a for p, a in zip(parameters, action.arguments, strict=True) if p.sort == sort)


def _replaced(machine: Machine, action: Action, sort: Sort, word: Value, other: Value) -> Action:
    parameters = machine.model.step(action.step).parameters
    arguments = (
        other if p.sort == sort and a == word else a for p, a in zip(parameters, action.arguments, strict=True)
    )
    return evolve(action, arguments=tuple(arguments))


def content_sorts(machine: Machine) -> tuple[Sort, ...]:
    """The sorts of what is stored: those of which contents are."""
    found = (d.symbol.codomain for d in machine.model.symbols if d.home is Home.CONTENT)
    return tuple(dict.fromkeys(sort for sort in found if sort.is_uninterpreted))


def _other_choices(watched: Watched) -> Iterator[Variation]:
    for moment, played in enumerate(watched.run):
        effect = played.effect
        for choices in (
            watched.machine.choices_of(played.before, effect.step, effect.arguments) if effect.choices else ()
        ):
            if choices != effect.choices:
                yield Variation(chosen={moment: choices})


def _party(watched: Watched, moment: int) -> Value:
    effect = watched.run[moment].effect
    step = watched.machine.model.step(effect.step)
    if step.actor.parameter is None:
        return f"by {step.actor.principal}"
    return effect.arguments[[p.bare for p in step.parameters].index(step.actor.parameter.bare)]


def _other_starts(watched: Watched) -> Iterator[Variation]:
    """Starts that look the same and differ in one stored word."""
    machine = watched.machine
    for declared in machine.model.symbols:
        if declared.home is not Home.CONTENT:
            continue
        symbol = declared.symbol
        for arguments in machine.universe.arguments(symbol.domain):
            now = machine.read(watched.start, symbol.name, *arguments)
            for value in machine.universe.values(symbol.codomain):
                if value == now:
                    continue
                start = machine.changed(watched.start, {symbol.name: {arguments: value}})
                initial = not any(machine.program.fails(fact)(start) for fact in machine.model.initially)
                if initial and watched.sees_the_same(watched.start, start):
                    yield Variation(start=start)
