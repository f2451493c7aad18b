"""What files are called after a profile."""

import re
from pathlib import PurePath

from septum.spec.model import Model


def stem_of(model: Model) -> str:
    """The profile's name, or that of its file without folder and ending; letters, digits and underscores of ASCII."""
    stem = re.sub(r"[^A-Za-z0-9_]", "_", PurePath(model.name).stem)
    return stem if re.match(r"[A-Za-z]", stem) else f"profile_{stem}"
