"""From runs that leak to an attack, and to the condition of isolation that they break first."""

from attrs import frozen

from septum.engines.corpus.ranking import Found
from septum.engines.corpus.watching import answer_of
from septum.engines.refute.explain import attack_of
from septum.engines.refute.goals import GoalKind
from septum.engines.refute.play import Game
from septum.engines.refute.texts import entry_text, shown
from septum.engines.results import Attack, Change
from septum.interpreter.effects import Entry
from septum.interpreter.machine import Machine
from septum.spec.model import Model


@frozen
class Leak:
    """An attack, and the first moment at which its runs break a condition of isolation: which, and for which entry.

    An entry is a view, a guard or `reply`. The invariants that break before are in the attack.
    """

    attack: Attack
    moment: int
    clause: str
    entry: str


def leak_of(original: Model, found: Found) -> Leak:
    """The leak that was found. `original`: the model that lacks nothing."""
    machine = found.watched.machine
    attack = _attack(original, machine, found)
    fall = found.fall
    match found.goal.kind:
        case GoalKind.WRITE:
            return Leak(attack, fall.moment, "o_write", fall.name)
        case GoalKind.BIRTH:
            return Leak(attack, *_first_birth(found))
        case GoalKind.VIOLATION:
            return Leak(attack, fall.moment, "o_inv", fall.name)
        case _:
            return Leak(attack, *_first_difference(found))


def _first_birth(found: Found) -> tuple[int, str, str]:
    """The moment at which the life begins that shows, then or later, what was before it."""
    watched, game = found.watched, found.game
    pairs = enumerate(zip(*game.runs, strict=True), 1)
    for moment, (one, other) in reversed(list(pairs)):
        if one is not None and other is not None and watched.begins(one.effect):
            states = (one.effect.state, other.effect.state)
            seen = watched.machine.observing.differences(*states, watched.observer.name, watched.viewer)
            if seen:
                return moment, "o_birth", str(next(iter(seen))[0])
    raise AssertionError("a life begins differently where a birth falls")


def _first_difference(found: Found) -> tuple[int, str, str]:
    """The moment at which two runs begin to differ for the observer, and the condition that is broken there."""
    watched, game = found.watched, found.game
    states = list(game.starts)
    for moment, pair in enumerate(zip(*game.runs, strict=True), 1):
        states = [s if p is None else p.effect.state for s, p in zip(states, pair, strict=True)]
        one, other = pair
        own = one is not None and other is not None and watched.is_own(one.effect)
        if one is not None and other is not None and own and answer_of(one) != answer_of(other):
            guard = one.effect.guard or other.effect.guard
            if guard is None:
                return moment, "o_reply", "reply"
            return moment, "o_status", guard.identifier.split(".", 1)[1]
        seen = watched.machine.observing.differences(states[0], states[1], watched.observer.name, watched.viewer)
        if seen:
            told = one is not None and watched.is_input(one.effect)
            return moment, "o_own" if own else "o_told" if told else "o_write", str(next(iter(seen))[0])
    raise AssertionError("the runs differ where they fall")


def _attack(original: Model, machine: Machine, found: Found) -> Attack:
    constants = tuple(
        Change(entry_text(Entry(name, arguments, value, value)), "", shown(value))
        for name, meaning in machine.instance.constants.items()
        for arguments, value in meaning.items()
        if value is not False
    )
    return attack_of(
        machine.model, original, found.goal, found.game, found.fall, constants, _start(machine, found.game)
    )


def _start(machine: Machine, game: Game) -> tuple[Change, ...]:
    """The entries in which two starts differ."""
    if len(game.starts) < 2:
        return ()
    changes: list[Change] = []
    for slot in machine.layout.state_slots:
        name = slot.symbol.name
        first, second = (machine.entries(state, name) for state in game.starts)
        for arguments in sorted({**first, **second}, key=str):
            one, two = (machine.read(state, name, *arguments) for state in game.starts)
            if one != two:
                text = entry_text(Entry(name, arguments, one, two))
                changes.append(Change(text, shown(one), shown(two)))
    return tuple(changes)
