"""What the profile leaves out would break it: each step that an exclusion keeps away ends a short, replayed attack."""

import pytest

from septum.engines.refute.hints import Failing, Hints
from septum.engines.refute.search import break_fact, search
from septum.spec.load import load_profile
from septum.spec.model import Model, without
from septum.spec.register import adverse_sides

# The assumption, the step that ends the attack, its clause, who sees it, what shows there, and how many moments.
_ATTACKS = [
    ("excluded.live-migration", "copy_registers", "o_reply", "Manager", "read", 9),
    ("excluded.overcommit", "swap_in", "o_write", "Guest", "write", 4),
    ("excluded.shared-backends", "answer_request", "o_write", "Guest", "write", 4),
    ("excluded.hotplug", "exchange_device", "o_write", "Guest", "write", 6),
    ("excluded.configuration-writes", "move_bar", "o_write", "Guest", "write", 11),
    ("excluded.firmware", "write_from_firmware", "o_write", "Guest", "write", 4),
    ("excluded.physical-access", "change_module", "o_write", "Guest", "write", 4),
    ("memory.key-per-guest", "tap_the_bus", "o_reply", "Guest", "read", 1),
    ("memory.bits-kept", "hammer", "o_write", "Guest", "write", 10),
    ("excluded.speculation", "read_transiently", "o_reply", "Guest", "read", 7),
    ("excluded.counters", "read_metrics", "o_reply", "Guest", "read", 6),
    ("excluded.nvlink-peers", "read_from_fabric", "o_own", "Guest", "read", 6),
]
# Their attacks end with a guest's ordinary store, some steps later: the table of all losses has them.
_ELSEWHERE = {"excluded.nested-virtualization", "excluded.shared-memory"}


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


@pytest.mark.parametrize(("identifier", "step", "clause", "observer", "falls", "most"), _ATTACKS)
def test_what_is_excluded_would_be_an_attack(
    minimal: Model, identifier: str, step: str, clause: str, observer: str, falls: str, most: int
) -> None:
    assert step not in {active.name for active in minimal.active_steps()}
    weak = without(minimal, identifier)
    attack = search(weak, minimal, Hints((Failing(clause, observer, step),), exact=True))
    assert attack is not None and attack.replayed
    assert attack.fall.property == falls
    assert len(attack.moments) <= most
    last = attack.moments[-1].first or attack.moments[-1].second
    assert last is not None and (last.step, last.loosened) == (step, True)


def test_another_core_would_write_what_the_core_keeps(minimal: Model) -> None:
    fact = "the_cores_frames_keep_their_content"
    attack = break_fact(without(minimal, "boot.measured"), minimal, [fact])
    assert attack is not None and attack.replayed
    assert (attack.fall.property, len(attack.moments)) == (fact, 1)


def test_no_exclusion_is_forgotten_here(minimal: Model) -> None:
    known = {identifier for identifier, *_ in _ATTACKS} | _ELSEWHERE
    with_a_step = {
        assumption.identifier
        for assumption in minimal.assumptions
        if assumption.kind == "exclusion" and adverse_sides(assumption.name, minimal.steps)
    }
    assert with_a_step <= known
