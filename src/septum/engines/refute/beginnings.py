"""What runs begin with: the constants of their instance, and in what two starts differ."""

from collections.abc import Iterator

from septum.engines.refute.play import Game
from septum.engines.refute.skeleton import Skeleton
from septum.engines.refute.texts import entry_text, shown
from septum.engines.results import Change
from septum.interpreter.effects import Entry
from septum.logic import Symbol, Term
from septum.logic.walk import symbols
from septum.spec.model import Model, Step


def constants_read(model: Model, game: Game, skeleton: Skeleton) -> tuple[Change, ...]:
    """The constants that the steps of the runs read: what is true, and what could be otherwise."""
    taken = {played.effect.step for run in game.runs for played in run if played is not None}
    read: set[Symbol] = set()
    for name in sorted(taken):
        for term in _terms(model.step(name)):
            read |= symbols(term.bare)
    names = game.names
    found: list[Change] = []
    for symbol, entries in skeleton.constants.items():
        open_map = not symbol.is_relation and skeleton.scope.size(symbol.codomain) > 1
        for at, value in entries.items():
            if symbol in read and (value is True or open_map):
                plain = names.plain(symbol.codomain, value)
                text = entry_text(Entry(symbol.name, names.plains(symbol.domain, at), plain, plain))
                found.append(Change(text, "", shown(plain)))
    return tuple(found)


def starts_apart(game: Game, skeleton: Skeleton) -> tuple[Change, ...]:
    """The entries in which two initial states differ."""
    if len(skeleton.initial) < 2:
        return ()
    first, second = skeleton.initial
    names = game.names
    found: list[Change] = []
    for symbol, entries in first.items():
        for at, value in entries.items():
            other = second[symbol][at]
            if value != other:
                one, two = (names.plain(symbol.codomain, v) for v in (value, other))
                text = entry_text(Entry(symbol.name, names.plains(symbol.domain, at), one, two))
                found.append(Change(text, shown(one), shown(two)))
    return tuple(found)


def _terms(step: Step) -> Iterator[Term]:
    for guard in step.guards:
        yield guard.condition
    for update in step.updates:
        yield from (*update.at, update.condition, update.value)
    if step.returns is not None:
        yield step.returns
