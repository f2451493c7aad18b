"""Finding and reading the files of a specification. They are parsed, never imported."""

import ast
import stat
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


def attack_files() -> tuple[Path, ...]:
    """The files of attack scripts that come with septum."""
    return tuple(sorted(path for path in (MODELS / "corpus").glob("*.py") if not path.stem.startswith("_")))


def workload_names() -> tuple[str, ...]:
    """The workloads that come with septum."""
    return tuple(sorted(path.name for path in (MODELS / "workloads").iterdir() if workload_files(path.name)))


def workload_files(workload: str) -> tuple[Path, ...]:
    """The files that say what a workload is: one for each kind of machine on which it happens in a way of its own.

    They are in the order of their names; there is none for a workload that does not come with septum.
    """
    folder = MODELS / "workloads" / workload
    return tuple(sorted(path for path in folder.glob("*.py") if not path.stem.startswith("_")))


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


def model_modules() -> tuple[str, ...]:
    """The modules that come with septum."""
    found = (path for path in MODELS.rglob("*.py") if not path.stem.startswith("_"))
    return tuple(sorted(module_name(str(path.relative_to(MODELS))) for path in found))


def module_name(file: str) -> str:
    """How another file imports what the file of that name declares."""
    stem = file.removesuffix(".py").replace("/", ".")
    return f"septum.models.{stem}" if (MODELS / file).is_file() else stem.rsplit(".", 1)[-1]


def display_name(path: Path, given: Path) -> str:
    """How spans call a file: relative to `models/` for the profile's own, else beside the path that the user gave."""
    resolved = _resolved(path)
    if resolved.is_relative_to(MODELS):
        return str(resolved.relative_to(MODELS))
    if resolved == _resolved(given):
        return str(given)
    folder = _resolved(given).parent
    if resolved.is_relative_to(folder):
        return str(given.parent / resolved.relative_to(folder))
    return str(path)


def _resolved(path: Path) -> Path:
    """The file itself, or the path as it is where links lead in circles or no file can be called so."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def read(path: Path, name: str, problems: Problems, overrides: Mapping[str, str]) -> SourceFile | None:
    """Read and parse a file; None, with a problem noted, where that is not possible."""
    text = overrides[name] if name in overrides else _text(path, name, problems)
    if text is None:
        return None
    problems.sources[name] = text
    tree = _parsed(text, name, problems)
    return SourceFile(name, path, text, tree, SpanMaker(name, text)) if tree is not None else None


def _parsed(text: str, name: str, problems: Problems) -> ast.Module | None:
    """The syntax tree. It is compiled too, and the result thrown away: that finds what the grammar alone lets pass."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, name)
            compile(tree, name, "exec", dont_inherit=True)
        return tree
    except SyntaxError as error:
        place = Span(name, min(error.lineno or 1, text.count("\n") + 1), max(error.offset or 1, 1))
        problems.add("001", place, f"this is not Python's syntax: {error.msg}")
    except (RecursionError, MemoryError):
        problems.add("001", Span(name, 1, 1), "the text is nested too deeply to be parsed", ())
    except ValueError as error:
        problems.add("001", Span(name, 1, 1), f"this is not a text: {error}", ())
    return None


def _text(path: Path, name: str, problems: Problems) -> str | None:
    place = Span(name, 0, 0)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            problems.add("004", place, "this is a folder, not a file")
        elif not stat.S_ISREG(status.st_mode):
            problems.add("004", place, "this is not an ordinary file")
        elif status.st_size > LARGEST:
            problems.add("004", place, f"the file has {status.st_size:,} bytes, more than {LARGEST:,}")
        else:
            return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add("004", place, f"byte {error.start:,} is not UTF-8: this is not a text")
    except OSError as error:
        problems.add("004", place, f"cannot be read: {error.strerror or error}")
    except ValueError as error:
        problems.add("004", place, f"cannot be read: {error}")
    return None
