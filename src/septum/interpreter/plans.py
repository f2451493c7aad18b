"""How to find all values of variables for which conditions hold, without trying everything.

A plan is a list of loops and tests, in the order of a comprehension. It prefers what leaves least to try: a value that
an equation gives, then the tuples of a relation that must hold (so the cost follows the tuples that are true, not the
size of the sorts), then all elements of a sort. A test stands as early as its variables are known.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING

from attrs import field, frozen

from septum.interpreter.layout import Shape, Slot
from septum.interpreter.literals import Literal, parts
from septum.interpreter.names import fresh
from septum.logic import Operator, Term
from septum.logic.walk import has_quantifier

if TYPE_CHECKING:
    from septum.interpreter.expressions import Writer

FEW = 4
"""Up to so many combinations are tried one by one rather than looked for in a relation that has no index."""

FEW_WITH_INDEX = 16
"""The same, where the relation has an index."""


@frozen
class Loop:
    """`for target in source`; `single`: the source is one value, not a collection."""

    target: str
    source: str
    single: bool = False


@frozen
class Plan:
    """Loops and tests (as expressions), and the names of all variables inside."""

    clauses: tuple[Loop | str, ...]
    scope: Mapping[Term, str] = field(factory=dict[Term, str])


def make_plan(
    writer: "Writer",
    variables: Sequence[Term],
    conditions: Iterable[Literal],
    scope: Mapping[Term, str],
    *,
    witness: bool = False,
    ordered: bool = False,
) -> Plan:
    """The plan for all values of `variables` for which all conditions hold, each found once.

    `witness`: whether there are any is all that matters. `ordered`: the order must depend on the state alone, not on
    how it came about.
    """
    planner = _Planner(writer, variables, conditions, scope, ordered)
    planner.run(witness)
    return Plan(tuple(planner.clauses), planner.scope)


class _Planner:
    def __init__(
        self,
        writer: "Writer",
        variables: Sequence[Term],
        conditions: Iterable[Literal],
        scope: Mapping[Term, str],
        ordered: bool,
    ) -> None:
        self.writer = writer
        self.scope: dict[Term, str] = dict(scope)
        # Names that an inner variable of the same name hides are still in use outside.
        self.taken = set(scope.values())
        self.open = [v.bare for v in variables]
        self.pending = [part for condition in conditions for part in parts(condition)]
        self.ordered = ordered
        self.clauses: list[Loop | str] = []

    def run(self, witness: bool) -> None:
        self._test()
        while self.open and (self.pending or not witness):
            if not self._solve():
                found = self._best_atom()
                if found is None:
                    self._try_all()
                else:
                    self._follow(found)
            self._test()

    def _known(self, term: Term) -> bool:
        return term.bare.free.isdisjoint(self.open)

    def _bind(self, variable: Term) -> str:
        name = fresh(variable.name, self.scope, self.taken)
        self.scope[variable.bare] = name
        self.taken.add(name)
        self.open.remove(variable.bare)
        return name

    def _test(self) -> None:
        ready = [p for p in self.pending if self._known(p.term) and p.source is None]
        for literal in sorted(ready, key=lambda p: has_quantifier(p.term)):
            self.clauses.append(self.writer.literal(literal, self.scope))
        self.pending = [p for p in self.pending if p not in ready]

    def _solve(self) -> bool:
        """Take a variable's value from an equation."""
        for literal in self.pending:
            if literal.term.operator is not Operator.EQUAL or not literal.positive:
                continue
            left, right = literal.term.arguments
            for variable, value in ((left, right), (right, left)):
                if variable.operator is Operator.VARIABLE and not self._known(variable) and self._known(value):
                    text = self.writer.expression(value, self.scope)
                    self.clauses.append(Loop(self._bind(variable), text, single=True))
                    self.pending.remove(literal)
                    return True
        return False

    def _best_atom(self) -> Literal | None:
        """The relation that leaves least to try, if that is less than trying all."""
        best: tuple[float, Literal] | None = None
        for literal in self.pending:
            if not self._leads(literal):
                continue
            known = sum(self._known(a) for a in literal.term.arguments)
            slot = self.writer.slot(literal.term)
            left = prod(self.writer.layout.universe.size(v.sort) for v in literal.term.bare.free if v in self.open)
            few = FEW_WITH_INDEX if slot.shape is Shape.INDEXED else FEW
            if literal.source is None and known and left <= few:
                continue
            score = (len(slot.sizes) - known) / len(slot.sizes) if slot.sizes else 0.0
            if best is None or score < best[0]:
                best = (score, literal)
        return best[1] if best else None

    def _leads(self, literal: Literal) -> bool:
        term = literal.term
        return (
            term.operator is Operator.APPLY
            and literal.positive
            and term.sort.is_boolean
            and all(a.operator is Operator.VARIABLE or self._known(a) for a in term.arguments)
        )

    def _follow(self, literal: Literal) -> None:
        """Loop over the tuples of a relation that fit what is known."""
        slot = self.writer.slot(literal.term)
        arguments = literal.term.arguments
        known = {i: self._value(a) for i, a in enumerate(arguments) if self._known(a)}
        indexed = slot.shape is Shape.INDEXED and literal.source is None and bool(known)
        targets: list[str] = []
        tests: list[str] = []
        for i, argument in enumerate(arguments):
            if i in known or not argument.bare.free.intersection(self.open):
                target = fresh(f"at_{i}", self.scope, self.taken)
                self.taken.add(target)
                targets.append(target)
                if not (i in known and indexed):
                    tests.append(f"{target} == {known[i] if i in known else self.scope[argument.bare]}")
            else:
                targets.append(self._bind(argument))
        source = literal.source or _source(slot, known if indexed else {})
        if self.ordered:
            source = f"sorted({source})"
        target = targets[0] if len(targets) == 1 else f"({', '.join(targets)})"
        self.clauses.append(Loop(target, source))
        self.clauses.extend(tests)
        self.pending.remove(literal)

    def _value(self, term: Term) -> str:
        """A text for a known value that may stand inside a loop: a compound one is computed before."""
        text = self.writer.expression(term, self.scope)
        if term.operator in (Operator.VARIABLE, Operator.MEMBER) or text.isdecimal():
            return text
        name = fresh("value", self.scope, self.taken)
        self.taken.add(name)
        self.clauses.append(Loop(name, text, single=True))
        return name

    def _try_all(self) -> None:
        """Loop over a sort: that of the first variable that a condition waits for, if there is one."""
        awaited = {v for p in self.pending for v in p.term.bare.free}
        variable = next((v for v in self.open if v in awaited), self.open[0])
        source = self.writer.range_of(variable.sort)
        self.clauses.append(Loop(self._bind(variable), source))


def _source(slot: Slot, known: Mapping[int, str]) -> str:
    if not known:
        return slot.name
    places = ", ".join(map(str, known))
    values = ", ".join(known.values())
    return f"{slot.name}.matching(({places},), {values if len(known) == 1 else f'({values})'})"
