"""A cache may forget; it may never be wrong."""

import os
import sqlite3
import stat
from multiprocessing import get_context
from pathlib import Path

import pytest
from obligations import MARKED, OTHER, PROVED, SEEN, SOME, VIOLATED, X, every, obligation, of

from septum.engines.cache import Cache, Entry, environment, open_cache
from septum.engines.prove import judge
from septum.engines.results import ObligationOutcome, Verdict
from septum.engines.settings import Settings, cache_environment
from septum.logic import Sort, SortKind, Symbol
from septum.logic.build import apply, conjunction, equal, forall, implies, negate, variable
from septum.logic.canonical import digest
from septum.obligations.obligation import Obligation


def settings(path: Path | None, resources: int = 1_000_000, solvers: tuple[str, ...] = ("z3", "cvc5")) -> Settings:
    return Settings(solvers=solvers, resources=resources, workers=1, cache=Cache(path))


def outcome(asked: Obligation, path: Path | None, **options: object) -> ObligationOutcome:
    (result,) = judge([asked], settings(path, **options))  # type: ignore[arg-type]
    return result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A cache that knows one proof and one countermodel."""
    path = tmp_path / "deep" / "proofs.sqlite"
    first = judge([PROVED, VIOLATED], settings(path))
    assert [o.verdict for o in first] == [Verdict.PROVED, Verdict.VIOLATED]
    assert not any(o.cached for o in first)
    return path


def test_what_was_proved_is_served_with_the_hypotheses_it_used(path: Path) -> None:
    again = outcome(PROVED, path)
    assert again.cached and again.verdict is Verdict.PROVED
    assert again.hypotheses == ("h0", "h1")
    assert again.core == outcome(PROVED, None).core


def test_a_goal_that_only_gains_hypotheses_is_served(path: Path) -> None:
    more = obligation("p", PROVED.goal, of(OTHER), *(h.term for h in PROVED.hypotheses), every(OTHER, MARKED))
    again = outcome(more, path)
    assert again.cached and again.verdict is Verdict.PROVED and again.hypotheses == ("h1", "h2")


def test_names_of_bound_variables_and_of_hypotheses_do_not_matter(path: Path) -> None:
    y = variable("another", X.sort)
    renamed = forall([y], implies(of(MARKED, y), of(SEEN, y)))
    assert outcome(obligation("p", PROVED.goal, renamed, of(MARKED)), path).cached


@pytest.mark.parametrize("lost", [0, 1])
def test_a_goal_that_loses_a_hypothesis_it_used_is_asked_again(path: Path, lost: int) -> None:
    kept = [h.term for i, h in enumerate(PROVED.hypotheses) if i != lost]
    again = outcome(obligation("p", PROVED.goal, *kept, of(OTHER)), path)
    assert not again.cached and again.verdict is Verdict.VIOLATED


def test_another_goal_or_the_same_in_another_state_is_asked(path: Path) -> None:
    hypotheses = [h.term for h in PROVED.hypotheses]
    for goal in (of(OTHER), of(SEEN, SOME, "t"), of(SEEN, variable("else", X.sort))):
        again = outcome(obligation("p", goal, *hypotheses), path)
        assert not again.cached and again.verdict is Verdict.VIOLATED


def test_a_hypothesis_about_another_state_is_another_hypothesis(path: Path) -> None:
    asked = obligation("p", PROVED.goal, every(MARKED, SEEN), of(MARKED, SOME, "t"))
    again = outcome(asked, path)
    assert not again.cached and again.verdict is Verdict.VIOLATED


def test_a_countermodel_is_served_for_just_the_same_hypotheses(path: Path) -> None:
    again = outcome(VIOLATED, path)
    assert again.cached and again.verdict is Verdict.VIOLATED and again.model
    more = outcome(obligation("p", VIOLATED.goal, of(MARKED), of(OTHER)), path)
    assert not more.cached and more.verdict is Verdict.VIOLATED
    fewer = outcome(obligation("p", VIOLATED.goal), path)
    assert not fewer.cached and fewer.verdict is Verdict.VIOLATED


def test_an_enumeration_that_gained_a_member_is_another_sort(tmp_path: Path) -> None:
    """What follows of two values need not follow of three, though no member is named."""

    def pigeons(members: tuple[str, ...]) -> Obligation:
        sort = Sort("Right", SortKind.ENUMERATION, members)
        a, b, c = (apply(Symbol(f"Core.{name}", (), sort), [], "s") for name in "abc")
        return obligation("p", equal(a, c), conjunction(negate(equal(a, b)), negate(equal(b, c))))

    path = tmp_path / "proofs.sqlite"
    assert outcome(pigeons(("READ", "WRITE")), path).verdict is Verdict.PROVED
    again = outcome(pigeons(("READ", "WRITE", "EXECUTE")), path)
    assert not again.cached and again.verdict is Verdict.VIOLATED


def test_other_budgets_and_other_solvers_do_not_share_proofs(path: Path) -> None:
    assert not outcome(PROVED, path, resources=2_000_000).cached
    assert not outcome(PROVED, path, solvers=("z3",)).cached
    assert outcome(PROVED, path).cached


def test_other_builds_of_solvers_do_not_share_proofs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("septum.engines.settings.builds", lambda _: {"z3": "9", "cvc5": "9"})
    assert not outcome(PROVED, path).cached


def test_other_code_that_decides_does_not_share_proofs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("septum.engines.settings.code_digest", lambda *_: "0" * 64)
    assert not outcome(PROVED, path).cached


def test_a_proof_with_too_small_a_budget_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "proofs.sqlite"
    undecided = outcome(PROVED, path, resources=1)
    assert undecided.verdict is not Verdict.VIOLATED
    if undecided.verdict is not Verdict.PROVED:
        assert not outcome(PROVED, path, resources=1).cached


def test_a_certifying_run_uses_no_cache(path: Path) -> None:
    (again,) = judge([PROVED], Settings(workers=1, cache=Cache(path), independent=True))
    assert not again.cached and again.verdict is Verdict.PROVED


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_a_cache_without_entries(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "proofs.sqlite"
    path.write_bytes(content)
    for _ in range(2):
        assert [o.verdict for o in judge([PROVED, VIOLATED], settings(path))] == [Verdict.PROVED, Verdict.VIOLATED]


def test_a_file_that_is_cut_or_scrambled_never_answers_wrongly(path: Path) -> None:
    whole = path.read_bytes()
    for cut in (100, 1000, 4096, 5000, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert outcome(PROVED, path).verdict is Verdict.PROVED
        path.write_bytes(whole[:cut] + b"\x00" * (len(whole) - cut))
        assert outcome(PROVED, path).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "{}",
        '{"follows": true}',
        '{"premises": 3, "follows": true, "core": [], "resources": 1, "lines": []}',
        "\x00",
    ],
)
def test_an_entry_of_another_shape_is_a_miss(tmp_path: Path, record: str) -> None:
    path = tmp_path / "proofs.sqlite"
    judge([PROVED], settings(path))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET record = ?", (record,))
    again = outcome(PROVED, path)
    assert again.verdict is Verdict.PROVED and not again.cached


def test_a_table_of_another_shape_is_a_cache_without_entries(tmp_path: Path) -> None:
    path = tmp_path / "proofs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entries (a TEXT)")
    assert outcome(PROVED, path).verdict is Verdict.PROVED


def test_a_folder_in_the_place_of_the_file_is_a_cache_without_entries(tmp_path: Path) -> None:
    assert outcome(PROVED, tmp_path).verdict is Verdict.PROVED


def test_a_file_in_the_place_of_the_folder_is_a_cache_without_entries(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert outcome(PROVED, tmp_path / "taken" / "proofs.sqlite").verdict is Verdict.PROVED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_read(path: Path) -> None:
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert outcome(PROVED, path).verdict is Verdict.PROVED
        assert outcome(obligation("p", of(OTHER), of(OTHER)), path).verdict is Verdict.PROVED
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_a_locked_file_is_a_miss(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr("septum.engines.cache.sqlite3.connect", lambda p, timeout: connect(p, timeout=0.01))
    with connect(path, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert outcome(PROVED, path).verdict is Verdict.PROVED


def test_no_path_is_no_cache() -> None:
    for _ in range(2):
        assert not outcome(PROVED, None).cached


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "proofs.sqlite"
    context = get_context("fork")
    writers = [context.Process(target=_write, args=(path, i)) for i in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
        assert writer.exitcode == 0
    found = Cache(path).look_up("here", [f"{i}-{n}" for i in range(4) for n in range(50)] + ["shared"])
    assert len(found) == 201 and all(len(entries) == 1 for entries in found.values())


def _write(path: Path, number: int) -> None:
    cache = Cache(path)
    for n in range(50):
        cache.store(
            "here", [Entry(f"{number}-{n}", frozenset("p"), True, (), 1), Entry("shared", frozenset(), True, (), 1)]
        )


def test_entries_are_found_by_their_environment_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "proofs.sqlite")
    cache.store("here", [Entry("g", frozenset(("a", "b")), True, ("c",), 7, ("l",))])
    assert cache.look_up("here", ["g", "g", "h"]) == {"g": [Entry("g", frozenset(("a", "b")), True, ("c",), 7, ("l",))]}
    assert cache.look_up("there", ["g"]) == {}
    cache.close()
    assert cache.look_up("here", ["g"])


def test_the_environment_names_everything_that_bears_on_an_answer() -> None:
    base = environment({"z3": "1"}, "options")
    assert base != environment({"z3": "2"}, "options") != environment({"z3": "1"}, "other")
    assert cache_environment(Settings(resources=1)) != cache_environment(Settings(resources=2))
    assert cache_environment(Settings(workers=1)) == cache_environment(Settings(workers=2))


def test_the_users_choice_of_a_file_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEPTUM_CACHE", str(tmp_path / "mine"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert open_cache(tmp_path / "given").path == tmp_path / "given"
    assert open_cache().path == tmp_path / "mine"
    monkeypatch.delenv("SEPTUM_CACHE")
    chosen = open_cache().path
    assert chosen is not None and chosen.parent == tmp_path / "xdg" / "septum"


def test_digests_tell_terms_apart() -> None:
    terms = [of(MARKED), of(SEEN), of(MARKED, SOME, "t"), every(MARKED, SEEN), every(SEEN, MARKED), negate(of(MARKED))]
    assert len({digest(t) for t in terms}) == len(terms)
