"""What `coqc` says of a mistake: where it is, in which lemma, and why."""

import re

from septum.engines.certify.checking.results import Problem
from septum.engines.results import Verdict
from septum.obligations.development import VFile

_PLACE = re.compile(r'^File "[^"]*", line (\d+), characters (\d+)-\d+:\n(?:Error|Anomaly)\b[: ]*', re.MULTILINE)
_SENTENCE = re.compile(
    r"^\s*(?:#\[[^\]]*\]\s*)?(?:Global\s+|Local\s+|Program\s+)?"
    r"(?:Lemma|Theorem|Corollary|Example|Definition|Fixpoint|Instance|Fact|Remark|Record|Inductive|Class)\s+(\w+)",
    re.MULTILINE,
)
_LENGTH = 400


def rejection(file: VFile, said: str) -> Problem | None:
    """The mistake in a file that `coqc` names; None where it names none."""
    found = None
    for place in _PLACE.finditer(said):
        found = place
    if found is None:
        return None
    line, column = int(found[1]), int(found[2]) + 1
    words = " ".join(said[found.end() :].split())
    message = words if len(words) <= _LENGTH else f"{words[:_LENGTH]} …"
    return Problem(Verdict.UNKNOWN, message or "it says nothing more", file.name, line, column, _lemma(file, line))


def _lemma(file: VFile, line: int) -> str:
    """The name of what is stated last before the end of a line."""
    before = "\n".join(file.text.split("\n")[:line])
    names = _SENTENCE.findall(before)
    return names[-1] if names else ""
