"""Names for the elements of a scope: in the order in which a run first mentions them, so that attacks read well."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from septum.engines.refute.scope import Scope
from septum.engines.refute.skeleton import Element, Skeleton
from septum.interpreter.instance import Value
from septum.logic import Sort
from septum.spec.model import Model


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


def element_name(sort: Sort, number: int) -> str:
    """The name of the element of that number, counted in the order of mention."""
    row = _table().get(sort.name)
    if row is None:
        return f"{sort.name.lower()}{number}"
    listed: Sequence[str] = row.get("names", ())
    if number < len(listed):
        return listed[number]
    count = int(row.get("from", 0)) + number - len(listed)
    return str(row["pattern"]).format(number=f"{count:x}" if row.get("base") == 16 else count)


@frozen
class Names:
    """The name of each element of each uninterpreted sort, by the sort's name and the element's number."""

    elements: dict[str, tuple[str, ...]]
    order: dict[str, tuple[str, ...]]

    def plain(self, sort: Sort, value: Element) -> Value:
        """A value as the interpreter takes it."""
        if isinstance(value, bool):
            return value
        if isinstance(value, int):
            return sort.members[value] if sort.is_enumeration else self.elements[sort.name][value]
        element = sort.element
        assert element is not None
        return frozenset(str(self.plain(element, member)) for member in value)

    def plains(self, sorts: Sequence[Sort], values: Sequence[Element]) -> tuple[Value, ...]:
        """Several values; a number stands for a truth value where the sort is that of truth values."""
        return tuple(
            self.plain(sort, bool(value) if sort.is_boolean else value)
            for sort, value in zip(sorts, values, strict=True)
        )


def name_elements(model: Model, skeleton: Skeleton) -> Names:
    """Names in the order of first mention in the runs; elements that are pinned by a constant come first."""
    mentioned: dict[str, dict[int, None]] = {}

    def mention(sort: Sort, value: Element) -> None:
        if sort.is_uninterpreted and isinstance(value, int):
            mentioned.setdefault(sort.name, {})[value] = None

    for symbol, entries in skeleton.constants.items():
        if not symbol.domain and () in entries:
            mention(symbol.codomain, entries[()])
    parameters = {step.name: [v.sort for v in (*step.parameters, *step.choices)] for step in model.steps}
    for moment in zip(*skeleton.runs, strict=True):
        for action in moment:
            if action is not None:
                sorts = parameters[action.step]
                # A request that is not carried out may have chosen less than the step can.
                for sort, value in zip(sorts, (*action.arguments, *action.choices), strict=False):
                    mention(sort, value)
    return _named(model, skeleton.scope, mentioned)


def _named(model: Model, scope: Scope, mentioned: Mapping[str, Mapping[int, None]]) -> Names:
    elements: dict[str, tuple[str, ...]] = {}
    order: dict[str, tuple[str, ...]] = {}
    for sort in model.sorts:
        if not sort.is_uninterpreted:
            continue
        first = list(mentioned.get(sort.name, ()))
        ranked = first + [index for index in range(scope.size(sort)) if index not in first]
        names = {index: element_name(sort, number) for number, index in enumerate(ranked)}
        elements[sort.name] = tuple(names[index] for index in range(scope.size(sort)))
        order[sort.name] = tuple(names[index] for index in ranked)
    return Names(elements, order)
