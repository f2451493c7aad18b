"""Files that were written, as a document."""

import hashlib
from collections.abc import Mapping

from septum.report.documents.envelope import Json, document
from septum.spec.digest import model_digest
from septum.spec.model import Model


def export_document(model: Model, kind: str, folder: str | None, files: Mapping[str, str]) -> Json:
    """The document of `septum export`. Where no directory was named, it holds the text itself."""
    content = {
        "profile": model.name,
        "digest": model_digest(model),
        "kind": kind,
        "folder": folder,
        "files": [_file(name, text, folder is None) for name, text in files.items()],
    }
    return document("export", "export", None, 0, content)


def _file(name: str, text: str, told: bool) -> Json:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return {"path": name, "bytes": len(data), "sha256": digest, "text": text if told else None}
