"""All obligations of a model, as its properties state them.

Each clause of a property is read here: for which observers, steps and pairs of steps it asks, what it supposes, and
its goal, one obligation for each invariant, view entry, reply or guard.
"""

from collections.abc import Iterator
from functools import lru_cache as remembered

from attrs import define, evolve, field, frozen

from septum.diagnostics import Span
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import in_state, substitute, symbols
from septum.obligations import news
from septum.obligations.constants import acting, constants_of, observing
from septum.obligations.facts import instance, supposed
from septum.obligations.lower import lower, same
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.run import Event
from septum.obligations.views import equal_after, equal_before, viewed_symbols, views_of
from septum.spec.model import (
    Fact,
    Guard,
    GuardKind,
    Model,
    Observer,
    PropertyClause,
    Step,
    View,
    Word,
)

FIRST, SECOND = "s", "t"
"""The tags of the states in the two runs."""


def generate(model: Model, only: frozenset[str] | None = None, start: bool = True) -> tuple[Obligation, ...]:
    """Every obligation of a model, in the order of its properties' clauses, steps and entries.

    `only`: the steps for which obligations are wanted; None for all. `start`: those about the start too.
    """
    generator = _Generator(model)
    found: list[Obligation] = []
    for stated in model.properties:
        for clause in stated.clauses:
            if start or any(kind == "Event" for _, kind in clause.parameters):
                found.extend(generator.clause(clause, only))
    return tuple(found)


@frozen(eq=False)
class _Target:
    """What a clause's goal is about: its name, place and, unless untouched, the goal itself."""

    name: str
    span: Span
    untouched: bool
    goal: Term
    hypotheses: tuple[Hypothesis, ...] = ()


@define(eq=False)
class _Generator:
    model: Model
    _steps: tuple[Step, ...] = field(init=False)
    _facts: tuple[tuple[Fact, Term, frozenset[Symbol]], ...] = field(init=False)
    _entries: dict[str, tuple[tuple[View, frozenset[Symbol]], ...]] = field(init=False)
    _unchanged: dict[tuple[object, ...], Term] = field(init=False, factory=dict[tuple[object, ...], Term])
    _invariants: dict[str, list[Hypothesis]] = field(init=False, factory=dict[str, list[Hypothesis]])
    _views: dict[tuple[object, ...], list[Hypothesis]] = field(
        init=False, factory=dict[tuple[object, ...], list[Hypothesis]]
    )

    def __attrs_post_init__(self) -> None:
        self._steps = tuple(_less_foreign_duties(step, self.model) for step in self.model.active_steps())
        self._facts = tuple((fact, instance(fact), symbols(fact.body)) for fact in self.model.invariants)
        self._entries = {
            observer.name: tuple((view, viewed_symbols(view)) for view in views_of(self.model, observer))
            for observer in self.model.observers
        }

    def clause(self, clause: PropertyClause, only: frozenset[str] | None) -> Iterator[Obligation]:
        """The obligations of one clause."""
        kinds = [kind for _, kind in clause.parameters]
        observers = self.model.observers if "Observer" in kinds else (None,)
        for observer in observers:
            if "Event" not in kinds:
                yield from self._about_start(clause, observer)
                continue
            for first, second in self._pairs(clause):
                if only is None or first.name in only or (second is not None and second.name in only):
                    yield from self._about_events(clause, observer, first, second)

    # -- the start

    def _about_start(self, clause: PropertyClause, observer: Observer | None) -> Iterator[Obligation]:
        states = [name for name, kind in clause.parameters if kind == "State"]
        tags = dict(zip(states, (FIRST, SECOND), strict=False))
        hypotheses: list[Hypothesis] = self._axioms()
        for word in clause.supposes:
            tag = tags[word.arguments[-1]]
            facts = self.model.initially if word.word == "initial" else self.model.invariants
            hypotheses.extend(supposed(fact, tag) for fact in facts)
        if clause.goal.word == "invariants":
            for fact in self.model.invariants:
                goal = in_state(instance(fact), FIRST)
                target = _Target(fact.name, fact.span, False, goal)
                yield self._obligation(clause, None, None, observer, target, hypotheses)
        elif clause.goal.word == "same_view" and observer is not None and observer.sort is not None:
            # A principal that is one sees all starts alike only if nothing it sees is left open: not asked.
            viewer = observing(observer)
            for view, _ in self._entries[observer.name]:
                goal = equal_after(view, viewer, FIRST, SECOND)
                target = _Target(view.name, view.span, False, goal)
                yield self._obligation(clause, None, None, observer, target, hypotheses)

    # -- events

    def _pairs(self, clause: PropertyClause) -> Iterator[tuple[Step, Step | None]]:
        steps = self._steps
        events = [name for name, kind in clause.parameters if kind == "Event"]
        if len(events) == 1:
            yield from ((step, None) for step in steps)
            return
        yield from ((step, step) for step in steps)
        words = {word.word for word in clause.supposes}
        if "same_request" in words:
            return
        for index, first in enumerate(steps):
            for second in steps[index + 1 :]:
                born = "begins" in words and first.begins is not None and second.begins is not None
                heard = "same_news" in words and news.share_news(first, second)
                if born or heard:
                    yield first, second

    def _about_events(
        self, clause: PropertyClause, observer: Observer | None, first: Step, second: Step | None
    ) -> Iterator[Obligation]:
        words = [word.word for word in clause.supposes if not word.negated]
        viewer = observing(observer)
        shared = "same_request" in words
        one = _event(first, FIRST, "~" if shared or second is None else "~s")
        other = None if second is None else _event(second, SECOND, "~" if shared else "~t")
        if shared and "own" in words and observer is not None:
            # Whose request it is, is the request's own argument: the observer is that argument.
            actor = acting(one.step, one.values, observer)
            if actor is None:
                return
            viewer = None if observer.sort is None else actor
        events = dict(zip([n for n, k in clause.parameters if k == "Event"], (one, other), strict=False))
        given: list[Hypothesis] = []
        for word in clause.supposes:
            made = self._word(word, events, observer, viewer)
            if any(h.term == FALSE for h in made):
                return
            given.extend(h for h in made if h.term != TRUE)
        base = [*self._axioms(), *self._held(FIRST)]
        if other is not None:
            base.extend(self._held(SECOND))
        base.extend(given)
        if clause.goal.word == "same_status":
            assert other is not None
            yield from self._statuses(clause, observer, one, other, base)
            return
        base.extend(_passed(one))
        if other is not None:
            base.extend(_passed(other))
        for target in self._targets(clause, observer, viewer, one, other):
            yield self._obligation(clause, one, other, observer, target, base)

    def _targets(
        self, clause: PropertyClause, observer: Observer | None, viewer: Term | None, one: Event, other: Event | None
    ) -> Iterator[_Target]:
        writes = one.step.writes if other is None else one.step.writes | other.step.writes
        match clause.goal.word:
            case "invariants":
                for fact, goal, read in self._facts:
                    if writes.isdisjoint(read):
                        yield _Target(fact.name, fact.span, True, self._as_before(fact, goal))
                    else:
                        yield _Target(fact.name, fact.span, False, one.after(goal))
            case "same_view":
                assert observer is not None
                views_are_equal = any(word.word == "same_view" for word in clause.supposes)
                for view, read in self._entries[observer.name]:
                    # Where no equal views are supposed, "untouched" proves nothing of two runs.
                    if writes.isdisjoint(read) and (other is None or views_are_equal):
                        second = FIRST if other is None else SECOND
                        yield _Target(view.name, view.span, True, self._seen_as_before(view, viewer, second))
                    else:
                        second = FIRST if other is None else other
                        yield _Target(view.name, view.span, False, equal_after(view, viewer, one, second))
            case "same_reply":
                assert other is not None
                if one.step.returns is not None:
                    goal = lower(same(one.before(one.step.returns), other.before(one.step.returns)))
                    yield _Target("reply", one.step.returns.span or one.step.span, False, goal)
            case word:
                raise ValueError(f"no goal {word}")

    def _as_before(self, fact: Fact, goal: Term) -> Term:
        """A fact that a step does not touch: the same statement for all such steps."""
        key = ("fact", fact.name)
        if key not in self._unchanged:
            self._unchanged[key] = in_state(goal, FIRST)
        return self._unchanged[key]

    def _seen_as_before(self, view: View, viewer: Term | None, second: str) -> Term:
        """A view entry that steps do not touch: the same statement for all such steps."""
        key = (view.name, viewer, second)
        if key not in self._unchanged:
            self._unchanged[key] = equal_after(view, viewer, FIRST, second)
        return self._unchanged[key]

    def _statuses(
        self, clause: PropertyClause, observer: Observer | None, one: Event, other: Event, base: list[Hypothesis]
    ) -> Iterator[Obligation]:
        """Refusal by refusal, in the order of the text: what stands before passes in both runs, this in the first.

        The converse is the same obligation with the runs exchanged. Of turns and contracts only those that stand before
        are supposed, in both runs: where they fail the step waits, and what stands after is not yet answered.
        """
        hypotheses = list(base)
        for guard in one.step.guards:
            if guard.kind not in (GuardKind.WAITS, GuardKind.DUTY):
                goal = other.holds(guard)
                if guard.choice is not None:
                    chosen = other.values[guard.choice.bare]
                    variable = build.variable(guard.choice.name, guard.choice.sort)
                    goal = lower(build.exists([variable], substitute(goal, {chosen: variable})))
                name = guard.identifier.split(".", 1)[1]
                target = _Target(name, guard.span, False, goal, (_pass(one, guard),))
                yield self._obligation(clause, one, other, observer, target, hypotheses)
            hypotheses.extend((_pass(one, guard), _pass(other, guard)))

    # -- suppositions

    def _word(
        self, word: Word, events: dict[str, Event | None], observer: Observer | None, viewer: Term | None
    ) -> list[Hypothesis]:
        concerned = [events[a.split()[-1]] for a in word.arguments if a.split()[-1] in events]
        assert all(event is not None for event in concerned)
        found = [event for event in concerned if event is not None]
        match word.word:
            case "same_request":
                return []
            case "same_view":
                assert observer is not None
                return self._equal_views(observer, viewer)
            case "own":
                assert observer is not None
                term = _own(found[0], observer, viewer)
            case "begins":
                term = _begins(found[0], observer, viewer)
            case "told":
                assert observer is not None
                term = news.told(found[0], observer, viewer)
            case "same_news":
                assert observer is not None
                term = news.same_news(found[0], found[1], observer, viewer)
            case other:
                raise ValueError(f"no supposition {other} about events")
        # The arguments belong to the name: Skolem functions are called after it, and must differ.
        name = f"{'not ' if word.negated else ''}{word.word} {' '.join(word.arguments)}"
        return [Hypothesis(name, build.negate(term) if word.negated else term)]

    def _equal_views(self, observer: Observer, viewer: Term | None) -> list[Hypothesis]:
        key = (observer.name, viewer)
        if key not in self._views:
            self._views[key] = [
                hypothesis
                for view in views_of(self.model, observer)
                for hypothesis in equal_before(view, viewer, FIRST, SECOND)
            ]
        return self._views[key]

    def _held(self, tag: str) -> list[Hypothesis]:
        if tag not in self._invariants:
            self._invariants[tag] = [supposed(fact, tag) for fact in self.model.invariants]
        return self._invariants[tag]

    def _axioms(self) -> list[Hypothesis]:
        return [supposed(fact, FIRST) for fact in self.model.axioms]

    def _obligation(
        self,
        clause: PropertyClause,
        one: Event | None,
        other: Event | None,
        observer: Observer | None,
        target: _Target,
        hypotheses: list[Hypothesis],
    ) -> Obligation:
        should, may = _said(clause.doc)
        step = one.step.name if one is not None else None
        second = other.step.name if other is not None and other.step is not (one and one.step) else None
        where = [step + (f"+{second}" if second else "")] if step else []
        return Obligation(
            identifier="/".join([*where, clause.name, target.name]),
            clause=clause.name,
            step=step,
            other_step=second,
            observer=observer.name if observer is not None else None,
            target=target.name,
            target_span=target.span,
            should=should,
            may=may,
            hypotheses=() if target.untouched else (*hypotheses, *target.hypotheses),
            goal=target.goal,
            untouched=target.untouched,
        )


@remembered(maxsize=64)
def _said(doc: str) -> tuple[str, str]:
    """What holds where a clause is proved, and what may happen where it is not."""
    should, _, may = doc.partition("\n\n")
    return " ".join(should.split()), " ".join(may.split())


def _event(step: Step, tag: str, suffix: str) -> Event:
    return Event(step, tag, constants_of(step, tag, suffix))


def _own(event: Event, observer: Observer, viewer: Term | None) -> Term:
    actor = acting(event.step, event.values, observer)
    if actor is None or actor == TRUE:
        return FALSE if actor is None else TRUE
    assert viewer is not None
    return build.equal(actor, viewer)


def _begins(event: Event, observer: Observer | None, viewer: Term | None) -> Term:
    begun = event.step.begins
    if begun is None or observer is None or begun.sort != observer.sort:
        return FALSE
    assert viewer is not None
    return build.equal(event.values[begun.bare], viewer)


def _less_foreign_duties(step: Step, model: Model) -> Step:
    """The step without the duties that the profile does not assume to be kept."""
    kept = tuple(g for g in step.guards if g.kind is not GuardKind.DUTY or g.assumption in model.assumes)
    return step if len(kept) == len(step.guards) else evolve(step, guards=kept)


def _pass(event: Event, guard: Guard) -> Hypothesis:
    return Hypothesis(f"guard {guard.identifier} {event.state}", event.holds(guard))


def _passed(event: Event) -> list[Hypothesis]:
    return [_pass(event, guard) for guard in event.step.guards]
