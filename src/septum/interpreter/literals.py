"""Terms or their negations, taken apart: what must all hold, and of what one must hold."""

from collections.abc import Iterator

from attrs import frozen

from septum.logic import Operator, Term


@frozen
class Literal:
    """A term or its negation. `source`: where the true tuples of an application are, if not in its own relation."""

    term: Term
    positive: bool
    source: str | None = None


def opposite(literal: Literal) -> Literal:
    """A literal of a negation without the negation."""
    return Literal(literal.term.arguments[0], not literal.positive)


def parts(literal: Literal) -> Iterator[Literal]:
    """The literals that must all hold."""
    term, positive = literal.term, literal.positive
    if literal.source is not None:
        yield literal
    elif term.operator is Operator.NOT:
        yield from parts(opposite(literal))
    elif term.operator is (Operator.AND if positive else Operator.OR):
        for argument in term.arguments:
            yield from parts(Literal(argument, positive))
    elif term.operator is Operator.IMPLIES and not positive:
        yield from parts(Literal(term.arguments[0], True))
        yield from parts(Literal(term.arguments[1], False))
    elif term.operator is not (Operator.TRUE if positive else Operator.FALSE):
        yield literal


def alternatives(body: Literal) -> tuple[Literal, ...]:
    """The parts of which one must hold: a quantifier goes through `or`, so that each part can lead its own search."""
    term, positive = body.term, body.positive
    if term.operator is Operator.NOT:
        return alternatives(opposite(body))
    if term.operator is (Operator.OR if positive else Operator.AND) and term.arguments:
        return tuple(part for a in term.arguments for part in alternatives(Literal(a, positive)))
    if term.operator is Operator.IMPLIES and positive:
        premise, conclusion = term.arguments
        return alternatives(Literal(premise, False)) + alternatives(Literal(conclusion, True))
    return (body,)
