"""The scripts that come with septum, read beside a profile, be it one that has forgotten what they name."""

import ast
from collections.abc import Iterator

from septum.diagnostics import InputError
from septum.engines.cache import Cache
from septum.engines.readings import read_once
from septum.spec.model import Example, Model, droppable
from septum.spec.source import attack_files

_FOLDER = "corpus/"


def read_scripts(profile: str) -> tuple[Model, tuple[Example, ...]]:
    """A profile with the shipped scripts beside it, and the scripts.

    A script that names a check which the profile does not have is read as one that names nothing: it then shows
    whether anything else stops it. Raises InputError.
    """
    # Imported late: scripts that are kept are not read.
    from septum.spec.load import load_profile

    try:
        model = load_profile(profile, beside=attack_files())
    except InputError:
        changed = without_forgotten(load_profile(profile))
        if not changed:
            raise
        model = load_profile(profile, changed, attack_files())
    return model, tuple(e for e in model.examples if e.leak and e.span.file.startswith(_FOLDER))


def scripts_about(profile: str, cache: Cache | None = None) -> tuple[Example, ...]:
    """The shipped scripts where they can be read beside a profile; none where it lacks what they are about."""

    def read() -> tuple[Example, ...]:
        try:
            return read_scripts(profile)[1]
        except InputError:
            return ()

    return read_once(tuple, f"attack scripts beside {profile}", profile, cache, read)


def without_forgotten(model: Model) -> dict[str, str]:
    """The texts of script files less the names of checks that the model does not have, by the files' names."""
    known = frozenset(droppable(model)) | {guard.identifier for _, guard in model.guards()}
    changed: dict[str, str] = {}
    for path in attack_files():
        text = before = path.read_text(encoding="utf-8")
        for listed in _left_out(ast.parse(text)):
            kept = [item for item in listed if not isinstance(item, ast.Constant) or item.value in known]
            if len(kept) < len(listed):
                old = ", ".join(ast.get_source_segment(before, item) or "" for item in listed)
                new = ", ".join(ast.get_source_segment(before, item) or "" for item in kept)
                for written in (f"without=[{old}]", f"without={old}"):
                    text = text.replace(written, f"without=[{new}]")
        if text != before:
            changed[f"{_FOLDER}{path.name}"] = text
    return changed


def _left_out(tree: ast.Module) -> Iterator[list[ast.expr]]:
    """What each script names in `without=`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "without":
            yield node.value.elts if isinstance(node.value, ast.List) else [node.value]
