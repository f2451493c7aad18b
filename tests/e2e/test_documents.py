"""Whatever a command is given, it prints one document, and that is as its schema says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROKEN = sorted((ROOT / "examples" / "broken").glob("*.yaml"))
CASES = sorted((ROOT / "tests" / "cases").glob("SEP-DEP-*/bad-*.yaml"))
RESULTS = sorted((ROOT / "tests" / "cases").glob("SEP-RES-*/bad-*.json"))
PROFILES = sorted(path for path in (ROOT / "examples").glob("*.py"))
Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]


def _shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


def _refused(septum: Run, validate: Validate, *words: str) -> dict[str, Any]:
    """The document of a command whose input is wrong: it runs nothing, and says so on both streams."""
    done = septum(*words, "--format", "json")
    document = validate(done.stdout)
    assert done.returncode == document["exit"] == 2
    assert document["schema"] == "septum/error/1" and document["verdict"] is None
    assert document["diagnostics"] and "nothing was run" in done.stderr
    return document


def test_every_broken_deployment_ends_in_a_document_with_its_diagnostics(septum: Run, validate: Validate) -> None:
    for file in [*BROKEN, *CASES]:
        document = _refused(septum, validate, "verify", _shown(file))
        codes = {diagnostic["code"] for diagnostic in document["diagnostics"]}
        expected = file.parent.name if file in CASES else file.read_text(encoding="utf-8")[2:13]
        assert expected in codes, file
        assert document["command"] == "verify"


def test_every_broken_result_ends_in_a_document_with_its_diagnostics(septum: Run, validate: Validate) -> None:
    for file in RESULTS:
        old = "old.json" if file.parent.name == "SEP-RES-005" else file.name
        document = _refused(septum, validate, "diff", _shown(file.with_name(old)), _shown(file))
        assert {diagnostic["code"] for diagnostic in document["diagnostics"]} == {file.parent.name}


@pytest.mark.parametrize("day", ["20261121", "2026-W47-6", "2026-11-31", "21.11.2026", "tomorrow"])
def test_a_day_is_written_in_one_way_alone(day: str, septum: Run, validate: Validate) -> None:
    done = septum("verify", "examples/two-tenants.yaml", "--on", day, "--format", "json")
    document = validate(done.stdout)
    assert done.returncode == 2 and {d["code"] for d in document["diagnostics"]} == {"SEP-CLI-005"}


@pytest.mark.parametrize("command", ["show", "assumptions", "export json", "export vmt"])
def test_commands_that_list_a_profile_do_so_for_every_example(command: str, septum: Run, validate: Validate) -> None:
    for profile in PROFILES:
        done = septum(*command.split(), _shown(profile), "--format", "json")
        document = validate(done.stdout)
        assert done.returncode == document["exit"] == 0 and document["verdict"] is None, profile


@pytest.fixture
def results(septum: Run, tmp_path: Path) -> Callable[..., Path]:
    """The result of a command, in a file."""

    def write(name: str, *words: str) -> Path:
        file = tmp_path / name
        file.write_text(septum(*words, "--format", "json").stdout, encoding="utf-8")
        return file

    return write


def test_two_results_of_each_kind_are_compared(results: Callable[..., Path], septum: Run, validate: Validate) -> None:
    kinds = [
        (("assumptions", "minimal"), ("assumptions", "driver_in_guest"), 1),
        (("assumptions", "driver_in_guest"), ("assumptions", "minimal"), 1),
        (("profiles",), ("profiles",), 0),
        (("show", "minimal"), ("show", "driver_in_guest"), 1),
        (("explain", "gpu.tlb"), ("explain", "nvlink"), 0),
        (("export", "vmt", "examples/leaky_allocator.py"), ("export", "vmt", "examples/gossip.py"), 0),
        (("corpus", "XSA-449"), ("corpus", "XSA-442"), 0),
        (("prove", "examples/benign_allocator.py"), ("prove", "examples/leaky_allocator.py"), 1),
        (("prove", "examples/leaky_allocator.py"), ("prove", "examples/leaky_allocator.py"), 0),
    ]
    for number, (one, other, status) in enumerate(kinds):
        old, new = results(f"{number}a.json", *one), results(f"{number}b.json", *other)
        for files in ((old, new), (old, old)):
            done = septum("diff", *map(str, files), "--format", "json")
            document = validate(done.stdout)
            assert document["compared"] == one[0]
            assert done.returncode == document["exit"] == (status if files == (old, new) else 0), (one, other)
            assert document["outcome"] == ("worse" if done.returncode else "not worse")
            assert bool(document["differences"]) == (files == (old, new) and one != other)
            text = septum("diff", *map(str, files))
            assert text.stdout.splitlines()[-1].startswith("worse: " if text.returncode else "not worse: ")


def test_two_deployments_are_compared_as_a_user_does(results: Callable[..., Path], septum: Run) -> None:
    verify = ("verify", "examples/two-tenants.yaml", "--on")
    old, new = results("old.json", *verify, "2026-11-21"), results("new.json", *verify, "2099-01-01")
    done = septum("diff", str(old), str(new))
    assert done.returncode == 1
    assert "  worse       alice-bob fingerprint: proved → violated" in done.stdout.splitlines()
    assert "  changed     today: 2026-11-21 → 2099-01-01" in done.stdout.splitlines()
    back = septum("diff", str(new), str(old))
    assert back.returncode == 0 and "  better      alice-bob fingerprint: violated → proved" in back.stdout.splitlines()
    assert septum("diff", str(old), str(old)).stdout.splitlines()[-1] == "not worse: no difference"
    document = json.loads(old.read_text(encoding="utf-8"))
    document["pairs"][0]["write"] = "fine"
    old.write_text(json.dumps(document, indent=1), encoding="utf-8")
    refused = septum("diff", str(old), str(new))
    assert refused.returncode == 2 and not refused.stdout
    assert "SEP-RES-004" in refused.stderr and "`pairs[0].write`: it must be" in refused.stderr
