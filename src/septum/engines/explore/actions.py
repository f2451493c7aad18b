"""Steps with all their arguments and choices: trees of conditions, with what is written at the leaves."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeAlias

from attrs import frozen

from septum.engines.explore.conditions import Condition
from septum.engines.explore.grounding import Cases, Grounding
from septum.engines.explore.packing import Entry
from septum.interpreter.literals import Literal, parts
from septum.interpreter.steps import active_guards
from septum.logic import Term
from septum.spec.model import Step, Update


@frozen
class Write:
    """What an entry is afterwards: the number of the case that holds, and unchanged where none does."""

    entry: Entry
    cases: Cases


@frozen
class Leaf:
    """A step done with known arguments and choices."""

    writes: tuple[Write, ...]


@frozen
class Branch:
    """What can be done where the condition holds."""

    condition: Condition
    inside: "tuple[Branch | Leaf, ...]"


Tree: TypeAlias = Branch | Leaf


def ground_step(grounding: Grounding, step: Step) -> tuple[Tree, ...]:
    """All ways to do a step. A guard is tested as soon as its variables are known."""
    guards = active_guards(grounding.machine.model, step)
    pending = [part for guard in guards for part in parts(Literal(guard.condition, True))]
    return _ways(grounding, step, [*step.parameters, *step.choices], pending, {})


def leaves(trees: Sequence[Tree]) -> Iterator[Leaf]:
    """The leaves of trees."""
    for tree in trees:
        if isinstance(tree, Leaf):
            yield tree
        else:
            yield from leaves(tree.inside)


def _ways(
    grounding: Grounding,
    step: Step,
    variables: Sequence[Term],
    pending: Sequence[Literal],
    environment: dict[Term, int],
) -> tuple[Tree, ...]:
    open_ = frozenset(v.bare for v in variables)
    ready = [p for p in pending if p.term.bare.free.isdisjoint(open_)]
    later = [p for p in pending if not p.term.bare.free.isdisjoint(open_)]
    condition = grounding.conditions.every(_holds(grounding, p, environment) for p in ready)
    if condition is grounding.conditions.false:
        return ()
    inside: list[Tree] = []
    if not variables:
        inside.append(Leaf(_writes(grounding, step.updates, environment)))
    else:
        variable = _next(grounding, variables, later)
        rest = [v for v in variables if v.bare is not variable.bare]
        for number in range(grounding.size(variable)):
            inside.extend(_ways(grounding, step, rest, later, {**environment, variable.bare: number}))
    if condition is grounding.conditions.true:
        return tuple(inside)
    return (_joined(grounding, condition, inside),) if inside else ()


def _joined(grounding: Grounding, condition: Condition, inside: Sequence[Tree]) -> Branch:
    """One branch for two where the outer has a single inner one."""
    if len(inside) == 1 and isinstance(inside[0], Branch):
        return Branch(grounding.conditions.every((condition, inside[0].condition)), inside[0].inside)
    return Branch(condition, tuple(inside))


def _holds(grounding: Grounding, literal: Literal, environment: Mapping[Term, int]) -> Condition:
    condition = grounding.condition(literal.term, environment)
    return condition if literal.positive else grounding.conditions.negate(condition)


def _next(grounding: Grounding, variables: Sequence[Term], pending: Sequence[Literal]) -> Term:
    """The variable to try next: one of the guard that can be tested soonest."""
    open_ = {v.bare: v for v in variables}
    if not pending:
        return variables[0]
    waits = [[v for v in open_ if v in p.term.bare.free] for p in pending]
    soonest = min(waits, key=lambda w: prod(grounding.size(v) for v in w))
    return open_[soonest[0]]


def _writes(grounding: Grounding, updates: Sequence[Update], environment: Mapping[Term, int]) -> tuple[Write, ...]:
    """All read the old state; where two write the same entry, the later one counts."""
    make = grounding.conditions
    written: dict[tuple[str, tuple[int, ...]], tuple[Entry, dict[int, Condition]]] = {}
    for update in updates:
        for entry, under, value in _pointwise(grounding, update, environment):
            key = (entry.symbol.name, entry.arguments)
            _, cases = written.setdefault(key, (entry, {}))
            after = {n: make.every((make.negate(under), c)) for n, c in cases.items()}
            for number, condition in value.items():
                after[number] = make.some((after.get(number, make.false), make.every((under, condition))))
            written[key] = (entry, {n: c for n, c in after.items() if c is not make.false})
    return tuple(Write(entry, cases) for entry, cases in written.values() if cases and entry.place.width)


def _pointwise(
    grounding: Grounding, update: Update, environment: Mapping[Term, int]
) -> Iterator[tuple[Entry, Condition, Cases]]:
    """The entries that an update may write: under which condition, and what."""
    bound = [v.bare for v in update.bound]
    table = grounding.packing.by_symbol[update.symbol]
    # Every bound variable is a place of the entry: no entry is reached by two bindings.
    for numbers in product(*(range(grounding.size(v)) for v in bound)):
        given = {**environment, **dict(zip(bound, numbers, strict=True))}
        under = grounding.condition(update.condition, given)
        if under is grounding.conditions.false:
            continue
        value = grounding.cases(update.value, given)
        for chosen in product(*(grounding.cases(at, given).items() for at in update.at)):
            hits = grounding.conditions.every((under, *(condition for _, condition in chosen)))
            if hits is not grounding.conditions.false:
                yield table[tuple(number for number, _ in chosen)], hits, value
