"""Files that a command writes: all of them or none, and each whole."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from septum.diagnostics import Diagnostic, InputError


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write `files`, by paths within `folder`, as UTF-8, over what is there.

    Each is written under a temporary name; only when all are, they get their names. Where something fails, nothing
    that was begun is left. Raises InputError, all that is in the way at once.
    """
    _check(folder, files)
    made: list[Path] = []
    begun: dict[Path, Path] = {}
    try:
        for name, text in files.items():
            target = folder / name
            made += _make(target.parent)
            temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
            begun[temporary] = target
            temporary.write_text(text, encoding="utf-8", newline="\n")
        for temporary, target in begun.items():
            temporary.replace(target)
    except OSError as error:
        _forget(begun, made)
        raise InputError([_unwritable(Path(error.filename or folder), error.strerror or str(error))]) from None
    except BaseException:
        _forget(begun, made)
        raise


def _check(folder: Path, files: Mapping[str, str]) -> None:
    problems = [_unwritable(path, "it is no directory") for path in _blocking(folder)]
    if not problems:
        taken = (folder / name for name in files if (folder / name).is_dir())
        problems = [_unwritable(path, "a directory has that name") for path in taken]
        parents = dict.fromkeys(parent for name in files for parent in _blocking((folder / name).parent))
        problems += [_unwritable(path, "it is no directory") for path in parents]
    if problems:
        raise InputError(problems)


def _blocking(folder: Path) -> Iterator[Path]:
    """The part of the path that stands where a directory should be."""
    for path in (folder, *folder.parents):
        if path.exists():
            if not path.is_dir():
                yield path
            return


def _make(folder: Path) -> list[Path]:
    """Make a directory and all above it; which ones were new, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    made: list[Path] = []
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        made.append(path)
    return made


def _forget(begun: Mapping[Path, Path], made: list[Path]) -> None:
    for temporary in begun:
        temporary.unlink(missing_ok=True)
    for path in reversed(made):
        try:
            path.rmdir()
        except OSError:
            continue


def _unwritable(path: Path, why: str) -> Diagnostic:
    return Diagnostic("SEP-CLI-013", f"`{path}` cannot be written: {why}", help="name a directory with `-o`")
