"""Obligations spelt out: hypotheses and goals as the specification's own words say them, not simplified.

`septum.obligations.generate` simplifies what it asks of solvers. What is checked by computing must read as the
statement does: here each hypothesis of an obligation, by its name, and its goal are built again from the model.
"""

from attrs import define, field, frozen

from septum.logic.sorts import BOOLEAN
from septum.logic.terms import TRUE, Operator, Term, make
from septum.obligations.constants import acting, constants_of, goal_constants, observing
from septum.obligations.events import Event, Setting, equation, for_all, joined
from septum.obligations.meaning import Before, State, Values, meant
from septum.obligations.obligation import Obligation
from septum.obligations.propositions import turned
from septum.obligations.spelt_news import heard, mask, same_news
from septum.spec.model import Fact, Guard, Model, PropertyClause, View

FIRST, SECOND = "s", "t"
_OF_EVENTS = frozenset(("guard", "own", "begins", "told", "same_news", "not"))
"""With what the names of hypotheses begin that speak of an event's arguments."""


@frozen(eq=False)
class Spelt:
    """An obligation's hypotheses, by position, and its goal. The goal speaks of arbitrary constants."""

    hypotheses: tuple[Term, ...]
    goal: Term


@define(eq=False)
class Speller:
    """Spells the obligations of a model."""

    model: Model
    _clauses: dict[str, PropertyClause] = field(init=False)
    _facts: dict[str, Fact] = field(init=False)
    _views: dict[str, View] = field(init=False)
    _guards: dict[str, Guard] = field(init=False)
    _known: dict[tuple[str, Term | None], Term] = field(init=False, factory=dict[tuple[str, Term | None], Term])
    """Facts and equal views, by their names and the viewer: the same in many obligations."""

    def __attrs_post_init__(self) -> None:
        model = self.model
        self._clauses = {clause.name: clause for stated in model.properties for clause in stated.clauses}
        self._facts = {fact.name: fact for fact in (*model.axioms, *model.initially, *model.invariants)}
        self._views = {view.name: view for view in model.views}
        self._guards = {guard.identifier: guard for _, guard in model.guards()}

    def spelt(self, obligation: Obligation) -> Spelt:
        """An obligation that some step touches, spelt out."""
        given = self.setting(obligation)
        hypotheses = tuple(self._remembered(h.name, given) for h in obligation.hypotheses)
        return Spelt(hypotheses, self._goal(obligation, given))

    def setting(self, obligation: Obligation) -> Setting:
        """What an obligation is about."""
        clause = self._clauses[obligation.clause]
        words = {word.word for word in clause.supposes if not word.negated}
        observer = next((o for o in self.model.observers if o.name == obligation.observer), None)
        viewer = observing(observer)
        if obligation.step is None:
            return Setting(None, None, observer, viewer)
        two = sum(kind == "Event" for _, kind in clause.parameters) == 2
        shared = "same_request" in words or not two
        step = self.model.step(obligation.step)
        one = Event(step, constants_of(step, FIRST, "~" if shared else "~s"), Before(FIRST))
        other = None
        if two:
            second = self.model.step(obligation.other_step or obligation.step)
            other = Event(second, constants_of(second, SECOND, "~" if shared else "~t"), Before(SECOND))
        if "same_request" in words and "own" in words and observer is not None:
            actor = acting(step, one.values, observer)
            viewer = None if observer.sort is None else actor
        names = [name for name, kind in clause.parameters if kind == "Event"]
        return Setting(one, other, observer, viewer, names[1] if len(names) > 1 else "")

    # -- hypotheses

    def _remembered(self, name: str, given: Setting) -> Term:
        word = name.split(" ")[0]
        if word in _OF_EVENTS:
            return self._hypothesis(name, given)
        key = (name, given.viewer if word == "view" else None)
        if key not in self._known:
            self._known[key] = self._hypothesis(name, given)
        return self._known[key]

    def _hypothesis(self, name: str, given: Setting) -> Term:
        negated, words = name.startswith("not "), name.removeprefix("not ").split(" ")
        match words[0]:
            case "guard":
                event = given.one if words[2] == FIRST else given.other
                assert event is not None
                return turned(meant(self._guards[words[1]].condition, event.values, event.before))
            case "view":
                number = int(words[5]) if len(words) > 5 else 1
                visible = words[-1] == "visible"
                return self._supposed(self._views[words[1]], given.viewer, 0 if visible else number)
            case "own" | "begins" | "told" | "same_news":
                return self._word(words[0], negated, given.event(words[-1]), given)
            case _:
                fact = self._facts[words[1]]
                return for_all(fact.parameters, turned(meant(fact.body, {}, Before(words[2]))))

    def _supposed(self, view: View, viewer: Term | None, number: int) -> Term:
        """A view entry is equal in both states: whether it is visible, or a value."""
        values = {view.viewer.bare: viewer} if view.viewer is not None and viewer is not None else {}
        visible, *equal = same_entry(view, values, Before(FIRST), Before(SECOND))
        return for_all(view.parameters, equal[number - 1] if number else visible)

    def _word(self, word: str, negated: bool, event: Event, given: Setting) -> Term:
        assert given.one is not None and given.observer is not None
        match word:
            case "own":
                term = equation(given.viewer, acting(event.step, event.values, given.observer))
            case "begins":
                assert event.step.begins is not None
                term = equation(given.viewer, event.values[event.step.begins.bare])
            case "told":
                masks = [mask(event, tell, given.observer, given.viewer) for tell in heard(event.step, given.observer)]
                if negated:
                    return joined(Operator.AND, [make(Operator.NOT, BOOLEAN, (m,)) for m in masks])
                term = joined(Operator.OR, masks)
            case _:
                assert given.other is not None
                return same_news(given.one, given.other, given.observer, given.viewer)
        return make(Operator.NOT, BOOLEAN, (term,)) if negated else term

    # -- goals

    def _goal(self, obligation: Obligation, given: Setting) -> Term:
        one, other = given.one, given.other
        match self._clauses[obligation.clause].goal.word:
            case "invariants":
                fact = self._facts[obligation.target]
                state: State = Before(FIRST) if one is None else one.after
                return turned(meant(fact.body, goal_constants(fact.parameters), state))
            case "same_view":
                view = self._views[obligation.target]
                values = dict(goal_constants(view.parameters))
                if view.viewer is not None and given.viewer is not None:
                    values[view.viewer.bare] = given.viewer
                first: State = Before(FIRST) if one is None else one.after
                second: State = Before(SECOND) if one is None else other.after if other is not None else Before(FIRST)
                if other is None and one is not None:
                    first, second = second, first
                return joined(Operator.AND, list(same_entry(view, values, first, second)))
            case "same_reply":
                assert one is not None and other is not None and one.step.returns is not None
                left, right = (meant(one.step.returns, e.values, e.before) for e in (one, other))
                return equation(left, right)
            case "same_status":
                assert other is not None
                guard = self._guards[f"{other.step.name}.{obligation.target}"]
                values = other.values
                if guard.choice is None:
                    return turned(meant(guard.condition, values, other.before))
                values = {v: t for v, t in values.items() if v != guard.choice.bare}
                found = turned(meant(guard.condition, values, other.before))
                return make(Operator.EXISTS, BOOLEAN, (found,), bound=(guard.choice.bare,))
            case word:
                raise ValueError(f"no goal {word}")


def same_entry(view: View, values: Values, first: State, second: State) -> tuple[Term, ...]:
    """A view entry is visible in both states or in neither; each value, where it is visible, is the same."""
    visible, also = meant(view.where, values, first), meant(view.where, values, second)
    equal = [equation(meant(c.value, values, first), meant(c.value, values, second)) for c in view.values]
    if view.where.bare is TRUE:
        return (TRUE, *equal)
    return equation(visible, also), *(make(Operator.IMPLIES, BOOLEAN, (visible, e)) for e in equal)
