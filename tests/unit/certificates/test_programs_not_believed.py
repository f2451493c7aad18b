"""Programs that answer nothing, nonsense or too much are not believed; none of this needs Rocq."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from small_developments import development

from septum.engines.certify.checking.check import check
from septum.engines.certify.checking.processes import Bounds, End, Processes, Ran
from septum.engines.certify.checking.rechecking import Summary, read_summary, shares
from septum.engines.certify.checking.results import Problem
from septum.engines.certify.checking.tools import Rocq, RocqMissing, find_rocq
from septum.engines.results import Verdict

Script = Callable[[str, str], str]
VERSION = "echo 'The Coq Proof Assistant, version 8.16.1'"
COMPILES = 'for f; do :; done; echo made > "${f%.v}.vo"'
REFUSES_THE_CONTROL = (
    'case "$*" in *Wrong.v) printf \'File "./Wrong.v", line 2, characters 7-18:\\nError: no\\n\' >&2; exit 1;; esac'
)
CLOSES = 'case "$*" in *Assumptions.v) echo Closed under the global context;; esac'
SUMMARY = """Modules were successfully checked

CONTEXT SUMMARY
===============

* Theory: Set is predicative

* Axioms: <none>

* Constants/Inductives relying on type-in-type: <none>

* Constants/Inductives relying on unsafe (co)fixpoints: <none>

* Inductives whose positivity is assumed: <none>
"""
CHECKED = "Checking library: Septum.First\n  checking cst:Septum.First.zero\n"


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Write an executable, and return its path."""

    def write(name: str, body: str) -> str:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    return write


COMPILERS = {
    "says nothing": "exit 0",
    "talks": "echo Closed under the global context; echo proved",
    "is killed": "kill -9 $$",
    "crashes": "kill -SEGV $$",
    "fails in silence": "exit 1",
    "fails with nonsense": "echo 'Error: something'; exit 129",
    "accepts everything": f"{COMPILES}; {CLOSES}",
    "says nothing of axioms": f"{REFUSES_THE_CONTROL}; {COMPILES}",
    "says more than asked": f"{REFUSES_THE_CONTROL}; {COMPILES}; {CLOSES}; {CLOSES}",
    "stops at the last": f'{REFUSES_THE_CONTROL}; {COMPILES}; {CLOSES}; case "$*" in *Theorem.v) kill -9 $$;; esac',
}


@pytest.mark.parametrize("how", COMPILERS)
def test_a_compiler_that_is_none_is_an_error(how: str, script: Script) -> None:
    checker = script("coqchk", f"cat <<'E'\n{CHECKED}{SUMMARY}E")
    found = check(development(), Rocq((script("coqc", COMPILERS[how]),), (checker,), "8.16.1"), 2)
    assert found.verdict is Verdict.ERROR, found
    assert found.problems and found.rechecked is None


CHECKERS = {
    "says nothing": "exit 0",
    "fails": "exit 1",
    "is killed": "kill -9 $$",
    "talks": "echo Modules were successfully checked; echo '* Axioms: <none>'",
    "knows no axiom of the control": f"cat <<'E'\n{CHECKED}{SUMMARY}E",
    "checks other files": f"case \"$*\" in *Control*) {{}};; *) cat <<'E'\n{CHECKED}{SUMMARY}E\nesac",
}


@pytest.mark.parametrize("how", CHECKERS)
def test_a_checker_that_is_none_is_an_error(how: str, script: Script) -> None:
    named = SUMMARY.replace("* Axioms: <none>", "* Axioms:\n    Control.Assumed.assumed")
    body = CHECKERS[how].replace("{}", f"cat <<'E'\n{CHECKED}{named}E\n")
    compiler = script("coqc", f"{REFUSES_THE_CONTROL}; {COMPILES}; {CLOSES}")
    found = check(development(), Rocq((compiler,), (script("coqchk", body),), "8.16.1"), 2)
    assert found.verdict is Verdict.ERROR, found
    assert found.problems and found.rechecked is None


def test_a_program_that_waits_for_ever_is_stopped_by_the_clock(script: Script) -> None:
    sleeper = script("coqc", "exec sleep 60")
    started = time.monotonic()
    found = check(development(), Rocq((sleeper,), (sleeper,), "8.16.1"), 2, Bounds(seconds=0.05))
    assert found.verdict is Verdict.BUDGET and time.monotonic() - started < 20


def _ran(text: str, status: int = 0) -> Ran:
    return Ran(End.EXITED, status, "", text, 0.1)


def test_a_summary_is_read_whole() -> None:
    assert read_summary(_ran(CHECKED + "Admitting library: Coq.Init.Logic\n" + SUMMARY)) == Summary(
        frozenset({"Septum.First"}), frozenset({"Coq.Init.Logic"}), frozenset({"Septum.First.zero"}), ()
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* Axioms: <none>", "* Axioms:\n    A.b\n    C.d"),
        ("* Theory: Set is predicative", "* Theory: Set is impredicative"),
        ("* Theory: Set is predicative", "* Theory: Set is predicative\n* Theory: Rewrite rules are allowed"),
        ("type-in-type: <none>", "type-in-type:\n    A.b"),
        ("type-in-type: <none>", "type-in-type: A.b"),
        ("(co)fixpoints: <none>", "(co)fixpoints:\n    A.b"),
        ("is assumed: <none>", "is assumed:\n    A.b"),
        ("* Axioms: <none>", "* Axioms: <none>\n* Something new: A.b"),
        ("* Axioms: <none>", "* Axioms: <none>\nand more"),
    ],
)
def test_whatever_a_summary_lists_is_trusted_and_not_proved(old: str, new: str) -> None:
    assert old in SUMMARY
    summary = read_summary(_ran(CHECKED + SUMMARY.replace(old, new)))
    assert isinstance(summary, Summary) and summary.trusted


@pytest.mark.parametrize(
    "text",
    [
        "",
        SUMMARY.replace("Modules were successfully checked", ""),
        SUMMARY.replace("* Axioms: <none>", ""),
        SUMMARY.replace("* Inductives whose positivity is assumed: <none>", ""),
        "Modules were successfully checked",
    ],
)
def test_a_summary_that_leaves_something_out_is_an_error(text: str) -> None:
    problem = read_summary(_ran(text))
    assert isinstance(problem, Problem) and problem.verdict is Verdict.ERROR


def test_shares_leave_nothing_out_and_are_even() -> None:
    weights = {name: float(weight) for name, weight in zip("abcdef", (5, 1, 1, 1, 1, 1), strict=True)}
    assert shares(weights, 2) == [["a"], ["b", "c", "d", "e", "f"]]
    assert shares(weights, 1) == [list("abcdef")]
    assert sorted(name for share in shares(weights, 9) for name in share) == list("abcdef")


def test_nothing_runs_after_it_was_stopped(script: Script, tmp_path: Path) -> None:
    processes = Processes(tmp_path, {"PATH": "/usr/bin:/bin"}, Bounds())
    found: list[Ran] = []
    thread = threading.Thread(target=lambda: found.append(processes.run(["sleep", "60"], tmp_path)))
    with processes:
        thread.start()
        time.sleep(0.2)
    thread.join(10)
    assert found and found[0].end is End.KILLED
    assert processes.run(["sleep", "60"], tmp_path).end is End.KILLED


MISSING = {
    "no coqc": {},
    "no coqchk": {"coqc": VERSION},
    "coqc does not say its version": {"coqc": "exit 0", "coqchk": VERSION},
    "coqchk does not say its version": {"coqc": VERSION, "coqchk": "echo hello"},
    "not of one version": {"coqc": VERSION, "coqchk": "echo 'The Coq Proof Checker, version 8.15.0'"},
}


@pytest.mark.parametrize("why", MISSING)
def test_what_is_missing_is_said(why: str, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, body in MISSING[why].items():
        script(name, body)
    monkeypatch.setenv("SEPTUM_ROCQ", str(tmp_path))
    with pytest.raises(RocqMissing, match=why):
        find_rocq()


def test_programs_of_a_later_release_are_known_by_their_new_names(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script("rocq", 'test "$1" = compile && echo "The Rocq Prover, version 9.0.0"')
    script("rocqchk", 'echo "The Rocq Proof Checker, version 9.0.0"')
    monkeypatch.setenv("SEPTUM_ROCQ", str(tmp_path))
    rocq = find_rocq()
    assert rocq.version == "9.0.0" and rocq.compiler[1:] == ("compile",)
