"""Which scopes are tried, smallest first."""

from collections.abc import Mapping

from septum.engines.refute.scope import Scope
from septum.spec.model import Home, Model

LARGEST = 3
"""No sort has more elements than this because a countermodel had."""


def scopes_for(model: Model, sizes: Mapping[str, int], count: int) -> tuple[Scope, ...]:
    """The first `count` scopes.

    In the first, two observers each have a name of their own for one thing that they share: a sort has two elements
    if it observes, if a map of the core or of the hardware leads out of it (a page to its frame), or if it is what
    contents are; else one. In the second there are two of the things that such maps lead to, and of those that have
    constant traits. Then a scope as large as a countermodel (`sizes`), then two of everything, then three names.
    """
    names: set[str] = {o.sort.name for o in model.observers if o.sort is not None}
    things: set[str] = set()
    for declared in model.symbols:
        symbol = declared.symbol
        plain = {sort.name for sort in symbol.domain if sort.is_uninterpreted}
        value = {symbol.codomain.name} if symbol.codomain.is_uninterpreted else set[str]()
        if declared.home is Home.CONTENT:
            names |= value
        elif declared.home is not Home.CONSTANT and value:
            # Of a map from two sorts the first names, the second counts parts.
            names |= {s.name for s in symbol.domain[:1] if s.is_uninterpreted}
            things |= value
        elif declared.home is Home.CONSTANT and value:
            things |= plain
    sorts = [sort.name for sort in model.sorts if sort.is_uninterpreted]
    first = {name: 2 if name in names else 1 for name in sorts}
    second = {name: 2 if name in names | things else 1 for name in sorts}
    known = {name: max(first[name], min(LARGEST, sizes.get(name, 1))) for name in sorts}
    third = dict.fromkeys(sorts, 2)
    fourth = {name: 3 if name in names else 2 for name in sorts}
    candidates = [first, second, *([known] if sizes else []), third, fourth]
    chosen: list[Scope] = []
    for candidate in candidates:
        if all(scope.sizes != candidate for scope in chosen):
            chosen.append(Scope(candidate))
    return tuple(chosen[:count])
