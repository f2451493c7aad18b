"""Instances of one obligation: the solver's smallest core, in the words of the specification."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache as remembered

from attrs import define, field

from septum.engines.certify.instances.data import NoInstances
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.logic.walk import assemble, rewrite, subterms, symbols
from septum.obligations import Obligation
from septum.obligations.instantiation import GOAL, Instances, Instantiation, Witness
from septum.obligations.lower import without_sets
from septum.obligations.propositions import Piece, pieces
from septum.obligations.propositions import Witness as Named
from septum.obligations.spelt import Spelt
from septum.smt.clauses import Skolem, denied, skolems
from septum.smt.countermodel import stranger
from septum.smt.decide import decide_with_parts
from septum.smt.query import Answer, Options, Part, Premise, Query

SOLVER = Options(solvers=("z3",))
"""One solver is enough where a checker looks at what it found."""


def instances(obligation: Obligation, spelt: Spelt, options: Options = SOLVER) -> Instances | NoInstances:
    """By which instances an obligation that a solver is asked holds. Nothing is taken from earlier runs.

    The solver is asked what `spelt` says: variables of an enumeration may have any term for their value there, where
    the obligation has a statement for each member.
    """
    names = [h.name for h in obligation.hypotheses]
    premises = tuple(Premise(n, _plainly(t)) for n, t in zip(names, spelt.hypotheses, strict=True))
    query = Query(premises, _plainly(spelt.goal))
    decision, parts = decide_with_parts(query, options)
    if decision.answer is not Answer.FOLLOWS:
        detail = decision.detail or next((s.detail for s in decision.said if s.detail), "")
        return NoInstances(obligation.identifier, decision.answer, detail)
    reader = _Reader(query, spelt, parts)
    found = [reader.completed(reader.instantiation(part), part.clause) for part in parts]
    instantiations = _merged([*found, *reader.goal_completed(found)])
    return Instances(obligation.identifier, tuple(instantiations), tuple(reader.witnesses))


@define(eq=False)
class _Reader:
    """Reads parts of one core: variables by their names in the specification, Skolem functions as witnesses."""

    query: Query
    spelt: Spelt
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

    def completed(self, one: Instantiation, clause: Term) -> Instantiation:
        """With values for the variables of the piece that a clause is of: what bears on nothing is anything at hand."""
        clauses = symbols(clause).difference(self._skolems)
        fitting = [
            piece.variables
            for piece in self._pieces(one.position)
            if clauses <= symbols(piece.matrix) and one.values.keys() <= {v.name for v in _all_of(piece)}
        ]
        variables = min(fitting, key=lambda found: sum(v.name not in one.values for v in found), default=())
        others = {v.name: self._any(v.sort) for v in variables if v.name not in one.values}
        return Instantiation(one.premise, one.position, {**one.values, **others})

    def goal_completed(self, found: Sequence[Instantiation]) -> Iterator[Instantiation]:
        """Values for what the goal says to exist, where the core speaks of none."""
        known = {name for one in found if one.position < 0 for name in one.values}
        goal, missing = self.spelt.goal, dict[str, Term]()
        while goal.operator is Operator.EXISTS:
            missing |= {_name(v): self._any(v.sort) for v in goal.bound if _name(v) not in known}
            goal = goal.arguments[0]
        if missing:
            yield Instantiation(GOAL, -1, missing)

    def _any(self, sort: Sort) -> Term:
        at_hand = sorted(self.query.goal.free, key=lambda v: v.name)
        return next((term for term in at_hand if term.sort == sort), stranger(sort))

    def _pieces(self, position: int) -> tuple[Piece, ...]:
        return tuple(pieces(self.spelt.hypotheses[position])) if position >= 0 else ()

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
        return GOAL if origin < 0 else self.query.premises[origin].name

    def _statement(self, origin: int) -> Term:
        return denied(self.query.goal) if origin < 0 else self.query.premises[origin].term


@remembered(maxsize=4096)
def _plainly(statement: Term) -> Term:
    """Without sets, and without conditionals inside of applications: solvers match those."""
    return without_sets(_pulled(statement))


def _pulled(term: Term) -> Term:
    def change(node: Term) -> Term | None:
        if node.operator not in (Operator.APPLY, Operator.CONTAINS):
            return None
        return _applied(node, tuple(_pulled(a) for a in node.arguments))

    return rewrite(term, change)


def _applied(node: Term, arguments: tuple[Term, ...]) -> Term:
    for index, argument in enumerate(arguments):
        if argument.operator is Operator.IF and not argument.sort.is_set:
            condition, first, second = argument.arguments
            before, after = arguments[:index], arguments[index + 1 :]
            cases = (_applied(node, (*before, case, *after)) for case in (first, second))
            return build.conditional(condition, *cases)
    return assemble(node, arguments)


def _all_of(piece: Piece) -> tuple[Term, ...]:
    return (*piece.variables, *(move.variable for move in piece.route if isinstance(move, Named)))


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
