"""The process: streams, signals, pipes, failures of septum itself."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

_ROOT = Path(__file__).resolve().parents[2]
_BROKEN = """
import septum.cli.command_line as command_line
from septum.cli.main import main
def fail(*_):
    raise RuntimeError("no such\\nluck")
command_line.read_arguments = fail
main()
"""
_INTERRUPTED = """
import sys
from septum.cli.main import main
class Finder:
    def find_spec(self, name, *_):
        if name == "septum.cli.command_line":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
main()
"""


def _python(code: str, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _children(parent: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _interrupted(environment: dict[str, str], *words: str) -> tuple[subprocess.CompletedProcess[str], list[int]]:
    """Start a long proof, wait until it has worker processes, press Ctrl-C."""
    running = subprocess.Popen(
        [sys.executable, "-m", "septum", *words],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    children: list[int] = []
    deadline = time.monotonic() + 30
    while len(children) < 2 and time.monotonic() < deadline:
        children = _children(running.pid)
        time.sleep(0.02)
    time.sleep(0.2)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    return subprocess.CompletedProcess(list(words), running.returncode, out, err), children


_LONG = ("prove", "minimal", "--no-cache", "--independent", "--workers", "2")


def test_an_interrupted_proof_dies_of_the_signal_and_leaves_no_process(environment: dict[str, str]) -> None:
    done, children = _interrupted(environment, *_LONG)
    assert done.returncode == -signal.SIGINT
    assert done.stdout.splitlines()[-1].startswith("not run: ") and "obligations, interrupted" in done.stdout
    assert "Traceback" not in done.stderr
    assert children and not [child for child in children if Path(f"/proc/{child}").exists()]


def test_an_interrupted_proof_says_what_it_knows(environment: dict[str, str]) -> None:
    done, _ = _interrupted(environment, *_LONG)
    assert "interrupted; " in done.stdout and done.stdout.rstrip().endswith(" proved")


def test_an_interrupted_proof_prints_a_document(environment: dict[str, str], validate: Validate) -> None:
    done, _ = _interrupted(environment, *_LONG, "--format", "json")
    document = validate(done.stdout)
    assert done.returncode == -signal.SIGINT
    assert (document["verdict"], document["interrupted"], document["exit"]) == ("not run", True, 130)
    assert any(o["verdict"] == "not run" for o in document["obligations"])


def test_interrupted_work_leaves_a_cache_that_can_be_used(environment: dict[str, str], tmp_path: Path) -> None:
    own = {**environment, "XDG_CACHE_HOME": str(tmp_path)}
    words = ("prove", "minimal", "--only", "*/o_inv/*")
    _interrupted(own, *words, "--workers", "2")
    command = [sys.executable, "-m", "septum", *words]
    done = subprocess.run(command, cwd=_ROOT, env=own, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and "journal" in file.name]


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(output: str, environment: dict[str, str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "septum", "show", "minimal", "--all", "--format", output],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(timeout=30) == -signal.SIGPIPE


def test_standard_error_that_is_closed_loses_nothing_of_the_answer(environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m septum prove examples/benign_allocator.py 2>&-"],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.splitlines()[-1].startswith("proved: ")


def test_a_mistake_of_septum_is_one_line_and_status_4(environment: dict[str, str], validate: Validate) -> None:
    done = _python(_BROKEN, environment, "prove", "minimal")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines() == [
        "internal error: RuntimeError: no such luck; please report it, with SEPTUM_DEBUG=1"
    ]
    shown = _python(_BROKEN, {**environment, "SEPTUM_DEBUG": "1"}, "prove", "minimal")
    assert "Traceback" in shown.stderr and shown.returncode == 4
    document = validate(_python(_BROKEN, environment, "prove", "minimal", "--format", "json").stdout)
    assert document["internal"] == {"kind": "RuntimeError", "message": "no such luck"} and document["exit"] == 4


def test_where_symbols_cannot_be_encoded_ascii_stands_for_them(process: Run) -> None:
    words = ("show", "minimal.take_back")
    plain = process(*words, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0").stdout
    assert plain.isascii() and " > Status" in plain
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in process(*words).stdout.splitlines()]


def test_json_is_ascii_whatever_the_locale(process: Run) -> None:
    done = process("show", "minimal", "--format", "json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii() and json.loads(done.stdout)


def test_a_warm_proof_of_the_minimal_profile_imports_no_solver(environment: dict[str, str], process: Run) -> None:
    process("prove", "minimal")
    code = (
        "import sys\nfrom septum.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    status = end.code\n"
        "print(status, [m for m in ('z3', 'cvc5', 'rich', 'ruamel', 'pysat') if m in sys.modules], file=sys.stderr)\n"
    )
    done = _python(code, environment, "prove", "minimal")
    assert done.stderr.splitlines()[-1] == "0 []"


def test_nothing_is_written_but_the_cache(environment: dict[str, str], tmp_path: Path, process: Run) -> None:
    process("prove", str(_ROOT / "examples" / "benign_allocator.py"), cwd=tmp_path)
    process("verify", str(_ROOT / "examples" / "seven-tenants.yaml"), cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("--format", "json", "profiles"), ("--format=json", "profiles")])
def test_the_format_may_stand_before_the_command(words: tuple[str, ...], process: Run, validate: Validate) -> None:
    done = process(*words)
    assert done.returncode == 0 and validate(done.stdout)["profiles"]


def test_ctrl_c_while_septum_is_loading_prints_no_traceback(environment: dict[str, str]) -> None:
    done = _python(_INTERRUPTED, environment, "prove", "minimal")
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")
