"""How fast a shipped profile is explored: compiled, beside spin on the same model, and by the generated Python.

    python bench/explore.py [--larger] [--no-spin]

One process, one thread, symmetry off, every invariant checked in every state. Rates are distinct states per second of
processor time, which a busy machine bends less than wall time, in the fastest of four runs. Spin reads the model as
Promela (`bench/promela.py`), with its own guards and assignments; it is built without partial-order reduction and
without what safety does not need, and asks for the invariants once in every state, as options of its loop. The numbers
of distinct states must be equal.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from attrs import frozen
from promela import Promela, Style

from septum.engines.explore import Engine, Exploration, Symmetry, explore
from septum.engines.explore.packing import Packing
from septum.engines.results import Verdict
from septum.interpreter import Instance, Machine
from septum.interpreter.instance import sorts_of
from septum.spec.load import load_profile

# A page of a function's BAR that can be lent, and a frame of the core that cannot; all other sorts have one element.
REFERENCE = {"Guest": 2, "Frame": 2}
LARGER = {"Guest": 2, "Frame": 2, "Page": 2}
KINDS = {("frame0",): "BAR", ("frame1",): "CORE"}
MOST_STATES = 500_000_000
MOST_BYTES = 16 << 30
PYTHON_STATES = 20_000
RUNS = 4
COMPILE = "gcc -O2 -DSAFETY -DNOREDUCE -DNOFAIR -DNOBOUNDCHECK -DMEMLIM=16000 -o pan pan.c"


@frozen
class Row:
    """What one search did. `states` and `edges`: distinct states, steps done; seconds of processor and wall time."""

    name: str
    states: int
    edges: int
    processor: float
    wall: float

    @property
    def rate(self) -> float:
        """Distinct states per second of processor time."""
        return self.states / self.processor

    def __str__(self) -> str:
        return (
            f"  {self.name:26} {self.states:12,} {self.edges:14,} {self.processor:9.2f} {self.wall:9.2f}"
            f" {self.rate:12,.0f}"
        )


def main() -> None:
    """Measure and print. Ends with status 1 where two searches count different states."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--larger", action="store_true", help="two pages as well")
    parser.add_argument("--no-spin", action="store_true", help="only septum")
    arguments = parser.parse_args()
    sizes = LARGER if arguments.larger else REFERENCE
    machine = _machine(sizes)
    packing = Packing(machine, 10_000)
    asked = ", ".join(f"{count} of {name}" for name, count in sizes.items())
    print(f"minimal on {asked}, one of every other sort: {packing.bits} bits in {packing.words} words")
    print(f"  {len(machine.active_steps)} steps, {len(machine.model.invariants)} invariants, symmetry off")
    print("                              distinct states          edges   processor s   wall s     states/s")
    compiled = _best(lambda: _septum(machine, Engine.COMPILED, MOST_STATES))
    print(compiled)
    print(_septum(machine, Engine.PYTHON, PYTHON_STATES))
    if not arguments.no_spin:
        _beside_spin(machine, compiled)
    folded = explore(machine, most_states=MOST_STATES, engine=Engine.COMPILED, symmetry=Symmetry.ON)
    classes = ", ".join(f"{len(names)} of {sort}" for sort, names in folded.classes) or "nothing"
    print(f"  with symmetry ({classes} interchangeable): {folded.states:,} states, {folded.verdict}")


def _machine(sizes: dict[str, int]) -> Machine:
    model = load_profile("minimal")
    names = [sort.name for sort in sorts_of(model) if sort.is_uninterpreted]
    elements = {name: tuple(f"{name.lower()}{i}" for i in range(sizes.get(name, 1))) for name in names}
    return Machine(model, Instance(elements, {"Memory.kind": KINDS}))


def _septum(machine: Machine, engine: Engine, most_states: int) -> Row:
    explore(machine, most_states=1, engine=engine)
    # What is done before the first step, with the library there, is left out. So is the building of spin's verifier.
    before = _processor(lambda: explore(machine, most_states=1, engine=engine))
    results: list[Exploration] = []
    wall = perf_counter()
    processor = _processor(
        lambda: results.append(explore(machine, most_states=most_states, engine=engine, most_bytes=MOST_BYTES))
    )
    wall = perf_counter() - wall
    (found,) = results
    for note in found.notes:
        print(f"  note: {note}")
    return Row(_named(found), found.states, found.edges, processor - before, wall)


def _best(run: Callable[[], Row]) -> Row:
    """The fastest of some runs: the first in a process pays for memory that was never used before."""
    return max((run() for _ in range(RUNS)), key=lambda row: row.rate)


def _processor(run: Callable[[], object]) -> float:
    began = process_time()
    run()
    return process_time() - began


def _named(found: Exploration) -> str:
    whole = "" if found.verdict is Verdict.PROVED else f" ({found.verdict})"
    return f"septum, {found.engine}{whole}"


def _beside_spin(machine: Machine, compiled: Row) -> None:
    if shutil.which("spin") is None:
        print("  spin is not installed: nothing to compare with (Debian has it as `spin`)")
        return
    version = subprocess.run(["spin", "-V"], capture_output=True, text=True, check=True).stdout.strip()
    rows = [_best(partial(_spin, machine, style, compiled.states)) for style in Style]
    for row in rows:
        print(row)
    best = max(rows, key=lambda row: row.rate)
    print(f"  {version}; {COMPILE}")
    print(f"  septum is {compiled.rate / best.rate:.1f} times as fast as the faster of both")
    print("  spin is not given the steps that write nothing, which septum counts among its edges")
    if any(row.states != compiled.states for row in rows):
        sys.exit("the numbers of distinct states differ")


def _spin(machine: Machine, style: Style, states: int) -> Row:
    """Translate, build and run. The table has room for all states, and the stack for the longest path."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "model.pml").write_text(Promela(machine, style).text(), encoding="utf-8")
        for command in ("spin -a model.pml", COMPILE):
            subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        command = ["./pan", f"-w{max(20, states.bit_length() + 1)}", f"-m{max(1_000_000, states // 4)}"]
        output = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
        wall = perf_counter() - wall
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "errors: 0" not in output or "search depth too small" in output or "out of memory" in output:
        sys.exit(f"spin did not finish:\n{output}")
    stored = re.search(r"(\S+) states, stored", output)
    transitions = re.search(r"(\S+) transitions", output)
    assert stored is not None and transitions is not None
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Row(f"spin, {style}", int(float(stored[1])), int(float(transitions[1])), processor, wall)


if __name__ == "__main__":
    main()
