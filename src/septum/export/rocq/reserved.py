"""Words that a development may not give a new meaning to: Rocq's, the statement's own, and those of the theory."""

import re
from functools import cache
from importlib.resources import files

_FOLDER = files("septum.export.rocq")
_KINDS = "Definition|Fixpoint|Inductive|Record|Class|Lemma|Theorem|Corollary|Canonical|Ltac|Variant|Instance"
_MAY_BE_HIDDEN = frozenset(("start",))
"""Words of the theory that no statement and no proof uses by themselves."""


@cache
def keywords() -> frozenset[str]:
    """Those that are no names at all."""
    return frozenset(_sections()[0].split())


@cache
def reserved() -> frozenset[str]:
    """All such words."""
    found = {word for section in _sections() for word in section.split()}
    for file in (_FOLDER / "theory").iterdir():
        if file.name.endswith(".v"):
            found |= {file.name.removesuffix(".v"), *words(file.read_text(encoding="utf-8"))} - _MAY_BE_HIDDEN
    return frozenset(found)


def _sections() -> list[str]:
    """The words of the list beside this file, by the comments above them: keywords come first."""
    text = (_FOLDER / "reserved.txt").read_text(encoding="utf-8")
    return re.split(r"(?:^#.*\n)+", text, flags=re.MULTILINE)[1:]


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
