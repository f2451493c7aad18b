"""How fast the interpreter runs a deployment's life with every invariant checked at every step, and explores.

python bench/interpret.py [DEPLOYMENT …]
"""

import sys
from time import perf_counter

from septum.engines.explore import explore
from septum.interpreter import Instance, Machine
from septum.interpreter.instance import sorts_of
from septum.spec.load import load_profile
from septum.workload import allocate, read_deployment, run_lifecycle

DEPLOYMENTS = [f"examples/{name}.yaml" for name in ("seven-tenants", "mixed", "a30", "h200", "two-gpus")]
STATES = 50_000


def main() -> None:
    """Measure and print."""
    model = load_profile("minimal")
    print("life of a deployment, every invariant checked at each step")
    for path in sys.argv[1:] or DEPLOYMENTS:
        deployment = read_deployment(path)
        allocation = allocate(deployment)
        started = perf_counter()
        result = run_lifecycle(model, deployment, allocation)
        seconds = perf_counter() - started
        print(f"  {path:32} {result.verdict:8} {result.steps:6,} steps {seconds:6.2f} s")
    names = [sort.name for sort in sorts_of(model) if sort.is_uninterpreted]
    elements = {name: tuple(f"{name.lower()}{i}" for i in range(2 if name in _TWO else 1)) for name in names}
    started = perf_counter()
    found = explore(Machine(model, Instance(elements)), most_states=STATES)
    seconds = perf_counter() - started
    print(f"exploration of minimal, two of {', '.join(_TWO)}")
    print(f"  {found.states:,} states, {found.edges:,} edges, {found.states / seconds:,.0f} states/s")


_TWO = ("Guest", "Page", "Frame", "Word")

if __name__ == "__main__":
    main()
