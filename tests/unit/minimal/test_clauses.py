"""A clause is needed only where its own model leaks, and leaks in no other way."""

from pathlib import Path

import pytest
from attrs import evolve
from halls import LOCKERS, MODELS, written

import septum.engines.minimal.clauses
from septum.engines.minimal.clauses import clauses_of, weigh_clause
from septum.engines.minimal.results import Finding, Standing
from septum.engines.settings import Settings
from septum.spec.source import MODELS as SHIPPED

CLAUSES = clauses_of(written(LOCKERS))
WRITE = next(pair for pair in CLAUSES if pair[1].name == "o_write")


def weighed_with(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """What is said of `o_write` where this is its leaky model."""
    (folder / "leaky").mkdir()
    (folder / "leaky" / "o_write.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(septum.engines.minimal.clauses, "MODELS", folder)
    return weigh_clause(*WRITE, Settings(workers=1))


def test_a_model_that_does_not_leak_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = weighed_with((MODELS / "lockers.py").read_text(encoding="utf-8"), tmp_path, monkeypatch)
    assert found.standing is Standing.UNEXPLAINED


def test_a_model_that_leaks_in_another_way_too_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaky = (SHIPPED / "leaky" / "o_told.py").read_text(encoding="utf-8")
    found = weighed_with(leaky, tmp_path, monkeypatch)
    assert (found.standing, found.obligation) == (Standing.UNDECIDED, "deliver/o_told/own_note")


def test_a_clause_of_which_no_model_is_shipped_is_undecided() -> None:
    stated, clause = WRITE
    found = weigh_clause(stated, evolve(clause, name="o_mine"), Settings(workers=1))
    assert found.standing is Standing.UNDECIDED


def test_a_clause_that_only_has_the_name_of_a_known_one_is_undecided() -> None:
    stated, clause = WRITE
    other = evolve(stated, clauses=stated.clauses[:-1])
    assert weigh_clause(other, clause, Settings(workers=1)).standing is Standing.UNDECIDED


@pytest.mark.parametrize("file", sorted((SHIPPED / "leaky").glob("o_*.py")), ids=lambda file: file.stem)
def test_leaky_models_are_short_and_say_what_they_are_about(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 80
    assert f"Nothing but `{file.stem}` notices" in text.splitlines()[0]
