"""Compiled searches that are wrong on purpose: each mistake is noticed beside the generated Python."""

import shutil
import sys
from pathlib import Path

import pytest

from septum.engines.explore import Engine, Exploration, Symmetry, compiler, explore
from septum.engines.explore.compiler import whole_text
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine
from septum.spec.model import Model, without

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from lending import MODEL

_INSTANCE = Instance({"Guest": ("g0", "g1"), "Frame": ("f0", "f1", "f2"), "Word": ("zero", "seven")})

MISTAKES = {
    "states are known by a few bits of their hash": (
        "return !different;\n}\n\nstatic inline void fill",
        "return 1;\n}\n\nstatic inline void fill",
    ),
    "a state known lately is taken for another": ("unknown = !same(recent, state)", "unknown = recent[0] == state[0]"),
    "a step that changes a state is not done": ("(n0 ^ w0)) ? 1 : 0", "(n0 ^ w0)) ? 0 : 0"),
    "new values are added to old ones": ("(w0 & ~", "(w0 | ~"),
    "the last layer is counted though it is empty": ("x->depth += x->count > x->layer_end", "x->depth++"),
    "edges are counted once for each state": ("*count += c;", "*count += c > 0;"),
}


def _result(model: Model, engine: Engine, symmetry: Symmetry = Symmetry.OFF) -> Exploration:
    return explore(Machine(model, _INSTANCE), most_states=20_000, engine=engine, symmetry=symmetry)


def _counts(result: Exploration) -> tuple[object, ...]:
    return result.verdict, result.states, result.edges, result.depth, result.happened


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("gcc") is None:
        pytest.skip("there is no gcc")
    monkeypatch.setenv("SEPTUM_CACHE", str(tmp_path / "proofs.sqlite"))


def _mistaken(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    def text(program: str) -> str:
        right = whole_text(program)
        assert old in right
        return right.replace(old, new)

    monkeypatch.setattr(compiler, "whole_text", text)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_search_shows_in_what_is_counted(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _counts(_result(MODEL, Engine.PYTHON))
    assert _counts(_result(MODEL, Engine.COMPILED)) == expected
    _mistaken(monkeypatch, *MISTAKES[mistake])
    try:
        found = _counts(_result(MODEL, Engine.COMPILED))
    except AssertionError as error:
        # A violation that is none: the interpreter has the last word.
        assert "the interpreter" in str(error)
    else:
        assert found != expected


def test_an_invariant_that_is_not_checked_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = without(MODEL, "lend.LENT")
    assert _result(weak, Engine.COMPILED).verdict is Verdict.VIOLATED
    _mistaken(monkeypatch, "if (fails(state, changed)) return VIOLATED;", "")
    assert _result(weak, Engine.COMPILED).verdict is not Verdict.VIOLATED


def test_a_violation_where_there_is_none_is_no_result_but_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _mistaken(monkeypatch, "if (fails(state, changed)) return VIOLATED;", "return VIOLATED;")
    with pytest.raises(AssertionError, match="the interpreter finds none there"):
        _result(MODEL, Engine.COMPILED)


def test_a_representative_that_is_not_the_least_leaves_several_of_an_orbit(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _result(MODEL, Engine.COMPILED, Symmetry.ON).states
    _mistaken(monkeypatch, "if (less(at, state)) memcpy(state, at, sizeof at);", "memcpy(state, at, sizeof at);")
    assert _result(MODEL, Engine.COMPILED, Symmetry.ON).states > expected
