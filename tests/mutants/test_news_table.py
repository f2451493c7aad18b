"""The table of news is minimal: whatever is told, some obligation needs."""

import pytest
from attrs import evolve

from septum.engines.news import drop_news
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.logic.terms import TRUE
from septum.spec.load import load_profile
from septum.spec.model import Carried, Model


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def test_every_entry_and_every_value_of_the_news_is_needed(minimal: Model):
    findings = drop_news(minimal, Settings(solvers=("z3",)))
    values = sum(len(tell.carries) for step in minimal.active_steps() for tell in step.tells)
    entries = sum(len(step.tells) for step in minimal.active_steps())
    assert len(findings) == entries + values
    superfluous = [f"{f.tell} {f.carried or ''}" for f in findings if f.verdict is not Verdict.VIOLATED]
    assert superfluous == []


def test_a_value_too_many_is_found(minimal: Model):
    """`lend` that also told its holder which frame it got would tell too much."""
    lend = minimal.step("lend")
    frame = next(p for p in lend.parameters if p.sort.name == "Frame")
    talkative = evolve(lend, tells=(evolve(lend.tells[0], carries=(*lend.tells[0].carries, Carried(frame))),))
    model = evolve(minimal, steps=tuple(talkative if s.name == "lend" else s for s in minimal.steps))
    only = evolve(model, steps=tuple(s if s.name == "lend" else evolve(s, tells=()) for s in model.steps))
    findings = {f.carried: f.verdict for f in drop_news(only, Settings(solvers=("z3",)))}
    assert findings[repr(frame)] is Verdict.PROVED
    assert findings["page"] is Verdict.VIOLATED


def test_a_superfluous_entry_is_found(minimal: Model):
    """Telling the manager of a loan that it has made itself is superfluous."""
    lend = minimal.step("lend")
    noisy = evolve(lend.tells[0], identifier="lend.LENT.Manager", principal="Manager", recipient=None, whom=TRUE)
    model = evolve(
        minimal,
        steps=tuple(
            evolve(s, tells=(*lend.tells, noisy)) if s.name == "lend" else evolve(s, tells=()) for s in minimal.steps
        ),
    )
    findings = {(f.tell, f.carried): f.verdict for f in drop_news(model, Settings(solvers=("z3",)))}
    assert findings["lend.LENT.Manager", None] is Verdict.PROVED
    assert findings["lend.LENT", None] is Verdict.VIOLATED
