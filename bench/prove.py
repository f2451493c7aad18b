"""How fast a profile is proved, side by side with z3 called naively on the plain obligations, in one run.

    python bench/prove.py [PROFILE] [--copies 1 2 4]

Wall times of this machine, so compare columns, not runs. "Naively": one fresh z3 solver for each obligation that
needs a solver, the quantified statements as they are, default options, in one process.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from copies import copies

from septum.engines.cache import Cache
from septum.engines.prove import judge
from septum.engines.settings import Settings
from septum.logic.build import negate
from septum.obligations import Obligation, generate
from septum.smt.z3_backend import decide_quantified
from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.spec.source import MODELS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", nargs="?", default="minimal")
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 2, 4])
    arguments = parser.parse_args()
    model = load_profile(arguments.profile)
    with tempfile.TemporaryDirectory() as folder:
        print("the command, wall clock")
        for name in ("cold", "warm", "warm"):
            print(f"  {name:5} {_command(arguments.profile, Path(folder)):6.2f} s  septum prove {arguments.profile}")
        print("one guard changed, from the edited text to the verdict")
        print(f"  {_edit(arguments.profile, Path(folder)):12.2f} s  septum, in process, cache warm")
    print("growth: copies of all state over the same sorts; 2 processes against 1")
    print("  copies     all  solved  generate  septum  per second     z3  per second  z3 unsat")
    for count in arguments.copies:
        _growth(model, count)


def _command(profile: str, folder: Path) -> float:
    started = perf_counter()
    environment = {"SEPTUM_CACHE": str(folder / "proofs.sqlite"), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "septum", "prove", profile]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"septum prove {profile} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return perf_counter() - started


def _edit(profile: str, folder: Path) -> float:
    """Strengthen one guard in the text, load, generate and judge everything with the cache of the earlier runs."""
    if profile != "minimal":
        return float("nan")
    settings = Settings(cache=Cache(folder / "proofs.sqlite"))
    file = "memory.py"
    text = (MODELS / file).read_text()
    old = 'refuse(NOT_LENT, "nobody holds the page", unless=self.lent(page))'
    edited = text.replace(old, old.replace("self.lent(page)", "self.lent(page) and not self.ended(page)"))
    assert edited != text
    started = perf_counter()
    outcomes = judge(generate(load_profile(profile, {file: edited})), settings)
    seconds = perf_counter() - started
    assert all(o.verdict == "proved" for o in outcomes)
    return seconds


def _growth(model: Model, count: int) -> None:
    larger = copies(model, count)
    started = perf_counter()
    obligations = generate(larger)
    generated = perf_counter() - started
    started = perf_counter()
    outcomes = judge(obligations, Settings(workers=2))
    ours = perf_counter() - started
    unproved = [o.identifier for o in outcomes if o.verdict != "proved"]
    if unproved:
        sys.exit(f"not proved: {', '.join(unproved[:5])}")
    solved = [o for o in obligations if not o.untouched]
    started = perf_counter()
    unsat = sum(_naive(o) for o in solved)
    theirs = perf_counter() - started
    print(
        f"  {count:6} {len(obligations):7,} {len(solved):7,} {generated:7.2f} s {ours:5.2f} s"
        f" {len(solved) / (generated + ours):9.0f}/s {theirs:5.2f} s {len(solved) / theirs:8.0f}/s {unsat:9,}"
    )


def _naive(obligation: Obligation) -> bool:
    statements = [h.term for h in obligation.hypotheses] + [negate(obligation.goal)]
    return decide_quantified(statements, 20_000_000).answer == "unsat"


if __name__ == "__main__":
    main()
