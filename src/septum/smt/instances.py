"""Instances of universals: which terms to put for their variables.

First by triggers: subterms of a universal that hold its variables are matched against the ground terms at hand, as
solvers do it (Detlefs, Nelson and Saxe, Simplify, 2005). What triggers miss is found in countermodels
(`septum.smt.decide`).
"""

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term
from septum.logic.walk import substitute
from septum.smt.clauses import Universal
from septum.smt.triggers import Trigger, matches, triggers


@frozen(eq=False)
class Instance:
    """A ground statement: the body of `universal` with `values` for its variables."""

    universal: Universal
    values: tuple[Term, ...]
    body: Term

    def text(self) -> str:
        """For people and certificates: the universal's name and the values."""
        if not self.values:
            return self.universal.name
        pairs = zip(self.universal.variables, self.values, strict=True)
        values = ", ".join(f"{v.name.split('#')[0]} := {t!r}" for v, t in pairs)
        return f"{self.universal.name}[{values}]"


@define(eq=False)
class Ground:
    """The ground terms at hand, by symbol and by sort, in the order in which they came. All of them are bare."""

    applications: dict[tuple[Symbol, str], list[tuple[Term, ...]]] = field(
        factory=dict[tuple[Symbol, str], list[tuple[Term, ...]]]
    )
    terms: dict[Sort, dict[Term, None]] = field(factory=dict[Sort, dict[Term, None]])
    variables: list[Term] = field(factory=list[Term])
    _seen: set[int] = field(factory=set[int])

    def add(self, term: Term) -> None:
        """Take in all subterms of a ground statement."""
        if id(term) in self._seen:
            return
        self._seen.add(id(term))
        for argument in term.arguments:
            self.add(argument)
        if term.symbol is not None:
            self.applications.setdefault((term.symbol, term.state), []).append(term.arguments)
        if term.operator is Operator.VARIABLE:
            self.variables.append(term)
        if not term.sort.is_boolean and term.operator in (Operator.VARIABLE, Operator.APPLY, Operator.MEMBER):
            self.terms.setdefault(term.sort, {})[term] = None

    def of_sort(self, sort: Sort) -> list[Term]:
        """The ground terms of a sort."""
        return list(self.terms.get(sort, ()))


def _key(universal: Universal, values: tuple[Term, ...]) -> tuple[int, ...]:
    # Bare terms that are equal are one object.
    return (id(universal), *map(id, values))


class Instances:
    """The instances made so far for one query. Each is made once."""

    def __init__(self, universals: Iterable[Universal], most: int) -> None:
        self.ground = Ground()
        self.made: list[Instance] = []
        self.full = False
        self._most = most
        self._universals = [u for u in universals if u.variables]
        self._known: set[tuple[int, ...]] = set()
        self._bodies: set[int] = set()
        self._matched: dict[int, int] = {}

    def add(self, universal: Universal, values: tuple[Term, ...]) -> bool:
        """Make an instance; False where it was made before, says nothing new, or there are too many."""
        key = _key(universal, values)
        if key in self._known:
            return False
        if len(self.made) >= self._most:
            self.full = True
            return False
        self._known.add(key)
        body = universal.body
        if values:
            body = substitute(body, dict(zip(universal.variables, values, strict=True)))
        if body is TRUE or id(body) in self._bodies:
            return False
        self._bodies.add(id(body))
        self.made.append(Instance(universal, values, body))
        self.ground.add(body)
        return True

    def match(self, most: int) -> bool:
        """One round of trigger matching over all ground terms; True where it made an instance.

        It stops with `most` instances in all: what many triggers find by many ways, a countermodel finds at once.
        """
        before = len(self.made)
        found: list[tuple[Universal, tuple[Term, ...]]] = []
        complete = True
        for universal, values in self._all_matches():
            if before + len(found) >= most:
                complete = False
                break
            if _key(universal, values) not in self._known:
                found.append((universal, values))
        if complete:
            self._note_matched()
        for universal, values in found:
            self.add(universal, values)
        return len(self.made) > before

    def _note_matched(self) -> None:
        """All that a single application can give was found: the next round looks at later ones only."""
        for universal in self._universals:
            for trigger in _triggers_of(universal):
                if len(trigger.patterns) == 1:
                    known = self.ground.applications.get(trigger.patterns[0].key, ())
                    self._matched[id(trigger)] = len(known)

    def _all_matches(self) -> Iterator[tuple[Universal, tuple[Term, ...]]]:
        applications, terms = self.ground.applications, {s: list(found) for s, found in self.ground.terms.items()}
        for universal in self._universals:
            for trigger in _triggers_of(universal):
                start = self._matched.get(id(trigger), 0)
                for match in matches(trigger, len(universal.variables), applications, terms, start):
                    yield universal, match  # pyright: ignore[reportReturnType]


def _triggers_of(universal: Universal) -> list[Trigger]:
    """The triggers of a universal, chosen once."""
    if not universal.triggers:
        universal.triggers.extend(triggers(universal.variables, universal.body))
    return universal.triggers
