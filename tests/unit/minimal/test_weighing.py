"""What each part is for: every standing is found where it is due, and nowhere else."""

import os
import signal
from pathlib import Path

import pytest
from halls import LOCKERS, finding, weighed, written

import septum.engines.minimal.table
from septum.engines.minimal.parts import Part
from septum.engines.minimal.results import Finding, Group, MinimalResult, Standing
from septum.engines.minimal.trials import Bench, Trial
from septum.engines.results import Verdict

WORDS = ("from septum.language import (", "from septum.language import (\n    Assumption,\n    refused,\n    when,")
ASSUMPTION = (
    "class Lockers(Concern):",
    'class Honest(Assumption):\n    """Nobody is spiteful."""\n\n    source = "a test"\n\n\n'
    'class Calm(Assumption):\n    """Nobody is nervous."""\n\n    source = "a test"\n\n\n'
    "class Lockers(Concern):",
)
ASSUMED = ("assumes = []", "assumes = [Honest, Calm]")
IMPLIED = ("unless=self.owns(guest, locker))\n", "unless=self.owns(guest, locker))\n        when(self.owned(locker))\n")
ADVERSE = (
    "    @sees(Guest)\n    def own_lockers",
    "    @step(by=Manager, unless=Honest)\n    def spite(self, locker: Locker) -> None:\n"
    "        self.owned[locker] = False\n\n"
    "    @step(by=Manager, unless=Calm)\n    def count_again(self, locker: Locker) -> None:\n"
    "        self.counted[locker] = self.owned(locker)\n\n"
    "    @sees(Guest)\n    def own_lockers",
)
TOLD = ("        self.count(mine)\n", "        assert refused(self.count(spare), OPEN)\n        self.count(mine)\n")
SPARE = ("thine: Locker, thing", "thine: Locker, spare: Locker, thing")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache") / "proofs.sqlite"


@pytest.fixture(scope="module")
def lockers(cache: Path) -> MinimalResult:
    return weighed(written(LOCKERS), cache)


@pytest.fixture(scope="module")
def changed() -> MinimalResult:
    """Lockers with a guard too many, a harmless and a harmful adverse step, and a story about `count`."""
    return weighed(written(LOCKERS, WORDS, ASSUMPTION, ASSUMED, IMPLIED, ADVERSE, TOLD, SPARE))


def test_each_part_has_one_finding_in_the_order_of_the_groups(lockers: MinimalResult) -> None:
    keys = [(f.group, f.part) for f in lockers.findings]
    assert len(set(keys)) == len(keys)
    order = list(Group)
    assert [order.index(group) for group, _ in keys] == sorted(order.index(group) for group, _ in keys)


def test_a_needed_guard_and_a_needed_tell_have_replayed_attacks(lockers: MinimalResult) -> None:
    for part in ("put.NOT_YOURS", "assign.ASSIGNED"):
        found = finding(lockers, part)
        assert found.standing is Standing.NEEDED
        assert found.attack is not None and found.attack.replayed


def test_second_lines_name_each_other_and_ship_the_trace_of_the_pair(lockers: MinimalResult) -> None:
    for part, partner in (("assign.OWNED", "assign.SEALED"), ("assign.SEALED", "assign.OWNED")):
        found = finding(lockers, part)
        assert (found.standing, found.partner) == (Standing.SECOND_LINE, partner)
        assert found.attack is not None and found.attack.replayed and len(found.attack.moments) == 2


def test_an_invariant_that_only_a_second_line_needs_is_one(lockers: MinimalResult) -> None:
    found = finding(lockers, "owned_lockers_are_sealed")
    assert (found.standing, found.partner) == (Standing.SECOND_LINE, "assign.OWNED")


def test_a_harmless_guard_that_no_story_notices_is_unexplained_whatever_it_says(lockers: MinimalResult) -> None:
    found = finding(lockers, "count.OPEN")
    assert (found.standing, found.text, found.story) == (Standing.UNEXPLAINED, "nobody has it", None)
    assert lockers.verdict is Verdict.VIOLATED


def test_an_invariant_of_no_use_is_unexplained(lockers: MinimalResult) -> None:
    assert finding(lockers, "counted_lockers_are_owned").standing is Standing.UNEXPLAINED


def test_a_view_entry_that_the_others_imply_is_unexplained(lockers: MinimalResult) -> None:
    found = finding(lockers, "own_lockers")
    assert (found.standing, found.detail) == (Standing.UNEXPLAINED, "equal wherever the other entries are equal")


def test_a_view_entry_is_needed_where_a_leak_would_pass_without_it(lockers: MinimalResult) -> None:
    found = finding(lockers, "inside_own_lockers")
    assert (found.standing, found.accepts) == (Standing.NEEDED, "without put.NOT_YOURS")
    assert found.attack is not None and found.attack.fall.entry.startswith("inside_own_lockers(")


def test_a_stated_property_is_needed_where_a_run_breaks_it(lockers: MinimalResult) -> None:
    found = finding(lockers, "sealed_lockers_have_an_owner")
    assert (found.standing, found.accepts) == (Standing.NEEDED, "where assign no longer writes owned")
    assert found.attack is not None and found.attack.fall.property == found.part


def test_what_waits_only_delays(lockers: MinimalResult) -> None:
    assert finding(lockers, "put.waits").standing is Standing.TIMING


def test_a_step_without_weight_is_functional_where_a_story_takes_it(lockers: MinimalResult) -> None:
    found = finding(lockers, "put")
    assert found.standing is Standing.FUNCTIONAL
    assert found.story is not None and found.story.expected == "put(alice, mine, thing)"


def test_every_clause_of_the_property_has_a_model_that_leaks_without_it(lockers: MinimalResult) -> None:
    clauses = [f for f in lockers.findings if f.group is Group.CLAUSE]
    assert len(clauses) == 9
    for clause in clauses:
        assert (clause.standing, clause.accepts) == (Standing.NEEDED, f"leaky/{clause.part}.py")
        assert clause.attack is not None and clause.attack.replayed


def test_a_guard_is_functional_by_the_line_of_the_story_that_it_lets_fail(changed: MinimalResult) -> None:
    found = finding(changed, "count.OPEN")
    assert found.standing is Standing.FUNCTIONAL
    assert found.story is not None
    assert (found.story.expected, found.story.found) == ("count(spare) refused OPEN", "done")


def test_an_added_redundant_guard_is_unexplained(changed: MinimalResult) -> None:
    assert finding(changed, "put.when").standing is Standing.UNEXPLAINED


def test_an_added_adverse_step_that_harms_nobody_is_idle(changed: MinimalResult) -> None:
    assert finding(changed, "count_again").standing is Standing.IDLE
    assert finding(changed, "calm").standing is Standing.UNEXPLAINED


def test_an_adverse_step_that_harms_somebody_is_needed_and_so_is_its_assumption(changed: MinimalResult) -> None:
    for part in ("spite", "honest"):
        found = finding(changed, part)
        assert found.standing is Standing.NEEDED
        assert found.attack is not None and found.attack.moments[-1].first is not None
        assert found.attack.moments[-1].first.step == "spite"


def test_nothing_is_dropped_from_a_profile_that_is_not_proved() -> None:
    guard = '        refuse(NOT_YOURS, "it is another\'s", unless=self.owns(guest, locker))\n'
    result = weighed(written(LOCKERS, (guard, "")))
    assert result.findings == () and result.verdict is Verdict.UNKNOWN
    assert "put/o_write/inside_own_lockers" in result.unproved


def test_what_is_found_does_not_depend_on_the_number_of_workers(lockers: MinimalResult) -> None:
    assert weighed(written(LOCKERS), workers=1) == lockers


def test_what_was_found_is_kept_and_no_part_is_tried_again(
    cache: Path, monkeypatch: pytest.MonkeyPatch, lockers: MinimalResult
) -> None:
    def unasked(*_: object) -> Finding:
        raise AssertionError("asked again")

    for name in ("try_part", "try_model", "weigh_clause", "broken_without", "accepted_without_view"):
        monkeypatch.setattr(septum.engines.minimal.table, name, unasked)
    assert weighed(written(LOCKERS), cache) == lockers


def test_a_killed_process_costs_the_part_that_it_was_at(
    monkeypatch: pytest.MonkeyPatch, lockers: MinimalResult
) -> None:
    tried = septum.engines.minimal.table.try_part

    def dies(bench: Bench, part: Part) -> Trial:
        if part.identifier == "assign.ASSIGNED":
            os.kill(os.getpid(), signal.SIGKILL)
        return tried(bench, part)

    monkeypatch.setattr(septum.engines.minimal.table, "try_part", dies)
    result = weighed(written(LOCKERS))
    found = finding(result, "assign.ASSIGNED")
    assert (found.standing, found.detail) == (Standing.UNDECIDED, "its process was killed by signal 9")
    others = [f for f in result.findings if f.part not in ("assign.ASSIGNED", "own_lockers")]
    assert all(f in lockers.findings for f in others) and len(others) == len(lockers.findings) - 2
