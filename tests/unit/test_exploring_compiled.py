"""The compiled search: when it is used, what it says where it cannot be, its limits, its library."""

import shutil
import stat
from pathlib import Path

import pytest
from attrs import evolve
from lending import LENT, MODEL

from septum.engines.explore import Engine, Exploration, Scope, Symmetry, compiler, explore, packing, program
from septum.engines.explore.compiler import NotCompiled, load_program
from septum.engines.explore.packing import Packing
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine, initial_states
from septum.logic import Symbol
from septum.spec.model import Home, StateSymbol, without

gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="there is no gcc")


def lending(guests: int = 2, frames: int = 3) -> Machine:
    elements = {"Guest": _named("guest", guests), "Frame": _named("frame", frames), "Word": ("zero", "seven")}
    return Machine(MODEL, Instance(elements))


def _named(stem: str, count: int) -> tuple[str, ...]:
    return tuple(f"{stem}{number}" for number in range(count))


def _counts(result: Exploration) -> tuple[object, ...]:
    return result.verdict, result.states, result.edges, result.depth, result.happened, result.idle


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEPTUM_CACHE", str(tmp_path / "cache" / "proofs.sqlite"))


@gcc
def test_a_few_states_are_visited_in_python_and_many_in_c() -> None:
    assert explore(lending(2, 2)).engine is Engine.PYTHON
    many = explore(lending())
    assert many.engine is Engine.COMPILED and many.notes == () and many.states > 2_000
    assert _counts(many) == _counts(explore(lending(), engine=Engine.PYTHON))
    assert explore(lending(), most_states=100).engine is Engine.PYTHON


@gcc
@pytest.mark.parametrize("bits", [5, 8, 11, 31])
def test_states_of_many_words_are_told_apart(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "WORD", bits)
    machine = lending()
    assert Packing(machine, 1_000).words == {5: 5, 8: 3, 11: 2, 31: 1}[bits]
    for symmetry in Symmetry:
        expected = explore(machine, engine=Engine.PYTHON) if symmetry is Symmetry.OFF else None
        result = explore(machine, engine=Engine.COMPILED, symmetry=symmetry)
        assert result.verdict is Verdict.PROVED and result.engine is Engine.COMPILED
        assert expected is None or _counts(result) == _counts(expected)
        assert expected is not None or result.states == 760


@gcc
def test_every_initial_state_is_a_start_and_a_broken_one_is_reported() -> None:
    machine = lending()
    starts = list(initial_states(machine))
    results = [explore(machine, starts, engine=engine) for engine in Engine]
    assert len(starts) == 8 and _counts(results[0]) == _counts(results[1])
    broken = machine.state_of({LENT.name: {("frame0",): True}, "Lending.may": {("guest1", "frame0", "READ"): True}})
    for engine in Engine:
        result = explore(machine, [*starts, broken], engine=engine)
        assert result.verdict is Verdict.VIOLATED and result.violation is not None
        assert result.violation.depth == 0 and result.violation.trace.events == ()


@gcc
def test_a_violation_is_as_short_as_it_can_be_and_has_been_replayed() -> None:
    machine = Machine(without(MODEL, "lend.LENT"), lending().instance)
    for symmetry in Symmetry:
        result = explore(machine, engine=Engine.COMPILED, symmetry=symmetry)
        assert result.violation is not None and result.scope is Scope.PARTIAL
        assert [e.step for e in result.violation.trace.events] == ["lend", "lend"]
        assert result.violation.depth == result.depth == 2


@gcc
def test_limits_of_states_and_of_memory_prove_nothing_and_are_named() -> None:
    machine = lending()
    total = explore(machine, engine=Engine.COMPILED).states
    exact = explore(machine, most_states=total, engine=Engine.COMPILED)
    assert exact.verdict is Verdict.PROVED and exact.scope is Scope.EXHAUSTED
    short = explore(machine, most_states=total - 1, engine=Engine.COMPILED)
    assert (short.verdict, short.scope, short.states) == (Verdict.BUDGET, Scope.PARTIAL, total - 1)
    poor = explore(machine, most_bytes=200_000, engine=Engine.COMPILED)
    assert (poor.verdict, poor.scope) == (Verdict.BUDGET, Scope.PARTIAL) and 0 < poor.states < total
    assert poor.notes == ("the limit of memory was reached",) and poor.bytes <= 200_000


def test_to_explore_from_nowhere_proves_nothing() -> None:
    for engine in Engine:
        with pytest.raises(ValueError, match="no initial state"):
            explore(lending(), [], engine=engine)


def test_without_a_compiler_the_states_are_visited_in_python_and_a_note_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    expected = explore(lending(), engine=Engine.PYTHON)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = explore(lending(), symmetry=Symmetry.ON)
    assert result.engine is Engine.PYTHON and _counts(result) == _counts(expected)
    assert result.notes == (
        "not compiled: there is no gcc on this machine",
        "symmetry is not used: the generated Python visits every state",
    )


def test_a_compiler_that_fails_is_a_note_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "gcc"
    fake.write_text('#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "no space left" >&2\nexit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    result = explore(lending(2, 2), engine=Engine.COMPILED)
    assert result.engine is Engine.PYTHON and result.notes == ("not compiled: gcc failed: no space left",)
    assert [*(tmp_path / "cache" / "compiled").iterdir()] == []


@gcc
def test_an_instance_that_is_too_large_to_compile_is_left_to_python(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in {
        "MOST_BITS": "a state has 8 bits, and no more than 4 are packed",
        "MOST_CONDITIONS": "the steps and invariants on this instance are more than 4 conditions",
        "MOST_WAYS": "there are more than 4 ways to do a step on this instance",
    }.items():
        with monkeypatch.context() as patch:
            patch.setattr(program, name, 4)
            result = explore(lending(1, 2), engine=Engine.COMPILED)
        assert result.engine is Engine.PYTHON and result.notes == (f"not compiled: {words}",)
        assert result.verdict is Verdict.PROVED


@gcc
def test_a_library_is_compiled_once_and_again_when_anything_changes(tmp_path: Path) -> None:
    folder = tmp_path / "libraries"
    text = program.write_program(lending()).text
    load_program(text, "-O1", folder)
    (library,) = folder.iterdir()
    before = library.stat().st_mtime_ns
    load_program(text, "-O1", folder)
    assert [*folder.iterdir()] == [library] and library.stat().st_mtime_ns == before
    load_program(text + "/* other */\n", "-O1", folder)
    assert len([*folder.iterdir()]) == 2
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@gcc
def test_a_folder_into_which_others_may_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    load_program(program.write_program(lending()).text, "-O1", folder)
    assert [*folder.iterdir()] == []


@gcc
def test_a_library_that_cannot_be_loaded_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_compiler: str, _flags: object, _text: str, library: Path) -> Path:
        library.write_bytes(b"not a library")
        return library

    monkeypatch.setattr(compiler, "_compiled", broken)
    with pytest.raises(NotCompiled, match="cannot be loaded"):
        load_program("", "-O1", tmp_path / "libraries")
    assert explore(lending(2, 2), engine=Engine.COMPILED).engine is Engine.PYTHON


def test_packed_states_are_read_as_they_were_written() -> None:
    machine = lending(3, 2)
    made = Packing(machine, 1_000)
    for state in initial_states(machine, ["Lending.holder", "Lending.contents", "Lending.lent"]):
        assert made.unpack(made.pack(state)) == state
    places = [(e.place.word, bit) for e in made.entries for bit in range(e.place.shift, e.place.shift + e.place.width)]
    assert len(set(places)) == len(places) == made.bits and all(bit < packing.WORD for _, bit in places)


def test_a_symbol_without_arguments_and_a_sort_of_one_element_are_packed() -> None:
    flag = StateSymbol(Symbol("Lending.flag", ()), Home.CORE, MODEL.symbols[0].span)
    machine = Machine(
        evolve(MODEL, symbols=(*MODEL.symbols, flag)), Instance({"Guest": ("g",), "Frame": ("f",), "Word": ("zero",)})
    )
    made = Packing(machine, 100)
    state = machine.state_of({"Lending.flag": {(): True}})
    assert made.unpack(made.pack(state)) == state != machine.state_of({})
