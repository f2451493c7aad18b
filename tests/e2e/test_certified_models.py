"""Certificates of real models: found by the solvers, written, and accepted by Rocq, with nothing between replaced."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_certificates import needs_rocq

Run = Callable[..., Any]


@needs_rocq
@pytest.mark.parametrize(
    "profile", ["examples/benign_allocator.py", "tests/unit/models/desks.py", "tests/unit/models/rooms.py", "minimal"]
)
def test_a_proved_model_has_a_certificate_that_rests_on_nothing(profile: str, septum: Run, tmp_path: Path) -> None:
    folder = tmp_path / "cert"
    done = septum("certify", profile, "-o", str(folder))
    assert done.stdout.splitlines()[-1].startswith(f"proved: certificate of {profile} "), done.stdout
    assert done.returncode == 0
    manifest = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
    assert [claim["assumptions"] for claim in manifest["claims"]] == [[]] * len(manifest["claims"])
    assert len(manifest["claims"]) >= 2  # that it isolates, and that it is not about nothing


@needs_rocq
def test_the_same_model_has_the_same_certificate_however_many_work(septum: Run, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, workers in zip(folders, ("1", "2"), strict=True):
        words = ("certify", "tests/unit/models/desks.py", "--no-check", "--workers", workers, "-o", str(folder))
        assert septum(*words).returncode == 3
    first, second = ({p.name: p.read_bytes() for p in sorted(folder.iterdir())} for folder in folders)
    assert first == second
