"""What a term of a step may carry, and to whose eyes."""

from collections.abc import Callable, Mapping

from attrs import frozen

from septum.engines.reach.knowledge import hearing, may_hear
from septum.engines.reach.matching import match
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import substitute
from septum.spec.model import Home, Model, Observer, Step, View


@frozen(eq=False)
class Witness:
    """Whose eyes a taint is for: an observer's, or a newborn's, for whom `observer` is None."""

    observer: Observer | None
    viewer: Term | None

    def symbol(self, content: Symbol) -> Symbol:
        """The taint of a content symbol for these eyes."""
        who = "newborn" if self.observer is None else self.observer.name
        sort = () if self.viewer is None else (self.viewer.sort,)
        return Symbol(f"taint {content.name} {who}", (*content.domain, *sort))

    def places(self, places: tuple[Term, ...]) -> list[Term]:
        """The arguments of the taint of a place."""
        return [*places, *(() if self.viewer is None else (self.viewer,))]


NEWBORN = Witness(None, None)


@frozen(eq=False)
class Flow:
    """What a term of a step may carry to a witness. `named`: what a variable that stands for a value carries."""

    witness: Witness
    step: Step
    model: Model
    named: Callable[[Term, Witness, Step], Term]

    def taint(self, term: Term) -> Term:
        """The condition under which the term may carry what the witness must not see."""
        term = term.bare
        heard = _heard(term, self.witness, self.step)
        return build.conjunction(build.negate(heard), self._carried(term))

    def _carried(self, term: Term) -> Term:
        match term.operator:
            case Operator.VARIABLE:
                return self.named(term, self.witness, self.step)
            case Operator.APPLY:
                return self._read(term)
            case Operator.FORALL | Operator.EXISTS:
                body = self.taint(term.arguments[0])
                return FALSE if body == FALSE else TRUE
            case Operator.IF:
                condition, first, second = term.arguments
                chosen = build.conditional(condition, self.taint(first), self.taint(second))
                return build.disjunction(self.taint(condition), chosen)
            case _:
                return self._any(term)

    def _read(self, term: Term) -> Term:
        assert term.symbol is not None
        home = self.model.home(term.symbol)
        if home is Home.CONTENT:
            return build.apply(self.witness.symbol(term.symbol), self.witness.places(term.arguments))
        if home is Home.CONSTANT:
            return self._any(term)
        return build.negate(_visible(term, self.witness, self.model))

    def _any(self, term: Term) -> Term:
        return build.disjunction(*map(self.taint, term.arguments))


def value_flow(witness: Witness, step: Step, model: Model) -> Flow:
    """How values flow: a parameter is of whose step it is; what is chosen inside is known to nobody."""
    return Flow(witness, step, model, _given)


def condition_flow(witness: Witness, step: Step, model: Model) -> Flow:
    """How conditions flow: the names in them are followed, as those of places are; what they read is disclosed."""
    return Flow(witness, step, model, _followed)


def _followed(variable: Term, witness: Witness, step: Step) -> Term:
    return FALSE


def _given(variable: Term, witness: Witness, step: Step) -> Term:
    if variable in {p.bare for p in step.parameters}:
        return build.negate(_own(witness, step))
    return TRUE if variable in {c.bare for c in step.choices} else FALSE


def _own(witness: Witness, step: Step) -> Term:
    if witness.observer is None:
        return FALSE
    actor = step.actor
    if actor.parameter is not None:
        same = witness.viewer is not None and actor.parameter.sort == witness.viewer.sort
        return build.equal(actor.parameter.bare, witness.viewer) if same and witness.viewer is not None else FALSE
    return TRUE if witness.viewer is None and actor.principal == witness.observer.name else FALSE


def _heard(term: Term, witness: Witness, step: Step) -> Term:
    """The condition under which just this is told to the witness."""
    if witness.observer is None:
        return FALSE
    found: list[Term] = []
    for tell in step.tells:
        carries = any(carried.value == term and not carried.bound for carried in tell.carries)
        if carries and may_hear(tell, witness.observer):
            found.append(hearing(tell, witness.viewer).bare)
    return build.disjunction(*found)


def _visible(read: Term, witness: Witness, model: Model) -> Term:
    """The condition under which the witness sees the place that is read, by a view of exactly this place."""
    if witness.observer is None:
        return FALSE
    found: list[Term] = []
    for view in model.views:
        if view.principal != witness.observer.name:
            continue
        renamed = {p.bare: build.variable(f"{p.name}~seen", p.sort) for p in view.parameters}
        if view.viewer is not None:
            renamed[view.viewer.bare] = build.variable(f"{view.viewer.name}~seen", view.viewer.sort)
        where = substitute(view.where, renamed)
        shown = [(where, TRUE), *((substitute(c.value, renamed), where) for c in view.values if not c.bound)]
        for term, condition in shown:
            binding = match(term, read, list(renamed.values()), {})
            if binding is not None:
                found.append(_seen_by(witness, view, renamed, binding, condition))
    return build.disjunction(*found)


def _seen_by(
    witness: Witness, view: View, renamed: Mapping[Term, Term], binding: Mapping[Term, Term], condition: Term
) -> Term:
    """The view is the witness's, and shows the place; FALSE where it does not say by which entry."""
    values = dict(binding)
    same = TRUE
    if view.viewer is not None and witness.viewer is not None:
        hole = renamed[view.viewer.bare]
        same = build.equal(values.get(hole, witness.viewer), witness.viewer)
        values[hole] = witness.viewer
    made = substitute(condition, values)
    return FALSE if any(hole in made.free for hole in renamed.values()) else build.conjunction(same, made)
