"""Single steps that break isolation, found by trying, each with the obligation that must notice."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

from isolation_oracle import Who, heard, observers, place_of, values, waits

from septum.interpreter import Effect, Machine, State
from septum.interpreter.starting import sample_entries
from septum.spec.model import GuardKind, Outcome, Step

Named = tuple[str, str]
"""An obligation: its identifier and its observer."""


def alike(machine: Machine, state: State, who: Who, random: Random) -> State:
    """Another state that looks the same to an observer, as different as a few attempts make it."""
    found = state
    for _ in range(4):
        slot = random.choice(machine.layout.state_slots)
        entries = sample_entries(machine, slot.symbol.name, random, 8)
        kept = {place: value for place, value in entries.items() if random.random() < 0.6}
        other = machine.changed(found, {slot.symbol.name: kept})
        if machine.observing.same_view(state, other, *who) and not machine.check(other):
            found = other
    return found


def breaches(machine: Machine, state: State, unlike: State, random: Random) -> Iterator[Named]:
    """The obligations that single steps from `state`, and from states like it, refute.

    `unlike`: any other state; only births are compared with it. Invariants hold in both.
    """
    for who in observers(machine):
        other = alike(machine, state, who, random)
        done: list[tuple[Step, Effect]] = []
        births: list[tuple[Step, Effect]] = []
        for step in machine.active_steps:
            arguments = list(values(machine, step))
            for given in random.sample(arguments, min(len(arguments), 6)):
                ends = [e for e in machine.effects(state, step.name, given) if not waits(e)]
                others = [e for e in machine.effects(other, step.name, given) if not waits(e)]
                if machine.observing.own(step.name, given, *who):
                    for one in ends:
                        for two in others:
                            yield from _own(machine, step, one, two, who)
                else:
                    yield from _write(machine, state, ends, who)
                done += [(step, e) for e in (*ends, *others) if e.outcome is Outcome.DONE]
                if machine.observing.begins(step.name, given, *who):
                    ends += machine.effects(unlike, step.name, given)
                    births += [(step, e) for e in ends if e.outcome is Outcome.DONE]
        yield from _pairs(machine, done, births, who)


def _different(machine: Machine, one: State, two: State, who: Who) -> set[str]:
    return {str(key[0]) for key in machine.observing.differences(one, two, *who)}


def _write(machine: Machine, state: State, ends: list[Effect], who: Who) -> Iterator[Named]:
    for effect in ends:
        if effect.outcome is Outcome.DONE and not heard(effect, who):
            for view in _different(machine, state, effect.state, who):
                yield f"{effect.step}/o_write/{view}", who[0]


def _own(machine: Machine, step: Step, one: Effect, two: Effect, who: Who) -> Iterator[Named]:
    if one.outcome is Outcome.DONE and two.outcome is Outcome.DONE:
        if one.returned != two.returned:
            yield f"{step.name}/o_reply/reply", who[0]
        for view in _different(machine, one.state, two.state, who):
            yield f"{step.name}/o_own/{view}", who[0]
    places = place_of(step, one.guard), place_of(step, two.guard)
    if places[0] != places[1]:
        guard = step.guards[min(places)]
        if guard.kind not in (GuardKind.WAITS, GuardKind.DUTY):
            yield f"{step.name}/o_status/{guard.identifier.split('.', 1)[1]}", who[0]


def _pairs(
    machine: Machine, done: list[tuple[Step, Effect]], births: list[tuple[Step, Effect]], who: Who
) -> Iterator[Named]:
    order = {step.name: number for number, step in enumerate(machine.active_steps)}
    hearing = [
        (item, heard(item[1], who))
        for item in done
        if not machine.observing.own(item[1].step, item[1].arguments, *who) and heard(item[1], who)
    ]
    cases = [("o_birth", a, b) for a, b in combinations(births, 2)]
    # News are compared from states that look alike.
    cases += [("o_told", a, b) for (a, left), (b, right) in combinations(hearing, 2) if left == right]
    for clause, (first, one), (second, two) in cases:
        for view in _different(machine, one.state, two.state, who):
            names = sorted({first.name, second.name}, key=lambda name: order[name])
            yield f"{'+'.join(names)}/{clause}/{view}", who[0]
