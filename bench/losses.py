"""How long it takes to say what a guard, tell or assumption is for: the command, for each of them in turn.

    python bench/losses.py [PROFILE]

Wall clock of `septum refute PROFILE --without NAME`, process start included, after one `septum prove PROFILE` that
fills an empty cache.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from septum.spec.load import load_profile
from septum.spec.model import droppable

KINDS = ("refuse", "when", "waits", "choose", "tell", "assumption")


def main() -> None:
    """Measure and print."""
    profile = sys.argv[1] if len(sys.argv) > 1 else "minimal"
    names = [name for name, kind in droppable(load_profile(profile)).items() if kind in KINDS]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SEPTUM_CACHE": str(Path(folder) / "proofs.sqlite")}
        _run(environment, "prove", profile)
        measured = [(*_run(environment, "refute", profile, "--without", name), name) for name in names]
    for seconds, last, name in sorted(measured, reverse=True)[:10]:
        print(f"{seconds:6.2f} s  {name:28} {last}")
    times = [seconds for seconds, _, _ in measured]
    words = Counter(" ".join(last.split()[:2]).rstrip(",;") for _, last, _ in measured)
    print(f"{len(times)} losses: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")
    print(", ".join(f"{count} {word}" for word, count in sorted(words.items())))


def _run(environment: dict[str, str], *words: str) -> tuple[float, str]:
    started = perf_counter()
    command = [sys.executable, "-m", "septum", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return perf_counter() - started, done.stdout.rstrip().rsplit("\n", 1)[-1]


if __name__ == "__main__":
    main()
