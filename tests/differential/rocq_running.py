"""Compiles developments in folders of a test, and reads what Rocq prints."""

import ast
import re
import shutil
import subprocess
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

from rocq_questions import Numbers

HAS_ROCQ = shutil.which("coqc") is not None
_THEORY = ("Lists", "Isolation", "Unwinding", "Obligations", "Words", "Deciding", "Reporting")
_SECONDS = 40


class RocqFailed(Exception):
    """What coqc said of a file that it did not accept."""


@cache
def theory() -> Path:
    """A folder with the compiled theory, for all tests of a process."""
    folder = Path(mkdtemp(prefix="septum-theory-"))
    for name in _THEORY:
        text = (files("septum.export.rocq") / "theory" / f"{name}.v") if name != "Reporting" else None
        source = text.read_text(encoding="utf-8") if text is not None else _reporting()
        compiled(folder, folder, name, source)
    return folder


def _reporting() -> str:
    return (Path(__file__).parent / "reporting.v").read_text(encoding="utf-8")


def compiled(folder: Path, beside: Path, name: str, text: str) -> str:
    """What coqc prints for a file. Raises RocqFailed. `beside`: a folder of compiled files that it may need."""
    (folder / f"{name}.v").write_text(text, encoding="utf-8")
    path = ["-R", str(beside), ""] + (["-R", str(folder), ""] if folder != beside else [])
    done = subprocess.run(
        ["coqc", "-q", *path, f"{name}.v"], cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    if done.returncode:
        raise RocqFailed(f"{name}.v: {done.stdout}{done.stderr}")
    return done.stdout


def printed(output: str) -> list[list[Numbers]]:
    """The lists of reports that a file printed, in order."""
    found = re.findall(r"=\s*(\[.*?\])\s*:\s*list", output, re.DOTALL)
    return [ast.literal_eval(text.replace(";", ",")) for text in found]
