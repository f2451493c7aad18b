"""A certificate, as a document."""

from septum.engines.certify.checking.results import Checked, Problem
from septum.report.certificate.certificate import Certificate
from septum.report.certificate.manifest import claims_json, file_json, rechecked_json
from septum.report.documents.envelope import Json, document


def certificate_document(certificate: Certificate, folder: str | None, status: int) -> Json:
    """The document of `septum certify`. `folder`: where it was written; None where it was not."""
    content = {**certificate_json(certificate), "folder": folder}
    del content["verdict"]
    files = [file_json(name, text) for name, text in certificate.files.items()]
    return document("certify", "certify", str(certificate.verdict), status, {**content, "files": files})


def certificate_json(certificate: Certificate) -> dict[str, object]:
    """What other documents say of a certificate."""
    checked, development = certificate.checked, certificate.development
    return {
        "profile": certificate.profile,
        "digest": certificate.digest,
        "verdict": str(certificate.verdict),
        "sha256": certificate.sha256,
        "why": certificate.why,
        "rocq": None if checked is None else checked.rocq,
        "compiled": [] if checked is None else _compiled(checked),
        "claims": [] if development is None else claims_json(development, checked),
        "rechecked": None if checked is None else rechecked_json(checked.rechecked),
        "problems": [] if checked is None else [_problem(problem) for problem in checked.problems],
    }


def _compiled(checked: Checked) -> list[Json]:
    return [{"path": file.name, "verdict": str(file.verdict)} for file in checked.files]


def _problem(problem: Problem) -> Json:
    place = {"file": problem.file, "line": problem.line, "column": problem.column} if problem.line else None
    return {
        "verdict": str(problem.verdict),
        "text": problem.text,
        "file": problem.file,
        "place": place,
        "lemma": problem.lemma,
    }
