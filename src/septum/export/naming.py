"""Names in files that others read: what files are called after a profile, and what is called as in it."""

import re
from pathlib import PurePath

from septum.spec.model import Model


def stem_of(model: Model) -> str:
    """The profile's name, or that of its file without folder and ending; letters, digits and underscores of ASCII."""
    stem = re.sub(r"[^A-Za-z0-9_]", "_", PurePath(model.name).stem)
    return stem if re.match(r"[A-Za-z]", stem) else f"profile_{stem}"


def in_ascii(name: str) -> str:
    """A name of a specification where only ASCII is read: any other character by its number."""
    return "".join(c if c.isascii() else f"_u{ord(c):04x}" for c in name)
