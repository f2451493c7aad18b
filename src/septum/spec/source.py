"""Finding and reading the files of a specification. They are parsed, never imported."""

import ast
import warnings
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from septum.diagnostics import Diagnostic, InputError, Span, did_you_mean
from septum.spec.problems import Problems, SpanMaker

LANGUAGE = "septum.language"
"""The module whose names are the words of the language."""

MODELS = Path(__file__).resolve().parent.parent / "models"
LARGEST = 1 << 20
"""The largest file that is read, in bytes."""


@frozen(eq=False)
class SourceFile:
    """A parsed file. `name` is how spans call it."""

    name: str
    path: Path
    text: str
    tree: ast.Module
    spans: SpanMaker


def profile_names() -> tuple[str, ...]:
    """The profiles that come with septum."""
    return tuple(sorted(path.stem for path in (MODELS / "profiles").glob("*.py") if not path.stem.startswith("_")))


def locate(profile: str) -> Path:
    """The file of a profile, given by name or by path. Raises InputError."""
    if profile.endswith(".py") or "/" in profile:
        return Path(profile)
    if profile in profile_names():
        return MODELS / "profiles" / f"{profile}.py"
    message = f"no profile `{profile}`{did_you_mean(profile, profile_names())}"
    raise InputError([Diagnostic("SEP-CLI-004", message)])


def locate_module(module: str, level: int, importer: Path) -> Path | None:
    """The file that `from module import …` in `importer` names, or None where there is none."""
    parts = module.split(".") if module else []
    if level == 0 and parts[:2] == ["septum", "models"]:
        candidates = [MODELS.joinpath(*parts[2:])]
    else:
        folder = importer.resolve().parent
        ups = [folder, *folder.parents]
        if level:
            candidates = [ups[level - 1].joinpath(*parts)] if level <= len(ups) else []
        else:
            candidates = [up.joinpath(*parts) for up in ups[:3]]
    for candidate in candidates:
        file = candidate.with_suffix(".py")
        if file.is_file():
            return file
    return None


def display_name(path: Path, given: Path) -> str:
    """How spans call a file: relative to `models/` for the profile's own, else beside the path that the user gave."""
    resolved = path.resolve()
    if resolved.is_relative_to(MODELS):
        return str(resolved.relative_to(MODELS))
    if resolved == given.resolve():
        return str(given)
    folder = given.resolve().parent
    if resolved.is_relative_to(folder):
        return str(given.parent / resolved.relative_to(folder))
    return str(path)


def read(path: Path, name: str, problems: Problems, overrides: Mapping[str, str]) -> SourceFile | None:
    """Read and parse a file; None, with a problem noted, where that is not possible."""
    text = overrides[name] if name in overrides else _text(path, name, problems)
    if text is None:
        return None
    problems.sources[name] = text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(text, name)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        problems.add("001", Span(name, line, max(column, 1)), f"this is not Python's syntax: {error.msg}")
        return None
    except (RecursionError, MemoryError):
        problems.add("001", Span(name, 1, 1), "the text is nested too deeply to be parsed")
        return None
    except ValueError as error:
        problems.add("001", Span(name, 1, 1), f"this is not a text: {error}")
        return None
    return SourceFile(name, path, text, tree, SpanMaker(name, text))


def _text(path: Path, name: str, problems: Problems) -> str | None:
    place = Span(name, 0, 0)
    try:
        if path.is_dir():
            problems.add("004", place, "this is a folder, not a file")
            return None
        if path.stat().st_size > LARGEST:
            problems.add("004", place, f"the file has {path.stat().st_size:,} bytes, more than {LARGEST:,}")
            return None
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.add("004", place, f"byte {error.start:,} is not UTF-8: this is not a text")
    except OSError as error:
        problems.add("004", place, f"cannot be read: {error.strerror or error}")
    return None
