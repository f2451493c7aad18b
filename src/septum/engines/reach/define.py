"""Is a term defined by what an observer knows?

A definition is a term of which every part is known, and which equals the first in every state that passes what is
supposed. Where there is one, the first term can carry nothing that the observer does not know: in any two states that
the observer cannot tell apart the definition has one value, so the term has, too. Places that are only followed (the
frame behind a page) need not be known themselves, for `contents(backing(page))` is seen as a whole.

Beth's theorem is the reason to expect one wherever two runs cannot differ (E. W. Beth, *On Padoa's method in the
theory of definition*, 1953): what is determined implicitly can be defined. It says nothing on which shapes to try.
"""

from collections.abc import Callable
from itertools import islice

from attrs import define, field, frozen

from septum.engines.reach.candidates import candidates
from septum.engines.reach.knowledge import Knowledge
from septum.engines.reach.matching import match, match_among
from septum.engines.reach.paths import (
    Path,
    assuming,
    claim_of,
    claims_of,
    conjuncts,
    definition_of,
    equality_of,
    known_condition,
    merged,
)
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import assemble, fresh_variables, rewrite, substitute

Test = Callable[[Path, Term], bool]
"""Does the second follow from the first, and from all that is supposed?"""

_CONNECTIVES = (Operator.NOT, Operator.AND, Operator.OR, Operator.IMPLIES, Operator.IF, Operator.EQUAL)


@frozen(eq=False)
class Defined:
    """There is a definition, `term`. `claims`: what must be proved for it to be one."""

    term: Term
    claims: tuple[Term, ...] = ()


@frozen(eq=False)
class Undefined:
    """No definition was found of `term`. `claim`: the first that was tried, which is not true."""

    term: Term
    claim: Term


@define(eq=False)
class Definer:
    """Looks for definitions by what `knowledge` says; `test` decides the claims."""

    knowledge: Knowledge
    test: Test
    _tested: dict[tuple[Path, Term], bool] = field(init=False, factory=dict[tuple[Path, Term], bool])

    def define(self, term: Term, path: Path = ()) -> Defined | Undefined:
        """A definition of a lowered term, in all states in which `path` holds."""
        term = assuming(term, path)
        if self.knowledge.is_plain(term):
            return Defined(term)
        return self._split(term, path) or self._seen(term, path) or self._by_parts(term, path)

    # -- ways to define

    def _split(self, term: Term, path: Path) -> Defined | Undefined | None:
        """By cases of what is known without looking."""
        known = known_condition((term, *path), self.knowledge)
        if known is None:
            return None
        claims: list[Term] = []
        cases: list[Term] = []
        for literal, value in ((known, TRUE), (build.negate(known), FALSE)):
            case, *before = (rewrite(t, lambda node, v=value: v if node == known else None) for t in (term, *path))
            here: Path = (*(c for one in before for c in conjuncts(one) if c != TRUE), literal)
            if value == TRUE:
                case, here = merged(case, here, literal)
            if FALSE in here:
                continue
            found = self.define(case, here)
            if isinstance(found, Undefined):
                return found
            claims.extend(found.claims)
            cases.append(found.term)
        # A case that cannot be needs no definition.
        return Defined(build.conditional(known, cases[0], cases[-1]) if cases else term, tuple(claims))

    def _seen(self, term: Term, path: Path) -> Defined | None:
        """It is shown as it stands."""
        for sight in self.knowledge.sights:
            binding = match(sight.term, term, sight.holes, {})
            if binding is None or not all(map(self.knowledge.is_plain, binding.values())):
                continue
            when = substitute(sight.when, binding)
            if all(hole in binding for hole in sight.holes if hole in when.free) and self._follows(path, when):
                return Defined(term, claims_of(path, when))
        return None

    def _by_parts(self, term: Term, path: Path) -> Defined | Undefined:
        quantified = term.operator in (Operator.FORALL, Operator.EXISTS)
        found = self._quantified(term, path) if quantified else None
        if term.operator in _CONNECTIVES:
            found = self._parts(term, path)
        if isinstance(found, Defined):
            return found
        return self._by_candidate(term, path, found)

    def _parts(self, term: Term, path: Path) -> Defined | Undefined:
        """Its parts one after another, each where what stands before it leaves it open."""
        parts = term.arguments
        match term.operator:
            case Operator.AND:
                return self._conjunction(list(parts), path)
            case Operator.OR:
                given = [tuple(map(build.negate, parts[:i])) for i in range(len(parts))]
            case Operator.IMPLIES:
                given = [(), (parts[0],)]
            case Operator.IF:
                given = [(), (parts[0],), (build.negate(parts[0]),)]
            case _:
                given = [() for _ in parts]
        claims: list[Term] = []
        terms: list[Term] = []
        for part, before in zip(parts, given, strict=True):
            found = self.define(part, (*path, *(g for one in before for g in conjuncts(one))))
            if isinstance(found, Undefined):
                return found
            claims.extend(found.claims)
            terms.append(found.term)
        return Defined(assemble(term, tuple(terms)), tuple(claims))

    def _conjunction(self, parts: list[Term], path: Path) -> Defined | Undefined:
        """What is seen as a whole first (a page is lent, and to the viewer), then the rest, given that."""
        claims: list[Term] = []
        terms: list[Term] = []
        while (seen := self._seen_together(parts, path)) is not None:
            together, claim = seen
            claims.extend(claim)
            terms.extend(parts[i] for i in sorted(together))
            path = (*path, *(parts[i] for i in sorted(together)))
            parts = [p for i, p in enumerate(parts) if i not in together]
        for position, part in enumerate(parts):
            found = self.define(part, (*path, *parts[:position]))
            if isinstance(found, Undefined):
                return found
            claims.extend(found.claims)
            terms.append(found.term)
        return Defined(build.conjunction(*terms), tuple(claims))

    def _seen_together(self, parts: list[Term], path: Path) -> tuple[frozenset[int], tuple[Term, ...]] | None:
        for sight in self.knowledge.sights:
            if not sight.term.sort.is_boolean:
                continue
            for binding, used in islice(match_among(conjuncts(sight.term), parts, sight.holes, {}), 4):
                when = substitute(sight.when, binding)
                bound = all(map(self.knowledge.is_plain, binding.values())) and when.free.isdisjoint(sight.holes)
                if bound and self._follows(path, when):
                    return used, claims_of(path, when)
        return None

    def _quantified(self, term: Term, path: Path) -> Defined | Undefined:
        """Its body, for anything."""
        taken = self.knowledge.given.union(term.free, *(p.free for p in path))
        named = tuple(build.variable(f"{v.name}~any", v.sort) for v in term.bound)
        fresh = fresh_variables(named, taken)
        body = substitute(term.arguments[0], dict(zip(term.bound, fresh, strict=True)))
        inner = Definer(self.knowledge.knowing(*fresh), self.test)
        found = inner.define(body, path)
        if isinstance(found, Undefined):
            return found
        quantify = build.forall if term.operator is Operator.FORALL else build.exists
        return Defined(quantify(fresh, found.term), found.claims)

    def _by_candidate(self, term: Term, path: Path, found: Undefined | None) -> Defined | Undefined:
        """As a whole, by a term that might equal it."""
        first: Term | None = None
        for candidate in candidates(term, self.knowledge):
            goal = equality_of(term, candidate)
            if first is None:
                first = goal
            if self._follows(path, goal):
                return Defined(definition_of(term, candidate), claims_of(path, goal))
        return found or Undefined(term, claim_of(path, FALSE if first is None else first))

    def _follows(self, path: Path, goal: Term) -> bool:
        goal = assuming(goal, path)
        if goal == TRUE:
            return True
        key = (path, goal)
        if key not in self._tested:
            self._tested[key] = self.test(path, goal)
        return self._tested[key]
