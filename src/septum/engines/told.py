"""Attacks that scripts tell: played on a weakened model, they need not be searched."""

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from septum.engines.corpus.leaks import find_leak
from septum.engines.refute.delivered import is_delivered
from septum.engines.results import Attack
from septum.interpreter import ExampleVerdict, Instance, Machine, instance_of, play_example
from septum.spec.model import Example, Model

Scripts = Callable[[], Sequence[Example]]
"""Where attack scripts come from. They are asked for only where no attack is at hand without them."""


def told_attack(original: Model, weak: Model, scripts: Sequence[Example], *identifiers: str) -> Attack | None:
    """The best attack on `weak`, which is `original` less `identifiers`, that a script without them tells; else None.

    Best is one that shows what the victim gets to work with, then the shortest. The interpreter plays it; what the
    script says of itself is not believed.
    """
    found: list[Attack] = []
    for script in _concerned(original, scripts, frozenset(identifiers)):
        attack = _played(original, weak, script)
        if attack is not None:
            found.append(attack)
    return min(found, key=lambda a: (not is_delivered(original, a.fall), len(a.moments)), default=None)


def better(original: Model, found: Attack | None, told: Attack | None) -> Attack | None:
    """Of two attacks, the one that shows what the victim gets to work with; the first where both do, or neither."""
    if found is None or told is None:
        return found or told
    return told if is_delivered(original, told.fall) and not is_delivered(original, found.fall) else found


def _concerned(model: Model, scripts: Sequence[Example], wanted: frozenset[str]) -> Iterator[Example]:
    for example in scripts:
        if example.leak and frozenset(_identifier(model, name) for name in example.without) == wanted:
            yield example


def _identifier(model: Model, name: str) -> str:
    try:
        return model.assumption(name).identifier
    except KeyError:
        return name


def _played(original: Model, weak: Model, script: Example) -> Attack | None:
    as_it_is = evolve(script, without=())
    played = play_example(weak, as_it_is)
    instance = instance_of(weak, as_it_is)
    if played.verdict is not ExampleVerdict.PLAYS or not isinstance(instance, Instance):
        return None
    machine = Machine(weak, instance)
    leak = find_leak(original, machine, machine.initial(), played.effects)
    return None if leak is None else leak.attack
