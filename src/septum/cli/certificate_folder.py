"""The directory of a certificate: as a whole or not at all, and never over files of somebody else."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from septum.diagnostics import Diagnostic, InputError
from septum.report.certificate.manifest import KIND, MANIFEST

_COMPILED = (".vo", ".vok", ".vos", ".glob", ".aux")
_SHOWN = 5


def check_folder(folder: Path) -> None:
    """Whether a certificate can be written here, before any work is done. Raises InputError where it cannot.

    It can where there is nothing, an empty directory, or an earlier certificate with nothing but its own files.
    """
    if folder.is_symlink() and not folder.exists():
        raise _refused(folder, "it is a link that leads nowhere")
    for path in (folder, *folder.parents):
        if path.exists():
            if not path.is_dir():
                raise _refused(path, "it is no directory")
            if not os.access(path, os.W_OK | os.X_OK):
                raise _refused(path, "the system does not allow it")
            break
    if not folder.exists():
        return
    real = folder.resolve()
    if Path.cwd().is_relative_to(real):
        raise _refused(folder, "septum runs in it")
    if not os.access(real.parent, os.W_OK | os.X_OK):
        raise _refused(real.parent, "the system does not allow it")
    try:
        foreign = _foreign(real)
    except OSError as error:
        raise _refused(folder, error.strerror or str(error)) from None
    if foreign:
        names = ", ".join(foreign[:_SHOWN]) + (f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else "")
        message = f"`{folder}` has files that belong to no certificate: {names}"
        raise InputError([Diagnostic("SEP-CLI-015", message, help="name another directory with `-o`")])


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files into a directory beside it, which then takes its place. Raises InputError, as `check_folder`."""
    check_folder(folder)
    real = folder.resolve()
    begun: list[Path] = []
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix=f".{real.name}.", suffix=".tmp", dir=real.parent))
        begun.append(new)
        new.chmod(0o777 & ~_umask())
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        if real.exists():
            old = Path(mkdtemp(prefix=f".{real.name}.", suffix=".old", dir=real.parent))
            begun.append(old)
            real.rename(old / "before")
            try:
                new.rename(real)
            except OSError:
                (old / "before").rename(real)
                raise
        else:
            new.rename(real)
    except OSError as error:
        raise _refused(Path(error.filename or folder), error.strerror or str(error)) from None
    finally:
        for path in begun:
            shutil.rmtree(path, ignore_errors=True)


def _foreign(folder: Path) -> list[str]:
    """What is in a directory and of no certificate, in order; everything, where there is no certificate in it."""
    names = sorted(path.name for path in folder.iterdir())
    own: set[str] = set()
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["schema"] == KIND:
            own = {MANIFEST, *(str(file["path"]) for file in manifest["files"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    sources = {name.removesuffix(".v") for name in own if name.endswith(".v")}
    made = {f"{hidden}{stem}{ending}" for hidden in ("", ".") for stem in sources for ending in _COMPILED}
    return [name for name in names if name not in own | made or (folder / name).is_dir()]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, why: str) -> InputError:
    message = f"`{path}` cannot be written: {why}"
    return InputError([Diagnostic("SEP-CLI-013", message, help="name a directory with `-o`")])
