"""The manifest of a certificate: what it is of, what Rocq said, and the digest of every file."""

import hashlib
import json
from collections.abc import Mapping

from septum import __version__
from septum.engines.certify.checking.results import Checked, Proved, Rechecked
from septum.engines.results import Verdict
from septum.obligations.development import Development
from septum.report.documents.envelope import VERSION, Json

MANIFEST = "certificate.json"
KIND = f"septum/certificate/{VERSION}"


def manifest_text(development: Development, checked: Checked | None, verdict: Verdict, files: Mapping[str, str]) -> str:
    """The manifest as JSON. No times are in it."""
    content = {
        "schema": KIND,
        "septum": __version__,
        "profile": development.profile,
        "digest": development.digest,
        "verdict": str(verdict),
        "rocq": None if checked is None else checked.rocq,
        "claims": claims_json(development, checked),
        "rechecked": None if checked is None else rechecked_json(checked.rechecked),
        "read": list(development.read),
        "files": [file_json(name, text) for name, text in files.items()],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def claims_json(development: Development, checked: Checked | None) -> list[Json]:
    """What is claimed; `assumptions` is null where Rocq did not say what a claim rests on."""
    if checked is not None and checked.claims:
        return [_claim(claim, list(claim.assumptions)) for claim in checked.claims]
    return [_claim(Proved(c.theorem, c.statement, c.sentence), None) for c in development.claims]


def _claim(claim: Proved, assumptions: list[str] | None) -> Json:
    return {
        "theorem": claim.theorem,
        "statement": claim.statement,
        "sentence": claim.sentence,
        "assumptions": assumptions,
    }


def rechecked_json(rechecked: Rechecked | None) -> Json | None:
    """What `coqchk` checked and lists."""
    if rechecked is None:
        return None
    return {
        "libraries": list(rechecked.libraries),
        "own": rechecked.own,
        "constants": rechecked.constants,
        "trusted": list(rechecked.trusted),
    }


def file_json(name: str, text: str) -> Json:
    """A file by its digest."""
    data = text.encode()
    return {
        "path": name,
        "bytes": len(data),
        "lines": text.count("\n"),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
