"""The command as users run it: a process of its own, with a cache of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from septum.cli.command_line import run, wants_json
from septum.cli.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "src" / "septum" / "report" / "schemas"


@frozen
class Done:
    """What a command printed, and how it ended."""

    stdout: str
    stderr: str
    returncode: int


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home without configuration, one cache for all tests, no terminal."""
    home = tmp_path_factory.getbasetemp().parent / "septum-home"
    home.mkdir(exist_ok=True)
    keep = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(home), "XDG_CACHE_HOME": str(home), **keep}


@pytest.fixture
def septum(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Answer these words as the command does, in this process, at the root of the repository."""

    def run_here(*words: str, cwd: Path = ROOT) -> Done:
        monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
        monkeypatch.chdir(cwd)
        out, err = StringIO(), StringIO()
        status = run(words, Terminal(out, err, wants_json(words)))
        return Done(out.getvalue(), err.getvalue(), int(status))

    return run_here


@pytest.fixture(scope="session")
def process(environment: dict[str, str]) -> Callable[..., Done]:
    """Run `septum` with these words as a process of its own, at the root of the repository."""

    def start(*words: str, cwd: Path = ROOT, **changes: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "septum", *words],
            cwd=cwd,
            env={**environment, **changes},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
        return Done(done.stdout, done.stderr, done.returncode)

    return start


def _strict(schema: Any) -> Any:
    """The schema, with no keys allowed but those that it names: a key that nobody documented is noticed."""
    if isinstance(schema, dict):
        closed = {key: _strict(value) for key, value in schema.items()}
        if "properties" in closed and "additionalProperties" not in closed:
            closed["additionalProperties"] = False
        return closed
    return [_strict(part) for part in schema] if isinstance(schema, list) else schema


@pytest.fixture(scope="session")
def validate() -> Callable[[str], dict[str, Any]]:
    """Read standard output as one document, and check it against the schema that it names."""
    schemas = [_strict(json.loads(file.read_text(encoding="utf-8"))) for file in sorted(SCHEMAS.glob("*.json"))]
    registry: Registry[Any] = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)

    def check(text: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(text)
        name, version = document["schema"].removeprefix("septum/").split("/")
        Draft202012Validator({"$ref": f"urn:septum:{name}:{version}"}, registry=registry).validate(document)
        return document

    return check


@pytest.fixture
def no_rocq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Rocq."""
    empty = tmp_path / "no-rocq"
    empty.mkdir()
    monkeypatch.setenv("SEPTUM_ROCQ", str(empty))
