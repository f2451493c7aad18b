"""How long it takes to say what a guard, tell or assumption is for: the command, for each of them in turn.

    python bench/losses.py [PROFILE] [NAME …]

Wall clock of `septum refute PROFILE --without NAME`, process start included, after one `septum prove PROFILE` that
fills an empty cache; one command at a time. Python's own compiled files are brought up to date first, as an
installation does, even where the environment forbids a process to write them. Of every loss that takes long, is
undecided or shows only a table entry there is a line, then median, worst, and how many of each kind there are.
"""

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

import septum
from septum.engines.refute.delivered import ISOLATION, table_entries
from septum.spec.load import load_profile
from septum.spec.model import droppable

KINDS = ("refuse", "when", "waits", "choose", "tell", "assumption")
SLOW = 5.0
"""Seconds."""


def main() -> None:
    """Measure and print."""
    profile = sys.argv[1] if len(sys.argv) > 1 else "minimal"
    compileall.compile_dir(Path(septum.__file__).parent, quiet=2)
    model = load_profile(profile)
    names = sys.argv[2:] or [name for name, kind in droppable(model).items() if kind in KINDS]
    entries = table_entries(model)
    measured: list[tuple[float, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SEPTUM_CACHE": str(Path(folder) / "proofs.sqlite")}
        _run(environment, "prove", profile)
        for name in names:
            seconds, document = _run(environment, "refute", profile, "--without", name, "--format", "json")
            measured.append((seconds, name, _kind(json.loads(document), entries)))
    for seconds, name, kind in sorted(measured, reverse=True):
        if seconds > SLOW or kind in ("undecided", "table entry"):
            print(f"{seconds:6.2f} s  {name:34} {kind}")
    times = [seconds for seconds, _, _ in measured]
    print(f"{len(times)} losses of {profile}: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")
    for kind, count in sorted(Counter(kind for _, _, kind in measured).items()):
        print(f"{count:5}  {kind}")


def _kind(document: Any, entries: frozenset[str]) -> str:
    """What is shown: a weight that is no attack, a stated property, a table entry, or what the victim gets."""
    attack = document.get("attack")
    if attack is None or document["weight"] == "second-line":
        return str(document["weight"])
    fall = attack["fall"]
    if fall["property"] not in ISOLATION:
        return "stated property"
    hidden = "not visible" in (fall["first"], fall["second"])
    return "table entry" if hidden or fall["entry"].split("(")[0] in entries else "word, answer or interrupt"


def _run(environment: dict[str, str], *words: str) -> tuple[float, str]:
    started = perf_counter()
    command = [sys.executable, "-m", "septum", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return perf_counter() - started, done.stdout


if __name__ == "__main__":
    main()
