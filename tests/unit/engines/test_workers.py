"""Worker processes: one that dies costs one answer, none is left behind, and their number changes nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from obligations import PROVED, SEEN, VIOLATED, obligation, of

import septum.smt.decide
from septum.engines.prove import Interrupted, judge, prove
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations.obligation import Obligation
from septum.smt.pool import decide_all
from septum.smt.query import Decision, Options, Query
from septum.spec.load import load_profile

ROOT = Path(__file__).parents[3]
BENIGN = str(ROOT / "examples" / "benign_allocator.py")
IMPORTS = (
    "from septum.engines.prove import prove; from septum.engines.settings import Settings;"
    " from septum.spec.load import load_profile;"
)


def many(number: int = 12) -> list[Obligation]:
    """Obligations of which every third fails."""
    return [
        obligation(f"o{i}", of(SEEN), *(h.term for h in (VIOLATED if i % 3 == 0 else PROVED).hypotheses))
        for i in range(number)
    ]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_a_killed_worker_costs_one_answer(monkeypatch: pytest.MonkeyPatch, workers: int, how: signal.Signals) -> None:
    decide = septum.smt.decide.decide
    victim = many()[4].identifier

    def dies(query: Query, options: Options) -> Decision:
        if query is victims[0]:
            os.kill(os.getpid(), how)
            time.sleep(5)
        return decide(query, options)

    victims: list[Query] = []
    original = septum.engines.prove._query  # type: ignore[attr-defined]

    def remembered(asked: Obligation) -> Query:
        query = original(asked)
        if asked.identifier == victim:
            victims.append(query)
        return query

    monkeypatch.setattr("septum.engines.prove._query", remembered)
    monkeypatch.setattr("septum.smt.decide.decide", dies)
    outcomes = judge(many(), Settings(workers=workers))
    for number, outcome in enumerate(outcomes):
        expected = Verdict.ERROR if number == 4 else Verdict.VIOLATED if number % 3 == 0 else Verdict.PROVED
        assert outcome.verdict is expected
    assert f"killed by signal {int(how)}" in outcomes[4].detail


def test_every_worker_dies_and_every_obligation_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("septum.smt.decide.decide", lambda *_: os._exit(3))
    outcomes = judge(many(5), Settings(workers=2))
    assert [o.verdict for o in outcomes] == [Verdict.ERROR] * 5
    assert all("ended with status 3" in o.detail for o in outcomes)


def test_an_exception_in_a_worker_is_an_error_and_not_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(query: Query, options: Options) -> Decision:
        raise ArithmeticError("never seen before")

    monkeypatch.setattr("septum.smt.decide.decide", fails)
    assert {o.verdict for o in judge(many(3), Settings(workers=2))} == {Verdict.ERROR}


@pytest.mark.parametrize("error", [RuntimeError, ValueError, MemoryError])
def test_a_solver_that_raises_is_an_error(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error("out of its mind")

    monkeypatch.setattr("septum.smt.cvc5_backend.decide", fails)
    assert {o.verdict for o in judge(many(3), Settings(workers=1))} == {Verdict.ERROR}


def test_solvers_that_disagree_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from septum.smt.query import Said

    monkeypatch.setattr("septum.smt.cvc5_backend.decide", lambda *_, **__: Said("cvc5", "sat"))
    assert judge([PROVED], Settings(workers=1))[0].verdict is Verdict.ERROR
    monkeypatch.setattr("septum.smt.cvc5_backend.decide", lambda *_, **__: Said("cvc5", "unsat"))
    assert judge([VIOLATED], Settings(workers=1))[0].verdict is Verdict.ERROR
    monkeypatch.setattr("septum.smt.cvc5_backend.decide", lambda *_, **__: Said("cvc5", "unknown"))
    assert judge([PROVED], Settings(workers=1))[0].verdict is Verdict.UNKNOWN
    monkeypatch.setattr("septum.smt.cvc5_backend.decide", lambda *_, **__: Said("cvc5", "budget"))
    assert judge([PROVED], Settings(workers=1))[0].verdict is Verdict.BUDGET


def test_the_number_of_workers_changes_nothing() -> None:
    def told(workers: int) -> list[object]:
        outcomes = judge(many(), Settings(workers=workers))
        return [(o.identifier, o.verdict, o.core, o.hypotheses, o.model, o.resources, o.detail) for o in outcomes]

    assert told(1) == told(2) == told(7)


def test_a_profile_is_proved_alike_by_one_worker_and_by_three() -> None:
    model = load_profile(BENIGN)
    results = [prove(model, Settings(workers=workers)) for workers in (1, 3)]
    told = [[(o.identifier, o.verdict, o.core, o.hypotheses) for o in r.outcomes] for r in results]
    assert told[0] == told[1] and results[0].vacuity == results[1].vacuity
    assert results[0].verdict is Verdict.PROVED


def test_no_process_is_left_when_the_caller_fails() -> None:
    def fails(position: int, decision: Decision) -> None:
        raise LookupError("the caller's own mistake")

    with pytest.raises(LookupError):
        decide_all([Query((), of(SEEN))] * 4, Options(), 2, fails)
    assert _children() == set()


def test_ctrl_c_keeps_what_is_known_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_profile(BENIGN)
    seen: list[int] = []

    def progress(state: object) -> None:
        seen.append(1)
        if len(seen) == 6:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(Interrupted) as stopped:
        prove(model, Settings(workers=2), progress)
    result = stopped.value.result
    verdicts = {o.verdict for o in result.outcomes}
    assert verdicts == {Verdict.PROVED, Verdict.NOT_RUN}
    assert result.verdict is Verdict.NOT_RUN
    assert _children() == set()


def test_ctrl_c_to_the_whole_group_ends_the_program() -> None:
    """As a terminal sends it: to the workers too."""
    program = (
        f"{IMPORTS} import septum.smt.decide, time;"
        "septum.smt.decide.decide = lambda *_: time.sleep(60);"
        f"print('ready', flush=True); prove(load_profile({BENIGN!r}), Settings(workers=2))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    deadline = time.monotonic() + 20
    while len(_group(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(_group(process.pid)) == 3
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode != 0 and "Interrupted" in errors
    assert _group(process.pid) == set()


def test_workers_end_with_a_program_that_is_killed() -> None:
    program = (
        f"{IMPORTS} import septum.smt.decide, time;"
        "septum.smt.decide.decide = lambda *_: time.sleep(60);"
        f"prove(load_profile({BENIGN!r}), Settings(workers=2))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], start_new_session=True)
    deadline = time.monotonic() + 20
    while len(_group(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(_group(process.pid)) == 3
    process.kill()
    process.wait()
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _group(process.pid) == set()


@pytest.mark.parametrize("missing", ["z3", "cvc5"])
def test_a_missing_solver_proves_nothing(missing: str) -> None:
    program = (
        f"import sys; sys.modules[{missing!r}] = None;"
        f"{IMPORTS}"
        f"result = prove(load_profile({BENIGN!r}), Settings(workers=2)); print(result.verdict);"
        "print(sorted({str(o.verdict) for o in result.outcomes if not o.untouched}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["error", "['error']"], done.stderr
    command = (
        f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['septum', 'prove', {BENIGN!r}, '--no-cache'];"
        "from septum.cli.main import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, timeout=60)
    assert done.returncode == 4, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def _group(group: int) -> set[int]:
    """The living processes of a process group (proc(5))."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found


def _children() -> set[int]:
    children: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        children |= {int(pid) for pid in (task / "children").read_text().split()}
    return children


def test_nothing_to_decide_starts_nothing() -> None:
    assert judge([], Settings(workers=4)) == []
    assert _children() == set()
