"""The runs that a profile's examples tell, on their own instances and on such with something to spare."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from septum.engines.conformance.bench import Bench, Label
from septum.interpreter.effects import Effect, State
from septum.interpreter.example_instances import ExampleFailure, instance_of
from septum.interpreter.examples import ExampleVerdict, play_example
from septum.interpreter.instance import Instance
from septum.logic import Sort
from septum.logic.build import variable
from septum.spec.model import Example, Home, Model, Outcome


@frozen(eq=False)
class Told:
    """A run that is done as told. `states`: one more than `labels`."""

    name: str
    bench: Bench
    states: tuple[State, ...]
    labels: tuple[Label, ...]


def told_runs(model: Model, seed: int) -> tuple[Told, ...]:
    """The run of each example that plays, in the order of the model; where a profile has none, a start alone."""
    found = [told for example in _examples(model) if (told := _told(model, example, (), seed)) is not None]
    return tuple(found) or tuple(_bare(model, seed))


def spared_runs(model: Model, seed: int) -> tuple[Told, ...]:
    """The same with one thing to spare of each sort of which the examples go as well with one more."""
    sorts = [sort for sort in model.sorts if sort.is_uninterpreted]
    found: list[Told] = []
    for example in _examples(model):
        told = _told(model, example, sorts, seed)
        if told is None:
            sorts = [sort for sort in sorts if _told(model, example, (sort,), seed) is not None]
            told = _told(model, example, sorts, seed)
        if told is not None:
            found.append(told)
    return tuple(found)


def _examples(model: Model) -> Iterator[Example]:
    return (example for example in model.examples if not example.without)


def _told(model: Model, example: Example, spare: Sequence[Sort], seed: int) -> Told | None:
    taken = {p.name for p in example.parameters}
    have = {p.sort for p in example.parameters}
    missing = [sort for sort in model.sorts if sort.is_uninterpreted and sort not in have]
    more = [variable(_name(sort, taken), sort) for sort in (*missing, *_second_words(model, example), *spare)]
    example = evolve(example, parameters=(*example.parameters, *more))
    instance = instance_of(model, example)
    if isinstance(instance, ExampleFailure):
        return None
    played = play_example(model, example)
    if played.verdict is not ExampleVerdict.PLAYS:
        return None
    bench = Bench(model, instance, seed)
    states, labels = [bench.machine.initial()], list[Label]()
    for effect in played.effects:
        if effect.outcome is Outcome.DONE:
            label = _label(bench, effect)
            after = bench.take(states[-1], label)
            if after is None:
                return None
            states.append(after)
            labels.append(label)
    return Told(example.name, bench, tuple(states), tuple(labels))


def _label(bench: Bench, effect: Effect) -> Label:
    step = bench.model.step(effect.step)
    sorts = [v.sort for v in (*step.parameters, *step.choices)]
    return (bench.numbers[step.name], *bench.machine.universe.encode_all(sorts, (*effect.arguments, *effect.choices)))


def _second_words(model: Model, example: Example) -> list[Sort]:
    """What is stored has two values at least, so that it shows where an answer depends on it."""
    stored = dict.fromkeys(d.symbol.codomain for d in model.symbols if d.home is Home.CONTENT)
    return [sort for sort in stored if sort.is_uninterpreted and sum(p.sort == sort for p in example.parameters) < 2]


def _name(sort: Sort, taken: set[str]) -> str:
    """A name for a thing that no example names: `other_page`."""
    plain = "".join(f"_{c.lower()}" if c.isupper() else c for c in sort.name).removeprefix("_")
    name = plain if plain not in taken else f"other_{plain}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _bare(model: Model, seed: int) -> Iterator[Told]:
    """A start with two things of each sort."""
    elements = {s.name: (f"{s.name.lower()}0", f"{s.name.lower()}1") for s in model.sorts if s.is_uninterpreted}
    bench = Bench(model, Instance(elements), seed)
    yield Told("start", bench, (bench.machine.initial(),), ())
