"""Certificates of a development that has nothing to do with the model: what is tested is how they are handled."""

import shutil

import pytest

from septum.cli import developing
from septum.engines.settings import Settings
from septum.obligations.development import Claim, Development, VFile
from septum.spec.digest import model_digest
from septum.spec.model import Model

needs_rocq = pytest.mark.skipif(
    shutil.which("coqc") is None or shutil.which("coqchk") is None, reason="there is no Rocq on this machine"
)

STATEMENT = "(** Twice a number. *)\nDefinition twice (n : nat) := n + n.\n"
PROOF = "Require Import Statement.\nTheorem none : twice 0 = 0.\nProof. reflexivity. Qed.\n"


def let_proofs_be(proof: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every model has a small development, with this text for its proof."""

    def develop(model: Model, settings: Settings) -> Development:
        del settings
        files = (VFile("Statement.v", STATEMENT), VFile("Proof.v", proof, ("Statement.v",)))
        claim = Claim("Proof.none", "twice 0 = 0", "Twice nothing is nothing.")
        return Development(model.name, model_digest(model), files, (claim,), ("Statement.v",), ("Statement.v",))

    monkeypatch.setattr(developing, "develop", develop)
