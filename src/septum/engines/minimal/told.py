"""Attacks that a profile's own scripts tell: played on a weakened model, they need not be searched."""

from collections.abc import Iterator

from attrs import evolve

from septum.engines.corpus.leaks import find_leak
from septum.engines.minimal.parts import Part
from septum.engines.results import Attack
from septum.interpreter import ExampleVerdict, Instance, Machine, instance_of, play_example
from septum.spec.model import Example, Model


def told_attack(original: Model, weak: Model, *parts: Part) -> Attack | None:
    """The shortest attack on `weak`, which is `original` less these parts, that a script without them tells; else None.

    The interpreter plays it; what the script says of itself is not believed.
    """
    found: list[Attack] = []
    for script in _scripts(original, frozenset(part.identifier for part in parts)):
        attack = _played(original, weak, script)
        if attack is not None:
            found.append(attack)
    return min(found, key=lambda attack: len(attack.moments), default=None)


def _scripts(model: Model, wanted: frozenset[str]) -> Iterator[Example]:
    for example in model.examples:
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
