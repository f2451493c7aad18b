"""What certificates prove is what the solvers were asked: obligations spelt out say the same as the generated ones."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from finite_structures import disagreement

from septum.logic import build
from septum.logic.terms import Term
from septum.obligations import Obligation, generate
from septum.obligations.spelt import Speller
from septum.obligations.spelt_news import in_order
from septum.spec.load import load_profile
from septum.spec.model import Model, Step

ROOT = Path(__file__).parents[3]
MODELS = ("desks", "loans", "lockers", "rooms", "trusting", "benign_allocator")
ENOUGH = 120
"""In so many structures are two statements compared."""


@cache
def loaded(name: str) -> Model:
    """A model of the tests, or an example."""
    file = next(f for f in (ROOT / "tests/unit/models" / f"{name}.py", ROOT / "examples" / f"{name}.py") if f.exists())
    return in_order(load_profile(str(file)))


@cache
def asked(name: str) -> tuple[Obligation, ...]:
    """The obligations that some step touches."""
    return tuple(one for one in generate(loaded(name)) if not one.untouched)


def differences(obligations: tuple[Obligation, ...], speller: Speller) -> Iterator[tuple[str, str]]:
    """The obligation and the hypothesis, or `goal`, where what is spelt and what was generated differ."""
    alike: set[tuple[Term, Term]] = set()
    random = Random(0)
    for one in obligations:
        spelt = speller.spelt(one)
        names = [*(h.name for h in one.hypotheses), "goal"]
        generated = [*(h.term for h in one.hypotheses), one.goal]
        for name, left, right in zip(names, [*spelt.hypotheses, spelt.goal], generated, strict=True):
            if (left, right) in alike:
                continue
            if disagreement(left, right, random, ENOUGH) is not None:
                yield one.identifier, name
            else:
                alike.add((left, right))


@pytest.mark.parametrize("name", MODELS)
def test_spelt_obligations_say_what_was_generated(name: str) -> None:
    assert len(asked(name)) > 3
    assert list(differences(asked(name), Speller(loaded(name)))) == []


def _denied(term: Term) -> Term:
    return build.negate(term)


def _changes(model: Model) -> Iterator[tuple[str, Model, str | None]]:
    """Models that say something else: each condition denied, each update left out; of which step, if of one."""
    for number, step in enumerate(model.steps):
        for what, changed in _changed_steps(step):
            yield what, evolve(model, steps=(*model.steps[:number], changed, *model.steps[number + 1 :])), step.name
    for number, view in enumerate(model.views):
        changed = evolve(view, where=_denied(view.where))
        yield view.name, evolve(model, views=(*model.views[:number], changed, *model.views[number + 1 :])), None
    for number, fact in enumerate(model.invariants):
        other = evolve(fact, body=_denied(fact.body))
        yield (
            fact.name,
            evolve(model, invariants=(*model.invariants[:number], other, *model.invariants[number + 1 :])),
            None,
        )
    starts = tuple(evolve(fact, body=_denied(fact.body)) for fact in model.initially)
    yield "initially", evolve(model, initially=starts), None


def _changed_steps(step: Step) -> Iterator[tuple[str, Step]]:
    for number, guard in enumerate(step.guards):
        other = evolve(guard, condition=_denied(guard.condition))
        yield guard.identifier, evolve(step, guards=(*step.guards[:number], other, *step.guards[number + 1 :]))
    for number, update in enumerate(step.updates):
        less = (*step.updates[:number], *step.updates[number + 1 :])
        yield f"{step.name}: {update.symbol.name}", evolve(step, updates=less)
    for number, tell in enumerate(step.tells):
        quiet = evolve(tell, where=_denied(tell.where))
        yield tell.identifier, evolve(step, tells=(*step.tells[:number], quiet, *step.tells[number + 1 :]))


@pytest.mark.parametrize(
    ("name", "of_no_obligation"),
    [
        # Nothing is proved of whose turn it is, or of what is ruled out.
        ("rooms", {"serve: Rooms.served", "flood: Rooms.inside"}),
        ("benign_allocator", set[str]()),
    ],
)
def test_what_a_model_says_otherwise_is_spelt_otherwise(name: str, of_no_obligation: set[str]) -> None:
    """A comparison that lets such a difference pass would compare nothing."""
    missed = {
        what
        for what, other, step in _changes(loaded(name))
        if next(differences(_of_step(asked(name), step), Speller(other)), None) is None
    }
    assert missed == of_no_obligation


def _of_step(obligations: tuple[Obligation, ...], step: str | None) -> tuple[Obligation, ...]:
    return tuple(one for one in obligations if step is None or step in (one.step, one.other_step))
