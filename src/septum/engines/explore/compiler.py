"""The system's C compiler, and what it made before."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from septum.engines.cache import open_cache

FLAGS = ("-std=gnu11", "-fPIC", "-shared", "-fno-semantic-interposition", "-w")


class NotCompiled(Exception):
    """There is no compiler, or it failed: why, as the end of a sentence."""


def find_compiler() -> str:
    """The path of `gcc`. Raises NotCompiled where there is none."""
    found = shutil.which("gcc")
    if found is None:
        raise NotCompiled("there is no gcc on this machine")
    return found


def whole_text(program: str) -> str:
    """The program behind its head and before the table and the search, which are the same for all."""
    folder = files("septum.engines.explore")
    names = ("head.c", "table.c", "search.c")
    head, *others = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return "\n".join([head, program, *others])


def load_program(program: str, optimisation: str, folder: Path | None = None) -> ctypes.CDLL:
    """The compiled program, as a library that nobody else uses.

    `optimisation`: `-O1` or `-O2`. `folder`: where libraries are kept, else beside the cache of proofs. A library is
    found again by a digest of its text, of the options and of the compiler's version. Raises NotCompiled.
    """
    compiler = find_compiler()
    text = whole_text(program)
    flags = (*FLAGS, optimisation)
    name = sha256("\0".join((_version(compiler), *flags, text)).encode()).hexdigest()[:40]
    kept = _kept(folder if folder is not None else _cache_folder())
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="septum-") as temporary:
            return _loaded(_compiled(compiler, flags, text, Path(temporary) / f"{name}.so"))
    library = kept / f"{name}.so"
    if not _is_own(library):
        _compiled(compiler, flags, text, library)
    return _loaded(library)


def _cache_folder() -> Path:
    path = open_cache().path
    assert path is not None
    return path.parent / "compiled"


def _version(compiler: str) -> str:
    done = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotCompiled(f"{compiler} does not run")
    return done.stdout


def _kept(folder: Path) -> Path | None:
    """The folder, made where it was missing; None where it cannot be used, or where others may write into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    safe = status.st_uid == os.getuid() and not status.st_mode & 0o022 and os.access(folder, os.W_OK)
    return folder if safe else None


def _is_own(library: Path) -> bool:
    try:
        return library.stat().st_uid == os.getuid()
    except OSError:
        return False


def _compiled(compiler: str, flags: tuple[str, ...], text: str, library: Path) -> Path:
    """Compile into a file of another name first: who comes at the same time never sees half a library."""
    with tempfile.TemporaryDirectory(prefix="septum-") as temporary:
        source = Path(temporary) / "explore.c"
        source.write_text(text, encoding="utf-8")
        handle, made = tempfile.mkstemp(prefix=".", suffix=".so", dir=library.parent)
        os.close(handle)
        try:
            command = [compiler, *flags, "-o", made, str(source)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                lines = done.stderr.strip().splitlines() or ["it says nothing"]
                raise NotCompiled(f"gcc failed: {lines[0]}")
            Path(made).replace(library)
        finally:
            Path(made).unlink(missing_ok=True)
    return library


def _loaded(library: Path) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(str(library))
    except OSError as error:
        raise NotCompiled(f"the compiled search cannot be loaded: {error}") from None
