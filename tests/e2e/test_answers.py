"""Every command answers, with its exit status, in text and as a document, the same each time."""

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

_COMMANDS = {
    "prove minimal": 0,
    "prove examples/benign_allocator.py": 0,
    "prove examples/leaky_allocator.py": 1,
    "prove examples/polite_manager.py": 1,
    "prove examples/shared_pool.py": 1,
    "prove minimal --only take_back/* --all": 0,
    "prove examples/benign_allocator.py --statement reach": 0,
    "prove examples/gossip.py --statement reach": 1,
    "prove examples/gossip.py --statement reach --only declare/* --all": 0,
    "refute minimal --without take_back.NOT_INVALIDATED": 1,
    "refute minimal --without gpu.routing-before-bind": 1,
    "refute minimal --without destroy.WRONG_PHASE": 0,
    "corpus": 0,
    "corpus XSA-449": 0,
    "corpus CVE-2021-29657": 3,
    "corpus tests/unit/corpus/scripts/name_attacks.py --all": 0,
    "show minimal": 0,
    "show minimal --all": 0,
    "show minimal --policy": 0,
    "show minimal.take_back": 0,
    "show examples/leaky_allocator.py.take_page": 0,
    "assumptions": 0,
    "assumptions examples/leaky_allocator.py": 0,
    "profiles": 0,
    "explain SEP-CLI-001": 0,
    "explain mig.l2-barrier": 0,
    "explain XSA-449": 0,
    "explain CVE-2021-29657": 0,
    "explain take_back.NOT_INVALIDATED": 0,
    "explain minimal.take_back": 0,
    "explain gpu.routing-before-bind": 0,
    "explain take_back/o_inv/holders_are_alive": 0,
    "explain holders_are_alive": 0,
    "explain o_told": 0,
    "explain r_told": 0,
    "explain take_back/r_write/own_pages": 0,
    "explain store/t_inv/content_of_own_pages": 0,
    "explain LENT": 0,
    "explain NOT_SCRUBBED": 0,
    "explain own_pages": 0,
    "explain minimal": 0,
    "verify examples/seven-tenants.yaml --on 2026-11-21": 0,
    "verify examples/seven-tenants.yaml --on 2026-11-21 --all": 0,
    "verify examples/seven-tenants-expired.yaml --on 2026-11-21": 1,
    "verify examples/mixed.yaml --on 2026-11-21": 0,
    "": 0,
    "--version": 0,
    "prove --help": 0,
}
_VERDICTS = {0: {"proved", None}, 1: {"violated"}, 3: {"not run"}}


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_command_answers_on_standard_output_and_exits_with_its_status(command: str, septum: Run) -> None:
    done = septum(*command.split())
    assert done.returncode == _COMMANDS[command], done.stderr
    assert done.stdout and "Traceback" not in done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout
    assert all(line == line.rstrip() for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", _COMMANDS)
def test_the_document_of_a_command_is_as_its_schema_says(command: str, septum: Run, validate: Validate) -> None:
    done = septum(*command.split(), "--format", "json")
    document = validate(done.stdout)
    assert document["exit"] == done.returncode == _COMMANDS[command]
    assert document["verdict"] in _VERDICTS[done.returncode]


@pytest.mark.parametrize(
    "command",
    [
        "prove minimal",
        "prove examples/leaky_allocator.py --format json",
        "refute minimal --without gpu.routing-before-bind",
        "verify examples/seven-tenants.yaml --on 2026-11-21 --format json",
    ],
)
def test_two_processes_print_the_same_bytes_whatever_the_order_of_sets(command: str, process: Run) -> None:
    first = process(*command.split(), PYTHONHASHSEED="1")
    second = process(*command.split(), PYTHONHASHSEED="2")
    assert first.stdout == second.stdout and first.stdout


def test_without_a_cache_the_same_bytes_are_printed(process: Run) -> None:
    words = ("prove", "minimal", "--only", "*/o_status/*", "--only", "*/o_told/own_pages", "--format", "json")
    assert process(*words).stdout == process(*words, "--no-cache").stdout


@pytest.mark.parametrize("command", ["prove minimal", "prove examples/leaky_allocator.py", "verify examples/a30.yaml"])
def test_the_first_word_of_the_last_line_is_the_verdict(command: str, septum: Run) -> None:
    done = septum(*command.split())
    word = done.stdout.splitlines()[-1].partition(":")[0]
    assert {"proved": 0, "violated": 1}[word] == done.returncode


def test_a_budget_that_is_too_small_is_no_proof(septum: Run, validate: Validate) -> None:
    done = septum("prove", "minimal", "--only", "take_back/o_inv/*", "--budget", "1", "--no-cache", "--format", "json")
    assert done.returncode == 3
    assert validate(done.stdout)["verdict"] in ("budget", "unknown")


def test_one_solver_alone_is_said_to_be_one(septum: Run) -> None:
    done = septum("prove", "examples/benign_allocator.py", "--solver", "z3")
    assert done.returncode == 0 and "by z3 alone" in done.stdout and "cvc5" not in done.stdout


def test_what_was_not_asked_is_said(septum: Run) -> None:
    done = septum("prove", "minimal", "--only", "take_back/*")
    last = done.stdout.splitlines()[-1]
    assert last.startswith("proved: ") and last.endswith(" not asked")


def test_a_channel_that_nobody_accepts_is_a_violation_with_its_reason(septum: Run, validate: Validate) -> None:
    done = septum("verify", "examples/seven-tenants.yaml", "--on", "2099-01-01", "--format", "json")
    document = validate(done.stdout)
    assert done.returncode == 1
    assert {pair["reason"] for pair in document["pairs"]} == {"channel-not-accepted"}
    assert {(pair["write"], pair["read"]) for pair in document["pairs"]} == {("proved", "proved")}
    assert "help: renew `until`" in done.stderr


def test_every_obligation_is_accounted_for(septum: Run, validate: Validate) -> None:
    document = validate(septum("prove", "minimal", "--format", "json").stdout)
    clauses = document["clauses"]
    assert sum(c["all"] for c in clauses) == document["total"] == len(document["obligations"])
    assert all(c["all"] == c["untouched"] + c["solved"] for c in clauses)


def test_the_page_of_every_command_names_its_options(septum: Run) -> None:
    overview = septum().stdout
    for name in ("verify", "prove", "refute", "corpus", "show", "assumptions", "profiles", "explain"):
        assert name in overview
        page = septum(name, "--help").stdout
        assert page.startswith(f"septum {name}") and "--format" in page
