"""Names of a Rocq development: the specification's own, told apart by what they belong to."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files

from attrs import define, field

from septum.export.naming import in_ascii
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.spec.model import Model, Tell


def _reserved() -> frozenset[str]:
    lines = (files("septum.export.rocq") / "reserved.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@define(eq=False)
class Names:
    """The names of a development's definitions, fixed before anything is written."""

    sorts: Mapping[Sort, str] = field(init=False)
    members: Mapping[tuple[Sort, str], str] = field(init=False)
    symbols: Mapping[Symbol, str] = field(init=False)
    steps: Mapping[str, str] = field(init=False)
    statuses: Mapping[str, str] = field(init=False)
    news: Mapping[tuple[str, ...], str] = field(init=False)
    """By name and the sorts of what they carry: news of one name that carry other values are others."""
    facts: Mapping[str, str] = field(init=False)
    views: Mapping[str, str] = field(init=False)
    assumptions: Mapping[str, str] = field(init=False)
    observers: Mapping[str, str] = field(init=False)
    _taken: set[str] = field(init=False)

    @classmethod
    def of(cls, model: Model) -> "Names":
        """The names for a model."""
        names = cls()
        names._taken = set(_reserved())
        names.sorts = {sort: names._take(sort.name) for sort in model.sorts}
        names.members = {
            (sort, member): names._take(f"{sort.name}_{member}")
            for sort in model.sorts
            for member in sort.members
            if sort.is_enumeration
        }
        names.symbols = {declared.symbol: names._take(declared.symbol.name) for declared in model.symbols}
        names.steps = {step.name: names._take(step.name) for step in model.steps}
        names.statuses = {status: names._take(status) for status in _statuses(model)}
        names.news = {key: names._take(key[0]) for key in _news(model)}
        facts = (*model.initially, *model.axioms, *model.invariants)
        names.facts = {fact.name: names._take(fact.name) for fact in facts}
        names.views = {view.name: names._take(f"seen_{view.name}") for view in model.views}
        names.assumptions = {a.name: names._take(a.name) for a in model.assumptions}
        names.observers = {o.name: names._take(f"Observing_{o.name}") for o in model.observers}
        return names

    def sort(self, sort: Sort) -> str:
        """A type. Sets of an enumeration are lists of truth values, one for each member."""
        if sort.is_boolean:
            return "bool"
        if sort.element is not None:
            return f"set_of_{self.sorts[sort.element]}"
        return self.sorts[sort]

    def bind(self, variables: Iterable[Term], scope: Mapping[Term, str]) -> dict[Term, str]:
        """The scope with further variables, under names that hide no other."""
        known = dict(scope)
        taken = self._taken | set(known.values())
        for variable in variables:
            name = _free(variable.name, taken)
            taken.add(name)
            known[variable.bare] = name
        return known

    def _take(self, wanted: str) -> str:
        name = _free(wanted, self._taken)
        self._taken.add(name)
        return name


def _statuses(model: Model) -> list[str]:
    found = {guard.status: None for _, guard in model.guards() if guard.status is not None}
    return list(found)


def news_key(tell: Tell) -> tuple[str, ...]:
    """By what news are told apart: their name, and the sorts of what they carry."""
    return (tell.news, *(carried.value.sort.name for carried in tell.carries))


def _news(model: Model) -> list[tuple[str, ...]]:
    return list({news_key(tell): None for step in model.steps for tell in step.tells})


def _free(wanted: str, taken: set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9_]", "_", in_ascii(wanted)).strip("_") or "x"
    if not base[0].isalpha():
        base = f"x{base}"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}_{count}"
    return name
