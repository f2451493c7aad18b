"""What the prover calls proved, brute force cannot break; what it calls violated is really so."""

from collections import Counter
from pathlib import Path

import pytest
from checks import (
    every_breach_is_refuted,
    every_refutation_is_real,
    runs_that_interfere_are_not_proved,
    what_is_left_of_a_core_once_it_proves_never_interferes,
)
from isolation_oracle import Explorer, first_interference
from judging import unproved

from septum.interpreter import Instance, Machine, initial_states
from septum.obligations import generate
from septum.spec.load import load_profile
from septum.spec.model import Model, droppable, without

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_step_that_breaks_isolation_refutes_its_own_obligation() -> None:
    found: Counter[str] = Counter()
    for seed in range(80):
        found.update(every_breach_is_refuted(seed))
    assert min(found[c] for c in ("o_write", "o_own", "o_reply", "o_status", "o_told", "o_birth")) > 5, found


def test_a_countermodel_is_a_step_that_breaks_isolation() -> None:
    found: Counter[str] = Counter()
    for seed in range(1000, 1025):
        found.update(every_refutation_is_real(seed))
    clauses = ("o_init", "o_inv", "o_start", "o_write", "o_own", "o_reply", "o_status", "o_told", "o_birth")
    assert min(found[c] for c in clauses) > 0, found


def test_two_runs_that_differ_are_never_proved_equal() -> None:
    found = Counter(runs_that_interfere_are_not_proved(seed) for seed in range(2000, 2080))
    assert min(found["interferes"], found["quiet"]) > 20, found


def test_no_two_runs_of_a_core_that_proves_differ() -> None:
    found = Counter(what_is_left_of_a_core_once_it_proves_never_interferes(seed) for seed in range(3000, 3040))
    assert found["something"] > 10, found


def allocator(model: Model) -> Explorer:
    """Two guests share one frame or two, and two words."""
    elements = {"Guest": ("alice", "bob"), "Page": ("page",), "Frame": ("one", "two"), "Word": ("zero", "secret")}
    machine = Machine(model, Instance(elements, {"Allocator.ZERO": {(): "zero"}}))
    return Explorer(machine, initial_states(machine), 2_000)


_DROPPED = (None, *sorted(droppable(load_profile(str(EXAMPLES / "benign_allocator.py")))))


@pytest.mark.parametrize("dropped", _DROPPED)
def test_an_allocator_that_lost_a_line_is_proved_only_if_no_run_shows_it(dropped: str | None) -> None:
    model = load_profile(str(EXAMPLES / "benign_allocator.py"))
    weak = model if dropped is None else without(model, dropped)
    failing = next(unproved(generate(weak)), None)
    explorer = allocator(weak)
    interference = first_interference(explorer)
    if dropped is None:
        assert failing is None and interference is None and explorer.complete
    if interference is not None:
        assert failing is not None, interference


def test_the_leaky_allocator_is_caught_by_runs_and_by_obligations() -> None:
    model = load_profile(str(EXAMPLES / "leaky_allocator.py"))
    assert next(unproved(generate(model)), None) is not None
    elements = {"Guest": ("alice", "bob"), "Page": ("page",), "Frame": ("low", "high")}
    machine = Machine(model, Instance(elements, {"Allocator.below": {("low", "high"): True}}))
    assert first_interference(Explorer(machine, [machine.initial()], 2_000)) is not None
