"""Names of a Rocq development: the specification's own, told apart by what they belong to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from septum.export.naming import in_ascii
from septum.export.rocq.reserved import keywords, reserved
from septum.export.rocq.vocabulary import actors, news_of, returned_sorts, sets_of, sorts_of, statuses_of, variables_of
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.spec.model import Model

_VARIABLES = frozenset(("c", "f", "g", "old", "s", "t", "u", "v", "x", "y"))
"""What a statement calls variables of its own."""


@define(eq=False)
class Names:
    """The names of a development's definitions, fixed before anything is written.

    Members and symbols have short names, `RUNNING` and `phase`, where nothing else is called so; `Phase_RUNNING` and
    `Guests_phase` otherwise.
    """

    sorts: Mapping[Sort, str] = field(init=False)
    members: Mapping[tuple[Sort, str], str] = field(init=False)
    symbols: Mapping[Symbol, str] = field(init=False)
    steps: Mapping[str, str] = field(init=False)
    """The constructors of requests; what a step does is `act_of` it."""
    statuses: Mapping[str, str] = field(init=False)
    news: Mapping[tuple[str, ...], str] = field(init=False)
    """By name and the sorts of what they carry: news of one name that carry other values are others."""
    facts: Mapping[str, str] = field(init=False)
    views: Mapping[str, str] = field(init=False)
    assumptions: Mapping[str, str] = field(init=False)
    observers: Mapping[str, str] = field(init=False)
    """The constructors of observers."""
    actors: Mapping[str, str] = field(init=False)
    """Who asks, by principal: a test of observers."""
    replies: Mapping[Sort, str] = field(init=False)
    """The constructors of replies."""
    implicit: Mapping[str, Sort] = field(init=False)
    """What variables of a name stand for, where nothing else is said."""
    _taken: set[str] = field(init=False)

    @classmethod
    def of(cls, model: Model) -> "Names":
        """The names for a model."""
        names = cls()
        names._taken = set(reserved())
        short = _short_names(model)
        names.sorts = {sort: names._take(sort.name) for sort in sorts_of(model)}
        names._taken |= set(_derived(names, model))
        names.assumptions = {a.name: names._take(a.name) for a in model.assumptions}
        names.observers = {o.name: names._take(f"A_{o.name}" if o.sort else f"The_{o.name}") for o in model.observers}
        names.actors = {name: names._take(f"the_{name}") for name in actors(model)}
        names.replies = {sort: names._take(f"A_{names.sort(sort)}") for sort in returned_sorts(model)}
        names.steps = {step.name: names._take(step.name) for step in model.steps}
        names._taken |= {f"{name}_act" for name in names.steps.values()}
        names.statuses = {status: names._take(status) for status in statuses_of(model)}
        names.news = {key: names._take(key[0]) for key in news_of(model)}
        names.members = {
            (sort, member): names._take(short.get(f"{sort.name}.{member}", f"{sort.name}_{member}"))
            for sort in sorts_of(model)
            if sort.is_enumeration
            for member in sort.members
        }
        names.symbols = {
            d.symbol: names._take(short.get(d.symbol.name, d.symbol.name)) for d in model.symbols
        }  # fmt: skip
        names.views = {view.name: names._take(f"seen_{short[view.name]}") for view in model.views}
        facts = (*model.initially, *model.axioms, *model.invariants)
        names.facts = {fact.name: names._take(fact.name) for fact in facts}
        names.implicit = _implicit(model)
        return names

    def sort(self, sort: Sort) -> str:
        """A type. Sets of an enumeration are lists of truth values, one for each member."""
        if sort.is_boolean:
            return "bool"
        if sort.element is not None:
            return f"set_of_{self.sorts[sort.element]}"
        return self.sorts[sort]

    def membership(self, sort: Sort) -> str:
        """The test whether something is in a set."""
        assert sort.element is not None
        return f"has_{self.sorts[sort.element]}"

    def act(self, step: str) -> str:
        """The definition of what a step does."""
        return f"{self.steps[step]}_act"

    def bind(self, variables: Iterable[Term], scope: Mapping[Term, str]) -> dict[Term, str]:
        """The scope with further variables, under names that hide no other."""
        known = dict(scope)
        taken = self._taken | set(known.values())
        for variable in variables:
            name = free_name(root(variable.name), taken)
            taken.add(name)
            known[variable.bare] = name
        return known

    def _take(self, wanted: str) -> str:
        name = free_name(wanted, self._taken)
        self._taken.add(name)
        return name


def root(name: str) -> str:
    """The name of a variable without the number by which it differs from others."""
    return re.sub(r"(_?\d+)+$", "", name) or name


def spelt(name: str) -> str:
    """A name as Rocq reads it."""
    base = re.sub(r"[^A-Za-z0-9_]", "_", in_ascii(name)).strip("_") or "x"
    return base if base[0].isalpha() else f"x{base}"


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, or the first with a number that is not taken."""
    base = spelt(wanted)
    separator = "_" if base[-1].isdigit() else ""
    name, count = base, 0
    while name in taken:
        count += 1
        name = f"{base}{separator}{count}"
    return name


def _derived(names: Names, model: Model) -> Iterator[str]:
    """Names that are made of those of sorts and observers."""
    sorts = [*names.sorts.values(), *(f"set_of_{names.sorts[s.element]}" for s in sets_of(model) if s.element)]
    for sort in sorts:
        yield from (f"{sort}_sort", f"some_{sort}", f"has_{sort}", f"make_{sort}")
        yield from (sort, *(f"{sort}_{member}" for s in sets_of(model) if s.element for member in s.element.members))
    yield from (f"each_{observer.name}" for observer in model.observers)


def _short_names(model: Model) -> dict[str, str]:
    """Short names of members and symbols where nothing else has them."""
    wanted: list[tuple[str, str]] = [
        (f"{sort.name}.{member}", member) for sort in sorts_of(model) if sort.is_enumeration for member in sort.members
    ]
    wanted += [(d.symbol.name, d.symbol.name.rpartition(".")[2]) for d in model.symbols]
    count = Counter(spelt(short) for _, short in wanted)
    others = reserved() | set(map(spelt, _long_names(model)))
    found = {full: short for full, short in wanted if count[spelt(short)] == 1 and spelt(short) not in others}
    views = Counter(view.name.rpartition(".")[2] for view in model.views)
    return found | {v.name: last if views[last := v.name.rpartition(".")[2]] == 1 else v.name for v in model.views}


def _long_names(model: Model) -> Iterator[str]:
    yield from (sort.name for sort in sorts_of(model))
    yield from (a.name for a in model.assumptions)
    yield from (step.name for step in model.steps)
    yield from statuses_of(model)
    yield from (key[0] for key in news_of(model))


def _implicit(model: Model) -> dict[str, Sort]:
    """What most variables of a name stand for."""
    found: dict[str, Counter[Sort]] = {}
    for variable in variables_of(model):
        found.setdefault(root(spelt(variable.name)), Counter())[variable.sort] += 1
    hidden = _VARIABLES | keywords()
    return {name: count.most_common(1)[0][0] for name, count in found.items() if name not in hidden}
