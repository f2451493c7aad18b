"""A reading that is kept saves work; it never stands for another text."""

import pickle
import sqlite3
from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.engines import readings
from septum.engines.cache import Cache
from septum.engines.code import code_digest
from septum.engines.corpus.reading import scripts_about
from septum.engines.readings import read_profile
from septum.spec import load
from septum.spec.load import load_profile
from septum.spec.model import Model, without
from septum.spec.source import MODELS

PROFILE = "driver_in_guest"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache that knows the profile."""
    cache = Cache(tmp_path / "proofs.sqlite")
    assert read_profile(PROFILE, cache) == load_profile(PROFILE)
    return cache


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The profiles that are read from their files from here on."""
    asked: list[str] = []
    real = load.load_profile

    def load_and_note(profile: str) -> Model:
        asked.append(profile)
        return real(profile)

    monkeypatch.setattr(load, "load_profile", load_and_note)
    return asked


def test_a_profile_is_read_once(cache: Cache, loads: list[str]) -> None:
    again = read_profile(PROFILE, cache)
    assert not loads
    assert again == load_profile(PROFILE) and again.sources == load_profile(PROFILE).sources
    assert [step.name for step in again.active_steps()] == [s.name for s in load_profile(PROFILE).active_steps()]


def test_without_a_cache_it_is_read_each_time(loads: list[str]) -> None:
    for _ in range(2):
        read_profile(PROFILE, None)
    assert loads == [PROFILE, PROFILE]


def test_a_text_that_changes_is_read_again(cache: Cache, loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_origin", lambda: "another")
    read_profile(PROFILE, cache)
    assert loads == [PROFILE]


@pytest.mark.parametrize("folder", ["models/profiles", "spec", "logic", "diagnostics"])
def test_every_text_bears_on_the_origin(tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "septum"
    for place in readings._MADE_OF:
        if place.endswith(".py"):
            package.mkdir(exist_ok=True)
            (package / place).write_text("")
        else:
            (package / place).mkdir(parents=True)
    (package / folder).mkdir(exist_ok=True)
    monkeypatch.setattr("septum.engines.code._PACKAGE", package)
    origins = set[str]()
    for name, text in (("text.py", "one"), ("text.py", "two"), ("other.py", "one"), ("other.py", "")):
        (package / folder / name).write_text(text)
        code_digest.cache_clear()
        origins.add(readings._origin.__wrapped__())
    code_digest.cache_clear()
    assert len(origins) == 4


def test_a_file_of_the_user_is_read_each_time(cache: Cache, loads: list[str]) -> None:
    path = str(MODELS / "profiles" / f"{PROFILE}.py")
    for _ in range(2):
        assert read_profile(path, cache).name == load_profile(PROFILE).name
    assert loads == [path, path]


@pytest.mark.parametrize("place", [0, 40, -200])
def test_a_damaged_record_is_read_again(cache: Cache, loads: list[str], place: int) -> None:
    assert cache.path is not None
    with sqlite3.connect(cache.path) as connection:
        (record,) = connection.execute("SELECT record FROM readings").fetchone()
        scrambled = bytearray(record)
        scrambled[place] ^= 1
        connection.execute("UPDATE readings SET record = ?", (bytes(scrambled),))
    assert read_profile(PROFILE, cache).name == PROFILE
    assert loads == [PROFILE]
    assert read_profile(PROFILE, cache).name == PROFILE
    assert loads == [PROFILE]


class _Writes:
    """What a record must not be able to do when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("bait", [_Writes(Path("written")), exec, without, InputError, Path("x"), 3, None])
def test_a_record_that_is_no_model_is_read_again(
    cache: Cache, loads: list[str], bait: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = pickle.dumps(bait)
    cache.keep_reading(f"profile {PROFILE}", readings._origin(), readings._seal(body) + body)
    assert read_profile(PROFILE, cache).name == PROFILE
    assert loads == [PROFILE]
    assert not (tmp_path / "written").exists()


def test_mistakes_are_not_kept(cache: Cache) -> None:
    for _ in range(2):
        with pytest.raises(InputError):
            read_profile("no_such_profile", cache)


def test_scripts_are_kept_with_the_profile_beside_them(cache: Cache) -> None:
    first, again = scripts_about(PROFILE, cache), scripts_about(PROFILE, cache)
    assert first == again == scripts_about(PROFILE)
