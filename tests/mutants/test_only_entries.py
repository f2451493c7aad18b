"""What a loss shows is a word, an answer or an interrupt, wherever one is within reach."""

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from septum.engines.corpus.reading import scripts_about
from septum.engines.drop import drop
from septum.engines.losses import judge_loss
from septum.engines.prove import judge
from septum.engines.refute.delivered import is_delivered, table_entries
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.logic import Operator, Term
from septum.logic.build import apply, conditional, conjunction
from septum.logic.terms import FALSE, TRUE
from septum.logic.walk import symbols
from septum.obligations import generate
from septum.spec.load import load_profile
from septum.spec.model import Model, View, without

ROOT = Path(__file__).parents[2]
RECORD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "only_entries.toml").read_text(encoding="utf-8"))
QUICK = Settings(solvers=("z3",), workers=2)
PROVED = [item["loss"] for item in RECORD["proved"]]


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


@pytest.mark.parametrize(
    ("loss", "fall"),
    [
        ("drain.DRAINED", "dma_write"),
        ("detach.DETACHED", "fill_iotlb"),
        ("create.NAME_IN_USE", "load"),
    ],
)
def test_the_victim_is_answered_differently(minimal: Model, loss: str, fall: str):
    """One more request after what was found; a script; a script in which a life begins."""
    result = drop(minimal, loss, QUICK, scripts=partial(scripts_about, "minimal"))
    assert result.attack is not None and result.attack.replayed
    assert result.attack.fall.entry.split("(")[0] == fall
    assert is_delivered(minimal, result.attack.fall)


def test_nothing_but_entries_can_differ_where_no_more_is_shown(minimal: Model):
    """All these losses at once, with views that say less. Only starts are not alike then, and runs share one."""
    lost = judge_loss(minimal, _saying_less(without(minimal, *PROVED)), QUICK)
    kept = RECORD["views"]["always_shown"]
    assert sorted(o.identifier for o, _ in lost.failing) == sorted(f"o_start/{name}" for name in kept)
    assert lost.stated == ()


def test_views_that_say_less_still_notice_news_that_are_needed(minimal: Model):
    weak = _saying_less(without(minimal, "take_back.TAKEN"))
    judged = judge(generate(weak, frozenset({"take_back"})), QUICK)
    assert Verdict.VIOLATED in {outcome.verdict for outcome in judged}


def test_only_table_entries_are_left_out_of_the_views(minimal: Model):
    """Whatever is dropped shows nothing that the victim gets to work with."""
    dropped = RECORD["views"]["dropped"]
    assert set(dropped) <= table_entries(minimal)
    assert {item["entry"] for item in (*RECORD["proved"], *RECORD["argued"])} <= {view.name for view in minimal.views}


def test_the_manual_lists_them_with_their_reasons():
    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    for item in (*RECORD["proved"], *RECORD["argued"]):
        assert f"| `{item['loss']}` | `{item['entry']}` | {item['reason']} |" in text


def _saying_less(model: Model) -> Model:
    views = RECORD["views"]
    changed = [_masked(model, v) if v.name in views["masked"] else v for v in model.views]
    changed = [_always_shown(v) if v.name in views["always_shown"] else v for v in changed]
    assert {*views["masked"], *views["always_shown"]} <= {v.name for v in changed}
    return without(evolve(model, views=tuple(changed)), *views["dropped"])


def _masked(model: Model, view: View) -> View:
    values = (evolve(c, value=conditional(view.where, c.value, _nothing(model, c.value))) for c in view.values)
    return evolve(view, where=TRUE, values=tuple(values))


def _nothing(model: Model, value: Term) -> Term:
    if value.sort.is_boolean:
        return FALSE
    zero = next(d.symbol for d in model.symbols if d.symbol.name == "Memory.ZERO")
    return apply(zero, ())


def _always_shown(view: View) -> View:
    assert view.where.operator is Operator.AND
    kept = [part for part in view.where.arguments if all(s.name != "Guests.phase" for s in symbols(part.bare))]
    assert len(kept) == len(view.where.arguments) - 1
    return evolve(view, where=conjunction(*kept))
