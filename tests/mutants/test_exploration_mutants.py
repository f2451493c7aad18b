"""Compiled searches that are wrong on purpose: each mistake is noticed beside the generated Python."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from septum.engines.explore import Engine, Exploration, Symmetry, compiler, explore, program
from septum.engines.explore.compiler import whole_text
from septum.engines.explore.independence import Way
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine
from septum.spec.model import Model, without

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from lending import MODEL

_INSTANCE = Instance({"Guest": ("g0", "g1"), "Frame": ("f0", "f1", "f2"), "Word": ("zero", "seven")})
_SIXTY_EIGHT_BITS = Instance(
    {"Guest": tuple(f"g{i}" for i in range(6)), "Frame": tuple(f"f{i}" for i in range(4)), "Word": ("zero", "seven")}
)

MISTAKES = {
    "states are known by a few bits of their hash": (
        "return !different;\n}\n\nstatic inline void fill",
        "return 1;\n}\n\nstatic inline void fill",
    ),
    "a state known lately is taken for another": ("unknown = !same(recent, state)", "unknown = recent[0] == state[0]"),
    "a step that changes a state is not done": ("(n0 ^ w0)) &&", "(n0 ^ w0)) && 0 &&"),
    "new values are added to old ones": ("(w0 & ~", "(w0 | ~"),
    "the last layer is counted though it is empty": ("x->depth += x->count > x->layer_end", "x->depth++"),
    "a way is asleep behind another than the one that was gone": ("x->ways[x->next]]", "MOST_SUCCESSORS]"),
    "edges are counted once for each state": ("*count += c;", "*count += c > 0;"),
}


_PLAIN = ("#if WORDS == 2 && LAST_BITS <= 10", "#if 0")
_FIRST_WORD_ALONE = ("s[0] ^ s[1] * 0x2d358dccaa6c78a5ull", "s[0]")
SMALL_MISTAKES = {
    "the last word is forgotten": (_FIRST_WORD_ALONE, ("state[1] << 9 |", "")),
    "what is left of the hash is forgotten": (("(h >> 1 & ((1ull << (63 - LEAST_LINE_BITS)) - 1)) << 19 |", ""),),
}


def _pairs(ways: Sequence[Way], are_apart: Callable[[Way, Way], object]) -> list[int]:
    return [sum(1 << j for j in range(i) if are_apart(ways[j], way)) for i, way in enumerate(ways)]


INDEPENDENT = {
    "what others read may be written": lambda ways: _pairs(ways, lambda a, b: not a.writes & b.writes),
    "all are asleep": lambda ways: _pairs(ways, lambda a, b: True),
    "each is asleep behind the other": lambda ways: [
        sum(1 << j for j, other in enumerate(ways) if way is not other and way.is_independent_of(other)) for way in ways
    ],
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


def _mistaken(monkeypatch: pytest.MonkeyPatch, *mistakes: tuple[str, str]) -> None:
    def text(program: str) -> str:
        found = whole_text(program)
        for old, new in mistakes:
            assert old in found
            found = found.replace(old, new)
        return found

    monkeypatch.setattr(compiler, "whole_text", text)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_search_shows_in_what_is_counted(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _counts(_result(MODEL, Engine.PYTHON))
    assert _counts(_result(MODEL, Engine.COMPILED)) == expected
    _mistaken(monkeypatch, MISTAKES[mistake])
    try:
        found = _counts(_result(MODEL, Engine.COMPILED))
    except AssertionError as error:
        # A violation that is none: the interpreter has the last word.
        assert "the interpreter" in str(error)
    else:
        assert found != expected


@pytest.mark.parametrize("mistake", INDEPENDENT)
def test_ways_that_are_asleep_and_should_not_be_lose_states(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _counts(_result(MODEL, Engine.PYTHON))
    assert _counts(_result(MODEL, Engine.COMPILED)) == expected
    monkeypatch.setattr(program, "asleep", INDEPENDENT[mistake])
    assert _counts(_result(MODEL, Engine.COMPILED)) != expected


def _of_sixty_eight_bits() -> tuple[object, ...]:
    return _counts(explore(Machine(MODEL, _SIXTY_EIGHT_BITS), most_states=20_000, engine=Engine.COMPILED))


def test_a_table_of_states_in_one_word_knows_the_states_that_a_plain_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    small = _of_sixty_eight_bits()
    _mistaken(monkeypatch, _PLAIN)
    assert _of_sixty_eight_bits() == small


@pytest.mark.parametrize("mistake", SMALL_MISTAKES)
def test_a_table_that_keeps_too_little_of_a_state_is_noticed(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as plain:
        _mistaken(plain, _PLAIN)
        expected = _of_sixty_eight_bits()
    _mistaken(monkeypatch, *SMALL_MISTAKES[mistake])
    assert _of_sixty_eight_bits() != expected


def test_an_invariant_that_is_not_checked_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = without(MODEL, "lend.LENT")
    assert _result(weak, Engine.COMPILED).verdict is Verdict.VIOLATED
    _mistaken(monkeypatch, ("if (fails(state, changed)) return VIOLATED;", ""))
    assert _result(weak, Engine.COMPILED).verdict is not Verdict.VIOLATED


def test_a_violation_where_there_is_none_is_no_result_but_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _mistaken(monkeypatch, ("if (fails(state, changed)) return VIOLATED;", "return VIOLATED;"))
    with pytest.raises(AssertionError, match="the interpreter finds none there"):
        _result(MODEL, Engine.COMPILED)


def test_a_representative_that_is_not_the_least_leaves_several_of_an_orbit(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _result(MODEL, Engine.COMPILED, Symmetry.ON).states
    _mistaken(monkeypatch, ("if (less(at, state)) memcpy(state, at, sizeof at);", "memcpy(state, at, sizeof at);"))
    assert _result(MODEL, Engine.COMPILED, Symmetry.ON).states > expected
