"""`septum tests` writes sequences that are recorded runs, and says what they cover."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from septum.interpreter import Instance, Machine
from septum.spec.load import load_profile
from septum.spec.model import Model, Outcome, without
from septum.traces.recording import read_runs

LOANS = "tests/unit/models/loans.py"
SCHEMA = Path(__file__).parents[2] / "src" / "septum" / "report" / "schemas" / "recording.schema.json"


def test_sequences_go_into_a_directory_with_an_index(
    septum: Callable[..., Any], validate: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    done = septum("tests", LOANS, "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("proved: every target is covered or out of reach")
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    index = validate((tmp_path / "index.json").read_text(encoding="utf-8"))
    assert {file.name for file in tmp_path.iterdir()} == {"index.json", *(s["file"] for s in index["sequences"])}
    for sequence in index["sequences"]:
        text = (tmp_path / sequence["file"]).read_text(encoding="utf-8")
        assert len(text.splitlines()) == sequence["calls"] + 1
        assert all(1 <= covered["call"] <= sequence["calls"] for covered in sequence["covers"])
    assert validate(septum("tests", LOANS, "-o", str(tmp_path), "--format", "json").stdout) == index


def test_a_core_is_judged_by_what_it_answers(septum: Callable[..., Any], tmp_path: Path) -> None:
    """The sequences with the answers of the profile itself are proved; with a check dropped, one is violated."""
    model = load_profile(LOANS)
    sequences = septum("tests", LOANS).stdout
    for lost, expected in (("", 0), ("count.COUNTED", 1), ("rot.when", 1), ("borrow.NOTHING_LEFT", 1)):
        core = without(model, lost) if lost else model
        answered = tmp_path / f"{lost or 'whole'}.jsonl"
        answered.write_text(_answered(core, sequences), encoding="utf-8")
        done = septum("trace", LOANS, str(answered))
        assert done.returncode == expected, (lost, done.stdout, done.stderr)
        assert not lost or f"violated      {lost.split('.')[0]} answered " in done.stdout


def _answered(core: Model, text: str) -> str:
    """The sequences as a core answers them."""
    found: list[str] = []
    machine = state = None
    for line in text.splitlines():
        record = json.loads(line)
        if "septum" in record:
            machine = Machine(core, Instance({sort: tuple(names) for sort, names in record["instance"].items()}))
            state = machine.initial()
        else:
            assert machine is not None and state is not None
            arguments = list(record["arguments"].values())
            effect = machine.perform(state, record["step"], arguments, record.get("choices", []))
            state = effect.state
            record["status"] = "OK" if effect.outcome is Outcome.DONE else effect.status or "impossible"
        found.append(json.dumps(record))
    return "\n".join(found) + "\n"


def test_without_a_directory_the_sequences_are_the_answer(septum: Callable[..., Any]) -> None:
    done = septum("tests", LOANS)
    assert done.returncode == 0
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for line in done.stdout.splitlines():
        schema.validate(json.loads(line))
    assert len(read_runs("stdout", done.stdout)) == done.stdout.count('"septum"') > 1
    assert "statuses answered" in done.stderr and "mutants" in done.stderr
    assert septum("tests", LOANS).stdout == done.stdout
    assert septum("tests", LOANS, "--seed", "7").stdout != done.stdout


def test_what_is_not_found_exits_with_three(
    septum: Callable[..., Any], validate: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    poor = tmp_path / "poor.py"
    text = Path(LOANS).read_text(encoding="utf-8")
    poor.write_text(text[: text.index("    @example\n")] + text[text.index("\n\nclass Library") :], encoding="utf-8")
    done = septum("tests", str(poor), "--states", "0", "--format", "json")
    assert done.returncode == 3
    document = validate(done.stdout)
    assert document["verdict"] == "unknown"
    assert {one["why"] for one in document["missing"]} == {"excluded", "unknown"}
    assert {one["verdict"] for one in document["mutants"]} == {"noticed", "missed", "alike"}


def test_a_wrong_number_is_a_mistake_of_the_user(septum: Callable[..., Any]) -> None:
    done = septum("tests", LOANS, "--states", "many")
    assert done.returncode == 2 and "--states" in done.stderr
