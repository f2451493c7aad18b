"""Rocq's programs on this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

_COMPILERS = (("coqc",), ("rocq", "compile"))
_CHECKERS = ("coqchk", "rocqchk")
_VERSION = re.compile(r"\bversion (\d+(?:\.\d+)+\S*)")
_SECONDS = 30
_FOREIGN = ("COQPATH", "ROCQPATH", "COQEXTRAFLAGS", "OCAMLRUNPARAM", "CAMLRUNPARAM")
"""What would let other files or other limits in."""


class RocqMissing(Exception):
    """There is no Rocq that could be asked: why, as a part of a sentence."""


@frozen
class Rocq:
    """The programs, as the words that begin a command line, and their version."""

    compiler: tuple[str, ...]
    checker: tuple[str, ...]
    version: str


def find_rocq() -> Rocq:
    """The programs in the folder that `SEPTUM_ROCQ` names, or else on PATH. Raises RocqMissing."""
    folder = os.environ.get("SEPTUM_ROCQ")
    where = "on PATH" if not folder else f"in {folder} (SEPTUM_ROCQ)"
    compilers = [(found, *rest) for name, *rest in _COMPILERS if (found := shutil.which(name, path=folder or None))]
    if not compilers:
        raise RocqMissing(f"no coqc {where}")
    checkers = [found for name in _CHECKERS if (found := shutil.which(name, path=folder or None))]
    if not checkers:
        raise RocqMissing(f"no coqchk {where}")
    compiler, checker = compilers[0], (checkers[0],)
    version = _version(compiler)
    other = _version(checker)
    if version != other:
        raise RocqMissing(f"coqc {version} and coqchk {other} are not of one version")
    return Rocq(compiler, checker, version)


def environment(home: Path) -> Mapping[str, str]:
    """The environment of these programs: no other libraries, and a heap that suits short runs.

    `home`: a folder in which there is no configuration.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8", "OCAMLRUNPARAM": "s=4M,o=200"}


def _version(command: tuple[str, ...]) -> str:
    name = Path(command[0]).name
    try:
        done = subprocess.run([*command, "--version"], capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        raise RocqMissing(f"{name} does not run") from None
    found = _VERSION.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode != 0 or found is None:
        raise RocqMissing(f"{name} does not say its version")
    return found[1]
