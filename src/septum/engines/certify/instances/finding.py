"""Instances of one obligation: the solver's smallest core, in the words of the specification."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field

from septum.engines.certify.instances.data import NoInstances
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Term
from septum.logic.walk import rewrite, subterms
from septum.obligations import Obligation
from septum.obligations.instantiation import GOAL, Instances, Instantiation, Witness
from septum.smt.clauses import Skolem, denied, skolems, universals
from septum.smt.countermodel import stranger
from septum.smt.decide import decide_with_parts
from septum.smt.query import Answer, Options, Part, Premise, Query

SOLVER = Options(solvers=("z3",))
"""One solver is enough where a checker looks at what it found."""


def instances(obligation: Obligation, options: Options = SOLVER) -> Instances | NoInstances:
    """By which instances an obligation that a solver is asked holds. Nothing is taken from earlier runs."""
    premises = tuple(Premise(h.name, h.term) for h in obligation.hypotheses)
    decision, parts = decide_with_parts(Query(premises, obligation.goal), options)
    if decision.answer is not Answer.FOLLOWS:
        detail = decision.detail or next((s.detail for s in decision.said if s.detail), "")
        return NoInstances(obligation.identifier, decision.answer, detail)
    reader = _Reader(obligation, parts)
    merged = _merged(reader.instantiation(part) for part in parts)
    instantiations = tuple(reader.completed(one, merged) for one in merged)
    return Instances(obligation.identifier, instantiations, tuple(reader.witnesses))


@define(eq=False)
class _Reader:
    """Reads parts of one core: variables by their names in the specification, Skolem functions as witnesses."""

    obligation: Obligation
    parts: Sequence[Part]
    witnesses: list[Witness] = field(init=False, factory=list[Witness])
    _known: dict[Term, Witness] = field(init=False, factory=dict[Term, Witness])
    _skolems: dict[Symbol, tuple[int, Skolem]] = field(init=False, factory=dict[Symbol, tuple[int, Skolem]])

    def __attrs_post_init__(self) -> None:
        for origin in sorted({part.origin for part in self.parts}):
            for symbol, skolem in skolems(self._statement(origin), self._name(origin)).items():
                self._skolems.setdefault(symbol, (origin, skolem))

    def instantiation(self, part: Part) -> Instantiation:
        """The values of a part; what a hypothesis says to exist has the witness for its value."""
        values = {_name(v): self._read(t) for v, t in zip(part.variables, part.values, strict=True)}
        for term in subterms(part.body):
            if term.symbol in self._skolems:
                witness = self._witness(term)
                if witness.position == part.origin:
                    values.setdefault(witness.variable, witness.term)
        return Instantiation(self._name(part.origin), part.origin, values)

    def completed(self, one: Instantiation, others: Sequence[Instantiation]) -> Instantiation:
        """With a value for every variable of the hypothesis; where its value bears on nothing, the first at hand."""
        statement = self._statement(one.position)
        values = dict(one.values)
        for variable in (v for u in universals(statement, one.premise, 0) for v in u.variables):
            if _name(variable) not in values:
                values[_name(variable)] = self._any(variable.sort, others)
        return Instantiation(one.premise, one.position, values)

    def _any(self, sort: Sort, others: Sequence[Instantiation]) -> Term:
        at_hand = sorted(self.obligation.goal.free, key=lambda v: v.name)
        at_hand.extend(term for other in others for term in other.values.values())
        return next((term for term in at_hand if term.sort == sort), stranger(sort))

    def _read(self, term: Term) -> Term:
        return rewrite(term, lambda node: self._witness(node).term if node.symbol in self._skolems else None)

    def _witness(self, term: Term) -> Witness:
        found = self._known.get(term)
        if found is None:
            assert term.symbol is not None
            origin, skolem = self._skolems[term.symbol]
            # The scope first: its own witnesses come before.
            scope = {_name(v): self._read(t) for v, t in zip(skolem.scope, term.arguments, strict=True)}
            variable = _plain(skolem.variable)
            name = build.variable(f"{variable}~witness{len(self.witnesses) + 1}", term.sort)
            found = Witness(self._name(origin), origin, variable, scope, name)
            self._known[term] = found
            self.witnesses.append(found)
        return found

    def _name(self, origin: int) -> str:
        return GOAL if origin < 0 else self.obligation.hypotheses[origin].name

    def _statement(self, origin: int) -> Term:
        return denied(self.obligation.goal) if origin < 0 else self.obligation.hypotheses[origin].term


def _merged(found: Iterable[Instantiation]) -> list[Instantiation]:
    """Instances of several parts of one hypothesis are one, where their values agree."""
    kept: list[Instantiation] = []
    for one in found:
        for index, other in enumerate(kept):
            if other.position == one.position and _agree(one.values, other.values):
                kept[index] = Instantiation(one.premise, one.position, {**other.values, **one.values})
                break
        else:
            kept.append(one)
    return kept


def _agree(one: Mapping[str, Term], other: Mapping[str, Term]) -> bool:
    return all(other.get(name, term) == term for name, term in one.items())


def _name(variable: Term) -> str:
    return _plain(variable.name)


def _plain(name: str) -> str:
    """The name without what keeps it apart from others: no name of a specification has these characters."""
    return name.split("#")[0].split("'")[0]
