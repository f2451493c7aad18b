"""From instances to evidence: the pieces of hypotheses as the specification says them, and a refutation."""

from collections.abc import Iterator
from itertools import product

from septum.engines.certify.ground.refute import refute
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import TRUE, Operator, Term, make
from septum.logic.walk import values_of
from septum.obligations.evidence import Argument, Evidence, Used
from septum.obligations.instantiation import GOAL, Instances, Instantiation, Witness
from septum.obligations.meaning import replaced
from septum.obligations.propositions import NotAPiece, Piece, pieces
from septum.obligations.propositions import Witness as Named
from septum.obligations.spelt import Spelt


def evidence(spelt: Spelt, instances: Instances) -> Evidence:
    """Why an obligation holds.

    Raises NotAPiece where a hypothesis or the goal has quantifiers that no piece can be had of, NotRefuted where the
    statements do not refute the denied goal within the limit of cases.
    """
    found: list[Used] = []
    known: set[Term] = set()
    for used in _all_used(spelt, instances):
        if used.statement not in known and used.statement is not TRUE:
            known.add(used.statement)
            found.append(used)
    goal, values = _goal(spelt.goal, instances)
    arguments = tuple(_argument(piece, found, instances) for piece in pieces(goal))
    return Evidence(instances.identifier, instances.witnesses, values, arguments)


def _all_used(spelt: Spelt, instances: Instances) -> Iterator[Used]:
    at_hand = sorted(spelt.goal.free, key=lambda v: v.name)
    for one in instances.instantiations:
        if one.premise == GOAL and one.position < 0:
            continue
        for piece in pieces(spelt.hypotheses[one.position]):
            for values in _values(piece, one, instances.witnesses, at_hand):
                yield Used(one.position, piece, values, replaced(piece.matrix, values))


def _values(
    piece: Piece, one: Instantiation, witnesses: tuple[Witness, ...], at_hand: list[Term]
) -> Iterator[dict[Term, Term]]:
    """The values for a piece's variables: where there is none for one of an enumeration, every member.

    A variable that the piece does not mention gets any constant `at_hand`.
    """
    choices: list[list[tuple[Term, Term]]] = []
    for variable in piece.variables:
        value = one.values.get(_plain(variable))
        if value is None and variable not in piece.matrix.free:
            value = next((t for t in at_hand if t.sort == variable.sort), None)
        if value is not None:
            choices.append([(variable, value)])
        elif variable.sort.is_uninterpreted:
            return
        else:
            choices.append([(variable, v) for v in values_of(variable.sort)])
    named = [
        (move.variable, witness.term)
        for move in piece.route
        if isinstance(move, Named)
        for witness in witnesses
        if witness.position == one.position and witness.variable == _plain(move.variable)
    ]
    for chosen in product(*choices):
        yield dict([*named, *chosen])


def _goal(goal: Term, instances: Instances) -> tuple[Term, tuple[Term, ...]]:
    """The goal with values for what it says to exist, and these values."""
    values = {name: term for i in instances.instantiations if i.position < 0 for name, term in i.values.items()}
    found: list[Term] = []
    while goal.operator is Operator.EXISTS:
        missing = [v.name for v in goal.bound if _plain(v) not in values]
        if missing:
            raise NotAPiece(f"what exists is not known: {', '.join(missing)}")
        found += [values[_plain(v)] for v in goal.bound]
        goal = replaced(goal.arguments[0], {v.bare: values[_plain(v)] for v in goal.bound})
    return goal, tuple(found)


def _argument(piece: Piece, used: list[Used], instances: Instances) -> Argument:
    counterexamples = {w.variable: w.term for w in instances.witnesses if w.position < 0}
    values = {v: counterexamples.get(_plain(v)) or build.variable(f"{v.name}~any", v.sort) for v in piece.variables}
    conclusion = replaced(piece.matrix, values)
    denial = make(Operator.NOT, BOOLEAN, (conclusion,))
    refutation = refute([*(u.statement for u in used), denial])
    return Argument(piece, values, tuple(used), conclusion, refutation)


def _plain(variable: Term) -> str:
    """The name of a bound variable without what keeps it apart from a parameter of the same name."""
    return variable.name.split("'")[0]
