"""Is anything proved of nothing?

A core that does nothing isolates perfectly, and a view that shows nothing is always equal. So: every example plays,
and every witness of an axiom; every step happens in an example, or is possible at least; no invariant is a tautology,
and what it supposes occurs; every view tells some states apart; and there are reachable states that look alike to an
observer while they differ in what another sees, or else secrecy from that observer would be empty. What the examples
show is shown on reachable states; where they show nothing, solvers are asked whether such states exist among those that
satisfy the invariants.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from septum.diagnostics import Span
from septum.engines.cache import Entry
from septum.engines.code import code_digest
from septum.engines.prove import judge
from septum.engines.results import VacuityFinding, Verdict
from septum.engines.secrets import Shown, StoryStates, Wanted, shown, story_states
from septum.engines.settings import Settings, cache_environment
from septum.interpreter import ExampleResult, ExampleVerdict, play_example
from septum.logic import build
from septum.logic.terms import FALSE, TRUE, Operator, Term
from septum.logic.walk import in_state
from septum.obligations.facts import instance, supposed
from septum.obligations.generate import FIRST, SECOND
from septum.obligations.lower import lower
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.views import equal_after, equal_before, views_of
from septum.spec.digest import examples_digest, model_digest
from septum.spec.model import Example, Fact, Model, Observer, Step, View

_LOOKING = ("engines/vacuity.py", "engines/secrets.py", "interpreter", "obligations")
"""The code that looks: what other code found is looked for again."""


def check_vacuity(model: Model, settings: Settings) -> tuple[VacuityFinding, ...]:
    """A finding for every example, axiom, step, invariant, view and pair of observers; PROVED where all is well."""
    key = hashlib.sha256(f"{model_digest(model)} {examples_digest(model)}".encode()).hexdigest()
    kept = _from_cache(settings, key, model)
    if kept is not None:
        return kept
    findings = tuple(_Check(model, settings).run())
    if settings.cache is not None and all(f.verdict in (Verdict.PROVED, Verdict.VACUOUS) for f in findings):
        lines = tuple(json.dumps([f.kind, f.name, str(f.verdict), f.detail]) for f in findings)
        settings.cache.store(_environment(settings), [Entry(key, frozenset(), True, (), 0, lines)])
    return findings


def _environment(settings: Settings) -> str:
    return f"{cache_environment(settings)} {code_digest(*_LOOKING)}"


def _from_cache(settings: Settings, key: str, model: Model) -> tuple[VacuityFinding, ...] | None:
    if settings.cache is None:
        return None
    found = settings.cache.look_up(_environment(settings), [key]).get(key)
    if not found:
        return None
    places = _places(model)
    result: list[VacuityFinding] = []
    for line in found[0].lines:
        kind, name, verdict, detail = json.loads(line)
        result.append(VacuityFinding(kind, name, Verdict(verdict), detail, places.get((kind, name))))
    return tuple(result)


def _places(model: Model) -> dict[tuple[str, str], Span]:
    places: dict[tuple[str, str], Span] = {}
    for kind, items in (("step", model.steps), ("invariant", model.invariants), ("view", model.views)):
        places |= {(kind, item.name): item.span for item in items}
    for kind, items in (("axiom", model.axioms), ("example", model.examples), ("witness", model.witnesses)):
        places |= {(kind, item.name): item.span for item in items}
    for view in model.views:
        places |= {("pair", f"{view.name} hidden from {o.name}"): view.span for o in model.observers}
    return places


@frozen
class _Question:
    """Is there a state, or a pair, that satisfies the premises and makes `goal` false? If not, a claim is vacuous."""

    kind: str
    name: str
    span: Span
    premises: tuple[Hypothesis, ...]
    goal: Term
    vacuous: str


@define(eq=False)
class _Check:
    model: Model
    settings: Settings
    _questions: list[_Question] = field(init=False, factory=list[_Question])
    _axioms: tuple[Hypothesis, ...] = field(init=False, default=())
    _stories: list[StoryStates] = field(init=False, factory=list[StoryStates])

    def run(self) -> Iterator[VacuityFinding]:
        self._axioms = tuple(supposed(fact, FIRST) for fact in self.model.axioms)
        yield from self._examples()
        yield from self._witnesses()
        yield from self._steps(self._stories)
        self._invariants(self._stories)
        found = shown(self.model, self._stories, self._wanted())
        yield from self._views(found)
        yield from self._pairs(found)
        self._axioms_hold()
        yield from self._answers()

    def _examples(self) -> Iterator[VacuityFinding]:
        for example in self.model.examples:
            result = play_example(self.model, example)
            found = _played("example", example, result)
            if result.broken and not example.without and found.verdict is Verdict.PROVED:
                broken = result.broken[0]
                detail = f"`{broken.violation.fact.name}` does not hold after {broken.step}"
                found = VacuityFinding("example", example.name, Verdict.VIOLATED, detail, broken.span)
            elif not example.without and found.verdict is Verdict.PROVED:
                self._stories.append(story_states(self.model, example, result))
            yield found

    def _witnesses(self) -> Iterator[VacuityFinding]:
        """Each instance that is to show that axioms can be true is one."""
        for witness in self.model.witnesses:
            yield _played("witness", witness, play_example(self.model, witness))

    def _steps(self, states: Iterable[StoryStates]) -> Iterator[VacuityFinding]:
        done = {name for story in states for name in story.done}
        for step in self.model.active_steps():
            if step.name in done:
                yield VacuityFinding("step", step.name, Verdict.PROVED, "happens in an example", step.span)
            else:
                premises = (*self._held(FIRST), *_passed(step))
                self._ask("step", step.name, step.span, premises, FALSE, "it can never happen")

    def _invariants(self, states: list[StoryStates]) -> None:
        held = [(fact, supposed(fact, FIRST)) for fact in self.model.invariants]
        for fact, itself in held:
            others = tuple(other for f, other in held if f is not fact)
            body = in_state(instance(fact), FIRST)
            # Not a tautology: some state breaks it.
            self._ask("invariant", fact.name, fact.span, self._axioms, body, "no state could break it")
            premise = _supposition(fact)
            if premise == TRUE or any(story.occurs(fact) for story in states):
                continue
            premises = (*self._axioms, *others, itself)
            goal = build.negate(in_state(lower(premise), FIRST))
            self._ask("invariant", fact.name, fact.span, premises, goal, "what it supposes never occurs")

    def _wanted(self) -> Wanted:
        alike: set[tuple[str, str]] = set()
        others: list[frozenset[tuple[str, str]]] = []
        for observer in self.model.observers:
            for other in self.model.observers:
                pairs = frozenset((observer.name, view.name) for view in views_of(self.model, other))
                if other != observer:
                    others.append(pairs)
                elif observer.sort is not None:
                    alike |= pairs
        return Wanted(frozenset(view.name for view in self.model.views), frozenset(alike), tuple(others))

    def _views(self, found: Shown) -> Iterator[VacuityFinding]:
        for view in self.model.views:
            if view.name in found.distinguished:
                yield VacuityFinding("view", view.name, Verdict.PROVED, "tells reachable states apart", view.span)
                continue
            observer = self._observer(view)
            if observer is None:
                continue
            viewer = None if observer.sort is None else build.variable("u~", observer.sort)
            premises = (*self._held(FIRST), *self._held(SECOND))
            goal = equal_after(view, viewer, FIRST, SECOND)
            self._ask("view", view.name, view.span, premises, goal, "it tells no two states apart")

    def _pairs(self, found: Shown) -> Iterator[VacuityFinding]:
        """Something of what the others see is hidden from each observer.

        Among observers of one kind that is asked of every view. One who may know much of another (the manager sees
        all records) must at least not know all.
        """
        for observer in self.model.observers:
            for other in self.model.observers:
                if other == observer and observer.sort is None:
                    continue
                views = views_of(self.model, other)
                hidden = [v for v in views if (observer.name, v.name) in found.hidden]
                for view in hidden:
                    name = f"{view.name} hidden from {observer.name}"
                    yield VacuityFinding("pair", name, Verdict.PROVED, "shown on reachable states", view.span)
                if other == observer or not hidden:
                    for view in views:
                        if view not in hidden:
                            self._ask_pair(f"{view.name} hidden from {observer.name}", observer, other, view)

    def _ask_pair(self, name: str, observer: Observer, other: Observer, view: View) -> None:
        viewer = None if observer.sort is None else build.variable("u~", observer.sort)
        spied = None if other.sort is None else build.variable("v~", other.sort)
        premises = [*self._held(FIRST), *self._held(SECOND)]
        for own in views_of(self.model, observer):
            premises.extend(equal_before(own, viewer, FIRST, SECOND))
        if viewer is not None and spied is not None and viewer.sort == spied.sort:
            premises.append(Hypothesis("another", build.negate(build.equal(viewer, spied))))
        goal = equal_after(view, spied, FIRST, SECOND)
        self._ask("pair", name, view.span, tuple(premises), goal, "whoever sees the same can tell what it shows")

    def _axioms_hold(self) -> None:
        """Axioms have a model in which there are two of everything."""
        if not self.model.axioms:
            return
        premises = list(self._axioms)
        for sort in self.model.sorts:
            if sort.is_uninterpreted:
                one, two = build.variable("one~", sort), build.variable("two~", sort)
                premises.append(Hypothesis(f"two of {sort}", build.negate(build.equal(one, two))))
        for axiom in self.model.axioms:
            self._ask("axiom", axiom.name, axiom.span, tuple(premises), FALSE, "nothing satisfies the axioms")

    def _ask(
        self, kind: str, name: str, span: Span, premises: tuple[Hypothesis, ...], goal: Term, vacuous: str
    ) -> None:
        self._questions.append(_Question(kind, name, span, premises, goal, vacuous))

    def _answers(self) -> Iterator[VacuityFinding]:
        obligations = [
            Obligation(
                f"vacuity/{index}", "vacuity", None, None, None, q.name, q.span, "", "", q.premises, q.goal
            )
            for index, q in enumerate(self._questions)
        ]  # fmt: skip
        for question, outcome in zip(self._questions, judge(obligations, self.settings), strict=True):
            match outcome.verdict:
                case Verdict.VIOLATED:
                    verdict, detail = Verdict.PROVED, "such states exist"
                case Verdict.PROVED:
                    verdict, detail = Verdict.VACUOUS, question.vacuous
                case other:
                    verdict, detail = other, outcome.detail
            yield VacuityFinding(question.kind, question.name, verdict, detail, question.span)

    def _observer(self, view: View) -> Observer | None:
        return next((o for o in self.model.observers if o.name == view.principal), None)

    def _held(self, tag: str) -> tuple[Hypothesis, ...]:
        return (*self._axioms, *(supposed(fact, tag) for fact in self.model.invariants))


def _played(kind: str, example: Example, result: ExampleResult) -> VacuityFinding:
    """What came of playing an example, or a witness: the line at which it stopped, if it did."""
    if result.verdict is ExampleVerdict.PLAYS:
        return VacuityFinding(kind, example.name, Verdict.PROVED, "", example.span)
    verdict = Verdict.BUDGET if result.verdict is ExampleVerdict.BUDGET else Verdict.VIOLATED
    failure = result.failure
    if failure is None:
        return VacuityFinding(kind, example.name, verdict, "", example.span)
    detail = f"expected {failure.expected}, found {failure.found}"
    return VacuityFinding(kind, example.name, verdict, detail, failure.span)


def _supposition(fact: Fact) -> Term:
    """What an invariant supposes: the premise of an implication, else nothing."""
    return fact.body.arguments[0].bare if fact.body.operator is Operator.IMPLIES else TRUE


def _passed(step: Step) -> tuple[Hypothesis, ...]:
    return tuple(
        Hypothesis(f"guard {g.identifier}", lower(in_state(g.condition, FIRST))) for g in step.guards
    )  # fmt: skip
