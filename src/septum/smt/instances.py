"""Instances of universals: which terms to put for their variables.

First by triggers: subterms of a universal that hold its variables are matched against the ground terms at hand, as
solvers do it (Detlefs, Nelson and Saxe, Simplify, 2005). What triggers miss is found in countermodels
(`septum.smt.decide`).
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term
from septum.logic.walk import substitute
from septum.smt.clauses import Universal


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
    """The ground terms at hand, by symbol and by sort, in the order in which they came."""

    applications: dict[tuple[Symbol, str], list[tuple[Term, ...]]] = field(
        factory=dict[tuple[Symbol, str], list[tuple[Term, ...]]]
    )
    terms: dict[Sort, dict[Term, None]] = field(factory=dict[Sort, dict[Term, None]])
    variables: list[Term] = field(factory=list[Term])
    _seen: set[Term] = field(factory=set[Term])

    def add(self, term: Term) -> None:
        """Take in all subterms of a ground statement."""
        if term in self._seen:
            return
        self._seen.add(term)
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


class Instances:
    """The instances made so far for one query. Each is made once."""

    def __init__(self, universals: Iterable[Universal], most: int) -> None:
        self.ground = Ground()
        self.made: list[Instance] = []
        self.full = False
        self._most = most
        self._universals = [u for u in universals if u.variables]
        self._known: set[tuple[int, tuple[Term, ...]]] = set()
        self._bodies: set[Term] = set()

    def add(self, universal: Universal, values: tuple[Term, ...]) -> bool:
        """Make an instance; False where it was made before, says nothing new, or there are too many."""
        key = (id(universal), values)
        if key in self._known:
            return False
        if len(self.made) >= self._most:
            self.full = True
            return False
        self._known.add(key)
        body = universal.body
        if values:
            body = substitute(body, dict(zip(universal.variables, values, strict=True)))
        if body == TRUE or body in self._bodies:
            return False
        self._bodies.add(body)
        self.made.append(Instance(universal, values, body))
        self.ground.add(body)
        return True

    def match(self, most: int) -> bool:
        """One round of trigger matching over all ground terms; True where it made an instance.

        It stops with `most` instances in all: what many triggers find by many ways, a countermodel finds at once.
        """
        before = len(self.made)
        found: list[tuple[Universal, tuple[Term, ...]]] = []
        for universal, values in self._all_matches():
            if before + len(found) >= most:
                break
            if (id(universal), values) not in self._known:
                found.append((universal, values))
        for universal, values in found:
            self.add(universal, values)
        return len(self.made) > before

    def _all_matches(self) -> Iterator[tuple[Universal, tuple[Term, ...]]]:
        for universal in self._universals:
            for trigger in triggers_of(universal):
                for values in self._matches(universal, trigger):
                    yield universal, values

    def _matches(self, universal: Universal, trigger: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
        wanted = frozenset(universal.variables)
        for binding in self._join(trigger, 0, {}, wanted):
            yield tuple(binding[v] for v in universal.variables)

    def _join(
        self, trigger: tuple[Term, ...], position: int, binding: dict[Term, Term], wanted: frozenset[Term]
    ) -> Iterator[dict[Term, Term]]:
        if position == len(trigger):
            yield binding
            return
        pattern = trigger[position]
        if pattern.operator is Operator.VARIABLE:
            if pattern in binding:
                yield from self._join(trigger, position + 1, binding, wanted)
                return
            for term in self.ground.of_sort(pattern.sort):
                yield from self._join(trigger, position + 1, {**binding, pattern: term}, wanted)
            return
        assert pattern.symbol is not None
        for arguments in self.ground.applications.get((pattern.symbol, pattern.state), ()):
            extended = _match_all(pattern.arguments, arguments, binding, wanted)
            if extended is not None:
                yield from self._join(trigger, position + 1, extended, wanted)


def _match_all(
    patterns: tuple[Term, ...], terms: tuple[Term, ...], binding: Mapping[Term, Term], wanted: frozenset[Term]
) -> dict[Term, Term] | None:
    extended = dict(binding)
    stack = list(zip(patterns, terms, strict=True))
    while stack:
        pattern, term = stack.pop()
        if pattern in wanted:
            bound = extended.get(pattern)
            if bound is None:
                extended[pattern] = term
            elif bound is not term:
                return None
        elif pattern is term:
            continue
        elif wanted.isdisjoint(pattern.free):
            # A ground part that is written differently may still be equal: let the solver find that out.
            continue
        elif pattern.symbol is not None and pattern.symbol == term.symbol and pattern.state == term.state:
            stack.extend(zip(pattern.arguments, term.arguments, strict=True))
        else:
            return None
    return extended


def triggers_of(universal: Universal) -> list[tuple[Term, ...]]:
    """The triggers of a universal, chosen once: single applications that hold all its variables, else one set."""
    if universal.triggers:
        return universal.triggers
    candidates: dict[Term, None] = {}
    _collect(universal.body, frozenset(universal.variables), candidates)
    wanted = frozenset(universal.variables)
    full = [c for c in candidates if wanted <= c.free]
    if full:
        smallest = min(c.size for c in full)
        universal.triggers.extend((c,) for c in full if c.size == smallest)
        return universal.triggers
    cover: list[Term] = []
    missing = set(wanted)
    while missing:
        best = max(candidates, key=lambda c: (len(missing & c.free), -c.size), default=None)
        if best is None or not missing & best.free:
            cover.extend(v for v in universal.variables if v in missing)
            break
        cover.append(best)
        missing -= best.free
    universal.triggers.append(tuple(cover))
    return universal.triggers


def _collect(term: Term, wanted: frozenset[Term], found: dict[Term, None]) -> None:
    for argument in term.arguments:
        _collect(argument, wanted, found)
    if term.symbol is not None and not wanted.isdisjoint(term.free):
        found[term] = None
