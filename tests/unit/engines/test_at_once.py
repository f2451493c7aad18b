"""What a loss fails at once: the same whoever asks, and whatever becomes of the process that does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from septum.engines import at_once
from septum.engines.at_once import Asking, AtOnce, fails_at_once
from septum.engines.cache import Cache
from septum.engines.losses import judge_loss
from septum.engines.settings import Progress, Settings
from septum.spec.load import load_profile
from septum.spec.model import Model, without

LENDING = Path(__file__).parents[1] / "refute" / "profiles" / "lending.py"


@pytest.fixture(scope="module")
def lending() -> Model:
    return load_profile(str(LENDING))


def test_it_is_what_both_solvers_say(lending: Model) -> None:
    weak = without(lending, "store.NOT_YOURS")
    found = fails_at_once(lending, weak, Settings(workers=1))
    loss = judge_loss(lending, weak, Settings(workers=1))
    assert found.isolation and set(found.isolation) <= {o.identifier for o, _ in loss.failing}
    assert found.count == len(found.hints.failing) == len(found.isolation) + len(found.lost)


def test_facts_that_are_lost_are_named_and_looked_for(lending: Model) -> None:
    found = fails_at_once(lending, without(lending, "scrub.LENT"), Settings(workers=1))
    assert found.lost == ("lent_frames_are_not_clean",)
    assert {failing.entry for failing in found.hints.failing if failing.clause == "o_inv"} == set(found.lost)


@pytest.mark.parametrize("workers", [1, 2])
def test_asking_in_another_process_is_answered_alike(lending: Model, workers: int) -> None:
    weak = without(lending, "scrub.LENT")
    told: list[Progress] = []
    with Asking(lending, weak, Settings(workers=workers), told.append) as asked:
        answer = asked.answer()
        assert asked.ready() and asked.hints() == answer.hints
    assert answer == fails_at_once(lending, weak, Settings(workers=1))
    assert told and told[-1].solved == told[-1].total


def test_a_process_that_dies_is_asked_for(lending: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    weak = without(lending, "scrub.LENT")
    expected = fails_at_once(lending, weak, Settings(workers=1))
    here = os.getpid()
    asks = fails_at_once

    def dies(
        whole: Model, weak: Model, settings: Settings, progress: Callable[[Progress], None] | None = None
    ) -> AtOnce:
        return asks(whole, weak, settings, progress) if os.getpid() == here else os._exit(1)

    monkeypatch.setattr(at_once, "fails_at_once", dies)
    with Asking(lending, weak, Settings(workers=2)) as asked:
        assert asked.answer() == expected
        assert asked.ready()


def test_what_one_solver_says_is_kept_nowhere(lending: Model, tmp_path: Path) -> None:
    path = tmp_path / "proofs.sqlite"
    cache = Cache(path)
    with Asking(lending, without(lending, "scrub.LENT"), Settings(workers=2, cache=cache)) as asked:
        assert asked.answer().count
    fails_at_once(lending, without(lending, "scrub.LENT"), Settings(workers=1, cache=cache))
    cache.close()
    import sqlite3

    assert sqlite3.connect(path).execute("SELECT count(*) FROM entries").fetchone() == (0,)
