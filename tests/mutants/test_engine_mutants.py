"""Engines that are wrong on purpose: each of these mistakes is noticed by a check that the suite runs."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

import pytest
from attrs import evolve
from checks import every_breach_is_refuted, every_refutation_is_real

from septum.logic import FALSE, TRUE, Operator, Term
from septum.logic.build import forall, variable
from septum.logic.walk import subterms
from septum.obligations import lower, news, run, views
from septum.obligations.obligation import Hypothesis
from septum.obligations.run import Event
from septum.smt import clauses, countermodel, decide
from septum.spec.model import Guard, Observer, PropertyClause, Update, Word

# The package has a function of the module's name.
generate = import_module("septum.obligations.generate")

Patch = Callable[[pytest.MonkeyPatch], None]
Check = Callable[[int], Counter[str]]


# --- mistakes in what is asked


def an_update_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(run.Event, "_updated", _only_first(run.Event._updated))


def _only_first(original: Callable[..., Term]) -> Callable[..., Term]:
    def updated(self: Event, update: Update, arguments: object, old: Term) -> Term:
        return original(self, update, arguments, old) if update is self.step.updates[0] else old

    return updated


def the_first_of_two_updates_counts(patch: pytest.MonkeyPatch) -> None:
    original = run.Event._applied

    def applied(self: Event, symbol: object, arguments: list[Term]) -> Term:
        backwards = Event(evolve(self.step, updates=self.step.updates[::-1]), self.state, self.values)
        return original(backwards, symbol, arguments)  # type: ignore[arg-type]

    patch.setattr(run.Event, "_applied", applied)


def the_condition_of_an_update_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    original = run.Event._updated
    patch.setattr(run.Event, "_updated", lambda s, u, a, o: original(s, evolve(u, condition=TRUE), a, o))


def updates_read_the_new_state(patch: pytest.MonkeyPatch) -> None:
    original = run.Event._meant

    def meant(self: Event, term: Term, values: Mapping[Term, Term]) -> Term:
        # As if the condition of an update were read after the others.
        return original(self, term, values) if values is self.values else FALSE

    patch.setattr(run.Event, "_meant", meant)


def births_are_untouched_where_nothing_is_written(patch: pytest.MonkeyPatch) -> None:
    original = generate._Generator._targets

    def targets(self: object, clause: PropertyClause, *rest: object) -> Iterator[object]:
        if clause.name == "o_birth":
            clause = evolve(clause, supposes=(*clause.supposes, Word("same_view", ("u",), False, clause.span)))
        yield from original(self, clause, *rest)  # type: ignore[arg-type]

    patch.setattr(generate._Generator, "_targets", targets)


def every_view_is_untouched(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate, "viewed_symbols", lambda _: frozenset())


def masks_are_not_read_by_views(patch: pytest.MonkeyPatch) -> None:
    original = views.viewed_symbols
    patch.setattr(generate, "viewed_symbols", lambda view: original(evolve(view, where=TRUE)))


def equal_views_are_not_supposed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate, "equal_before", lambda *_: [])


def equal_views_are_supposed_of_what_is_masked(patch: pytest.MonkeyPatch) -> None:
    original = views.equal_before
    patch.setattr(generate, "equal_before", lambda view, *rest: original(evolve(view, where=TRUE), *rest))


def the_observer_is_a_parameter(patch: pytest.MonkeyPatch) -> None:
    """As it was when its constant was called `u~`, and a step had a parameter `u`."""

    def observing(observer: Observer | None) -> Term | None:
        return None if observer is None or observer.sort is None else variable("g~", observer.sort)

    patch.setattr(generate, "observing", observing)


def everybody_owns_every_step(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate, "_own", lambda *_: TRUE)


def nobody_owns_a_step(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate, "_own", lambda *_: FALSE)


def news_are_never_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(news, "same_news", lambda *_: FALSE)


def news_are_always_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(news, "same_news", lambda *_: TRUE)


def news_carry_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(news, "_same_values", lambda *_: TRUE)


def everybody_is_told_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(news, "told", lambda *_: TRUE)


def different_steps_never_tell_the_same(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(news, "share_news", lambda *_: False)


def a_guard_is_supposed_of_the_wrong_run(patch: pytest.MonkeyPatch) -> None:
    def passed(event: Event, guard: Guard) -> Hypothesis:
        return Hypothesis("guard", Event(event.step, "s", event.values).holds(guard))

    patch.setattr(generate, "_pass", passed)


def guards_are_not_supposed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate, "_passed", lambda _: [])


def invariants_are_not_supposed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(generate._Generator, "_held", lambda *_: [])


def choices_are_the_same_in_both_runs(patch: pytest.MonkeyPatch) -> None:
    original = generate._event

    def event(step: object, tag: str, suffix: str) -> Event:
        made = original(step, tag, suffix)  # type: ignore[arg-type]
        return evolve(made, values={v: variable(c.name.replace("~t", "~s"), c.sort) for v, c in made.values.items()})

    patch.setattr(generate, "_event", event)


def sets_are_empty(patch: pytest.MonkeyPatch) -> None:
    original = lower.without_sets
    lowered: dict[Term, Term] = {}

    def without(term: Term) -> Term:
        if term.operator is Operator.CONTAINS and term.arguments[0].operator is Operator.VARIABLE:
            return FALSE
        return original(term) if not term.arguments else original(term.rebuild(tuple(map(without, term.arguments))))

    patch.setattr(lower, "_LOWERED", lowered)
    patch.setattr(lower, "without_sets", without)


# --- mistakes in what is answered


def a_core_of_nothing_is_enough(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "denied", lambda _: FALSE)


def existentials_are_universal(patch: pytest.MonkeyPatch) -> None:
    original = clauses._Maker._quantifier

    def quantifier(self: object, term: Term, sign: bool, scope: tuple[Term, ...]) -> Term:
        if term.operator is Operator.EXISTS:
            term = forall(term.bound, term.arguments[0])
        return original(self, term, sign, scope)  # type: ignore[arg-type]

    patch.setattr(clauses._Maker, "_quantifier", quantifier)
    patch.setattr(decide, "_PREPARED", {})


def statements_about_empty_relations_hold(patch: pytest.MonkeyPatch) -> None:
    def needed(universal: clauses.Universal) -> frozenset[tuple[str, str]]:
        found = (t for t in subterms(universal.body) if t.symbol is not None and t.sort.is_boolean)
        return frozenset((t.symbol.name, t.state) for t in found if t.symbol is not None)

    patch.setattr(countermodel, "relations_needed", needed)


ASKED: list[tuple[Patch, Check, int]] = [
    (an_update_is_forgotten, every_breach_is_refuted, 0),
    (the_first_of_two_updates_counts, every_breach_is_refuted, 25),
    (the_condition_of_an_update_is_forgotten, every_breach_is_refuted, 20),
    (updates_read_the_new_state, every_breach_is_refuted, 0),
    (births_are_untouched_where_nothing_is_written, every_breach_is_refuted, 0),
    (every_view_is_untouched, every_breach_is_refuted, 0),
    (masks_are_not_read_by_views, every_breach_is_refuted, 0),
    (equal_views_are_not_supposed, every_refutation_is_real, 1000),
    (equal_views_are_supposed_of_what_is_masked, every_breach_is_refuted, 10),
    (the_observer_is_a_parameter, every_breach_is_refuted, 0),
    (everybody_owns_every_step, every_breach_is_refuted, 0),
    (nobody_owns_a_step, every_refutation_is_real, 1000),
    (news_are_never_the_same, every_breach_is_refuted, 0),
    (news_are_always_the_same, every_refutation_is_real, 1000),
    (news_carry_nothing, every_refutation_is_real, 1040),
    (everybody_is_told_everything, every_breach_is_refuted, 0),
    (different_steps_never_tell_the_same, every_breach_is_refuted, 25),
    (a_guard_is_supposed_of_the_wrong_run, every_refutation_is_real, 1000),
    (guards_are_not_supposed, every_refutation_is_real, 1000),
    (invariants_are_not_supposed, every_refutation_is_real, 1000),
    (choices_are_the_same_in_both_runs, every_breach_is_refuted, 0),
    (sets_are_empty, every_breach_is_refuted, 0),
    (a_core_of_nothing_is_enough, every_breach_is_refuted, 0),
    (existentials_are_universal, every_refutation_is_real, 1010),
    (statements_about_empty_relations_hold, every_refutation_is_real, 1000),
]


@pytest.mark.parametrize(("mistake", "check", "start"), ASKED, ids=lambda f: getattr(f, "__name__", ""))
def test_a_mistake_in_an_engine_is_noticed(
    monkeypatch: pytest.MonkeyPatch, mistake: Patch, check: Check, start: int
) -> None:
    mistake(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        for seed in range(start, start + 15):
            check(seed)
