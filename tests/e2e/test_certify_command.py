"""`septum certify` writes a whole directory or nothing, and never says more than Rocq did."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from small_certificates import PROOF, STATEMENT, let_proofs_be, needs_rocq

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

BENIGN = "examples/benign_allocator.py"
LEAKY = "examples/leaky_allocator.py"


def test_without_rocq_nothing_is_proved_and_nothing_is_written(
    septum: Run, validate: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEPTUM_ROCQ", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "cert"
    done = septum("certify", "minimal", "-o", str(folder))
    assert done.returncode == 3 and not folder.exists()
    (line,) = done.stdout.splitlines()
    assert line.startswith("not run: certificate of minimal ") and line.endswith(", no coqc on PATH")
    assert done.stderr.startswith("help: apt-get install coq")
    document = validate(septum("certify", "minimal", "-o", str(folder), "--format", "json").stdout)
    assert (document["verdict"], document["exit"], document["folder"]) == ("not run", 3, None)
    assert (document["sha256"], document["why"]) == (None, "no coqc on PATH")


@needs_rocq
def test_a_certificate_is_checked_written_and_checked_again_by_a_stranger(
    septum: Run, validate: Validate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    let_proofs_be(PROOF, monkeypatch)
    folder = tmp_path / "cert"
    done = septum("certify", BENIGN, "-o", str(folder))
    assert done.returncode == 0, done
    manifest = (folder / "certificate.json").read_bytes()
    assert done.stdout.splitlines()[-1].endswith(f", sha256 {sha256(manifest).hexdigest()[:12]}")
    assert done.stdout.startswith("read ") and "axioms: none" in done.stdout
    again = septum("certify", BENIGN, "-o", str(folder), "--format", "json")
    document = validate(again.stdout)
    assert document["verdict"] == "proved" and document["claims"][0]["assumptions"] == []
    assert (folder / "certificate.json").read_bytes() == manifest and document["folder"] == str(folder)
    told = validate(manifest.decode())
    assert {file["path"] for file in told["files"]} | {"certificate.json"} == {f.name for f in folder.iterdir()}
    for file in told["files"]:
        assert sha256((folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    said = [
        subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=60)
        for command in (["make", "-j2"], ["make", "coqchk"])
    ]
    assert "Closed under the global context" in said[0].stdout
    assert "* Axioms: <none>" in said[1].stdout + said[1].stderr
    assert "Septum" in said[1].stdout and "without septum, anyone: make -C" in done.stderr
    # What was compiled there is no stranger's file.
    assert septum("certify", BENIGN, "-o", str(folder)).returncode == 0
    assert not list(folder.glob("*.vo")) and not list(tmp_path.glob(".*"))


@needs_rocq
@pytest.mark.parametrize(
    ("proof", "line"),
    [
        (PROOF.replace("reflexivity", "discriminate"), "Rocq rejects the proof of none"),
        (PROOF.replace("reflexivity. Qed", "Admitted"), "Proof.none rests on Axioms: Proof.none : twice 0 = 0"),
        (PROOF + "Axiom more : 0 = 1.\n", "coqchk lists Axioms: Septum.Proof.more"),
        (PROOF.replace("twice 0 = 0", "0 = 0 \\/ True").replace("reflexivity", "auto"), "the proof of claim_1"),
    ],
    ids=["wrong", "admitted", "axiom", "weaker"],
)  # fmt: skip
def test_what_rocq_does_not_accept_is_unknown_and_says_so_in_its_directory(
    proof: str, line: str, septum: Run, validate: Validate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    let_proofs_be(proof, monkeypatch)
    folder = tmp_path / "cert"
    done = septum("certify", BENIGN, "-o", str(folder))
    assert done.returncode == 3
    last = done.stdout.splitlines()[-1]
    assert last.startswith("unknown: certificate of ") and last.endswith(line)
    assert "This is no certificate: unknown" in " ".join((folder / "README.md").read_text(encoding="utf-8").split())
    assert validate((folder / "certificate.json").read_text(encoding="utf-8"))["verdict"] == "unknown"
    if line.endswith("of none"):
        assert f"{folder}/Proof.v:3:8" in done.stdout.replace("\n", " ")


def test_a_certificate_that_is_not_checked_is_not_run(
    septum: Run, validate: Validate, monkeypatch: pytest.MonkeyPatch, no_rocq: None, tmp_path: Path
) -> None:
    let_proofs_be(PROOF, monkeypatch)
    folder = tmp_path / "cert"
    document = validate(septum("certify", BENIGN, "-o", str(folder), "--no-check", "--format", "json").stdout)
    assert (document["verdict"], document["exit"], document["rocq"]) == ("not run", 3, None)
    assert document["claims"][0]["assumptions"] is None
    assert "nothing is proved by it yet" in (folder / "README.md").read_text(encoding="utf-8")


def test_of_what_is_violated_there_is_no_certificate(septum: Run, validate: Validate, tmp_path: Path) -> None:
    for words in ((), ("--format", "json")):
        done = septum("certify", LEAKY, "-o", str(tmp_path / "cert"), "--no-check", *words)
        assert done.returncode == 1 and not list(tmp_path.iterdir())
        if words:
            assert validate(done.stdout)["verdict"] == "violated"
        else:
            assert done.stdout.startswith("violated: certificate of ")
            assert done.stderr.endswith(f"help: septum prove {LEAKY} shows what is open\n")


def test_a_directory_of_somebody_else_is_left_alone(
    septum: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    let_proofs_be(PROOF, monkeypatch)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    refused = septum("certify", BENIGN, "-o", str(folder), "--no-check")
    assert refused.returncode == 2 and not refused.stdout and "SEP-CLI-015" in refused.stderr
    assert "notes.txt" in refused.stderr and [f.name for f in folder.iterdir()] == ["notes.txt"]
    written = tmp_path / "cert"
    assert septum("certify", BENIGN, "-o", str(written), "--no-check").returncode == 3
    (written / "notes.txt").write_text("mine", encoding="utf-8")
    assert septum("certify", BENIGN, "-o", str(written), "--no-check").returncode == 2
    assert (written / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("where", ["README.md", "README.md/cert", "."])
def test_what_is_in_the_way_is_said_before_anything_is_proved(where: str, septum: Run) -> None:
    refused = septum("certify", BENIGN, "-o", where)
    assert refused.returncode == 2 and not refused.stdout and "SEP-CLI-013" in refused.stderr


def test_the_directory_must_be_named(septum: Run) -> None:
    refused = septum("certify", BENIGN)
    assert refused.returncode == 2 and "SEP-CLI-003" in refused.stderr


@needs_rocq
def test_an_interrupted_check_leaves_nothing_behind(environment: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "coqc"
    script.write_text(
        '#!/bin/sh\ncase "$*" in *--version) exec /usr/bin/coqc --version;; esac\nkill -INT $PPID\nexec sleep 60\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    (tmp_path / "coqchk").symlink_to(str(shutil.which("coqchk")))
    body = (
        "from septum.cli import developing, main\n"
        "from septum.obligations.development import *\n"
        f"files = (VFile('Statement.v', {STATEMENT!r}), VFile('Proof.v', {PROOF!r}, ('Statement.v',)))\n"
        "claim = Claim('Proof.none', 'twice 0 = 0', 'x')\n"
        "read = ('Statement.v',)\n"
        "developing.develop = lambda model, settings: Development(model.name, '0' * 12, files, (claim,), read, read)\n"
        "main.main()\n"
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", body, "certify", BENIGN, "-o", str(tmp_path / "cert"), "--format", "json"],
        cwd=Path(__file__).parents[2],
        env={**environment, "SEPTUM_ROCQ": str(tmp_path), "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -2, done
    assert json.loads(done.stdout)["verdict"] == "not run" and json.loads(done.stdout)["interrupted"]
    assert not (tmp_path / "cert").exists() and not list(scratch.iterdir())
