"""What every document begins with."""

from collections.abc import Mapping

from septum import __version__

Json = Mapping[str, object]
VERSION = 1
"""Of the schemas. Within a version keys are only added."""


def document(kind: str, command: str, verdict: str | None, status: int, content: Json) -> Json:
    """A document. `kind` names its schema, `report/schemas/<kind>.schema.json`; `verdict` is None where none is given.

    `status`: the exit status of the command.
    """
    head = {"schema": f"septum/{kind}/{VERSION}", "septum": __version__, "command": command}
    return {**head, "verdict": verdict, "exit": status, **content}
