"""`septum verify --certify`: the verdict on a deployment has the certificate of its theorem."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from small_certificates import PROOF, let_proofs_be, needs_rocq

Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]


def test_a_verdict_on_a_deployment_does_not_hide_that_rocq_was_not_asked(
    septum: Run, validate: Validate, no_rocq: None
) -> None:
    words = ("verify", "examples/two-tenants.yaml", "--on", "2026-11-21")
    assert validate(septum(*words, "--format", "json").stdout)["certificate"] is None
    done = septum(*words, "--certify")
    assert done.returncode == 3 and done.stdout.splitlines()[-1].startswith("not run: certificate of minimal ")
    document = validate(septum(*words, "--certify", "--format", "json").stdout)
    assert (document["verdict"], document["certificate"]["verdict"]) == ("not run", "not run")
    assert document["pairs"][0]["write"] == "proved"


@needs_rocq
def test_a_verdict_on_a_deployment_carries_the_digest_of_the_certificate(
    septum: Run, validate: Validate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    let_proofs_be(PROOF, monkeypatch)
    folder = tmp_path / "cert"
    words = ("verify", "examples/two-tenants.yaml", "--on", "2026-11-21", "--certify", "-o", str(folder))
    document = validate(septum(*words, "--format", "json").stdout)
    digest = sha256((folder / "certificate.json").read_bytes()).hexdigest()
    assert (document["verdict"], document["certificate"]["sha256"]) == ("proved", digest)
    let_proofs_be(PROOF.replace("reflexivity. Qed", "Admitted"), monkeypatch)
    worse = septum(*words)
    assert "  theorem     Proof.none Axioms: Proof.none : twice 0 = 0" in worse.stdout.splitlines()
    assert worse.returncode == 3 and worse.stdout.splitlines()[-1].startswith("unknown: certificate of minimal ")


def test_a_directory_for_no_certificate_is_a_mistake(septum: Run, tmp_path: Path) -> None:
    refused = septum("verify", "examples/two-tenants.yaml", "-o", str(tmp_path / "cert"))
    assert refused.returncode == 2 and "SEP-CLI-003" in refused.stderr
