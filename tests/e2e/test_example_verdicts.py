"""Every example's verdict, for each pair of tenants and each property, is the one in `verdicts.toml`.

To write the table anew: `SEPTUM_VERDICTS=write pytest tests/e2e/test_example_verdicts.py`; then read what changed.
"""

import json
import os
import tomllib
from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from septum.cli.answer import Answer
from septum.cli.commands import verify
from septum.cli.reading import read_arguments
from septum.cli.table import COMMANDS
from septum.cli.terminal import Terminal
from septum.engines.cache import FORMAT, open_cache
from septum.engines.prove import prove
from septum.engines.results import ProofResult
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

TABLE = Path(__file__).with_name("verdicts.toml")
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
TODAY = "2026-11-21"
Validate = Callable[[str], dict[str, Any]]
Row = dict[str, Any]


@cache
def _loaded(profile: str) -> Model:
    return load_profile(profile)


@pytest.fixture(scope="module")
def proofs(environment: dict[str, str]) -> Callable[[str], ProofResult]:
    """The proof of a profile, made once for all examples: what differs between them is the deployment."""

    @cache
    def proof(profile: str) -> ProofResult:
        file = Path(environment["XDG_CACHE_HOME"]) / "septum" / f"proofs-{FORMAT}.sqlite"
        return prove(_loaded(profile), Settings(cache=open_cache(file)))

    return proof


@pytest.fixture(autouse=True)
def one_proof(proofs: Callable[[str], ProofResult], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "load_profile", _loaded)
    monkeypatch.setattr(verify, "prove", lambda model, settings, progress: proofs(model.name))


def _rows(document: dict[str, Any]) -> list[Row]:
    """The verdicts, pairs with equal ones together, in the order of the file."""
    rows: list[Row] = []
    for pair in document["pairs"]:
        keys = ("write", "read", "fingerprint", "but_for", "open")
        row = {key: " ".join(pair[key]) if isinstance(pair[key], list) else pair[key] for key in keys}
        alike = next((known for known in rows if all(known[key] == row[key] for key in keys)), None)
        if alike is None:
            rows.append({"pairs": [], **row})
            alike = rows[-1]
        alike["pairs"].append("-".join(pair["pair"]))
    return rows


def _written(verdicts: dict[str, dict[str, Any]]) -> str:
    lines = [
        "# What `septum verify EXAMPLE --on 2026-11-21` says of every two tenants. Kept by test_example_verdicts.py."
    ]
    for name, verdict in verdicts.items():
        lines += ["", f'["{name}"]', f"exit = {verdict['exit']}"]
        for row in verdict["rows"]:
            lines += ["", f'[["{name}".rows]]', *(f"{key} = {json.dumps(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _answer(file: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The text and the document of one run of the command."""
    monkeypatch.chdir(file.parents[1])
    command = next(command for command in COMMANDS if command.name == "verify")
    arguments = read_arguments(command, (f"examples/{file.name}", "--on", TODAY))
    return verify.run(arguments, Terminal(StringIO(), StringIO(), json=False))


def _judged(answer: Answer, validate: Validate) -> dict[str, Any]:
    document = validate(json.dumps(answer.document))
    assert document["today"] == TODAY and document["exit"] == int(answer.status)
    return {"exit": document["exit"], "rows": _rows(document)}


@pytest.mark.skipif(os.environ.get("SEPTUM_VERDICTS") != "write", reason="the table is compared, not written")
def test_write_the_table(validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = {file.stem: _judged(_answer(file, monkeypatch), validate) for file in EXAMPLES}
    TABLE.write_text(_written(judged), encoding="utf-8")


def test_the_table_has_every_example_and_every_kind_of_verdict() -> None:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    assert list(table) == [file.stem for file in EXAMPLES]
    rows = [row for verdict in table.values() for row in verdict["rows"]]
    assert {row["write"] for row in rows} == {"proved", "shared"}
    assert {row["fingerprint"] for row in rows} == {"proved", "shared", "violated"}
    assert any(row["fingerprint"] == "proved" and not row["but_for"] for row in rows), "one trust"
    for verdict in table.values():
        pairs = [pair for row in verdict["rows"] for pair in row["pairs"]]
        assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("file", EXAMPLES, ids=[file.stem for file in EXAMPLES])
def test_the_verdict_on_an_example_is_the_expected_one(
    file: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = _answer(file, monkeypatch)
    expected = tomllib.loads(TABLE.read_text(encoding="utf-8"))[file.stem]
    assert _judged(answer, validate) == expected
    assert all(len(line) <= 80 and line == line.rstrip() for line in answer.lines)
    assert answer.lines[-1].startswith({0: "proved: ", 1: "violated: "}[expected["exit"]])
    assert not any(TODAY in line for line in answer.lines), "the same text on every day on which the same is accepted"
