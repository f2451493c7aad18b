"""Words that a development may not give a new meaning to: Rocq's, the statement's own, and those of the theory."""

import re
from functools import cache
from importlib.resources import files

_KINDS = "Definition|Fixpoint|Inductive|Record|Class|Lemma|Theorem|Corollary|Canonical|Ltac|Variant|Instance"
_MAY_BE_HIDDEN = frozenset(("start",))
"""Words of the theory that no statement and no proof uses by themselves."""


@cache
def reserved() -> frozenset[str]:
    """All such words."""
    folder = files("septum.export.rocq")
    lines = (folder / "reserved.txt").read_text(encoding="utf-8").splitlines()
    found = {word for line in lines if not line.startswith("#") for word in line.split()}
    for file in (folder / "theory").iterdir():
        if file.name.endswith(".v"):
            found |= {file.name.removesuffix(".v"), *words(file.read_text(encoding="utf-8"))} - _MAY_BE_HIDDEN
    return frozenset(found)


def words(text: str) -> set[str]:
    """The global names that a file of the theory defines: definitions, fields, constructors."""
    text = re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL)
    found = set(re.findall(rf"\b(?:{_KINDS})\s+([A-Za-z_]\w*)", text))
    for constructor, body in re.findall(r"(?:Record|Class)[^.]*?:=\s*(\w*)\s*\{(.*?)\}\.", text, flags=re.DOTALL):
        found |= {constructor} - {""}
        found |= set(re.findall(r"(?:^|;)\s*(?:#\[[^\]]*\]\s*)?([A-Za-z_]\w*)\s*:", body))
    for body in re.findall(r"Inductive[^.]*?:=(.*?)\.(?:\s|$)", text, flags=re.DOTALL):
        found |= set(re.findall(r"(?:^|\|)\s*([A-Za-z_]\w*)", body))
    return found
