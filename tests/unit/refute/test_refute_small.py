"""Attacks on a small profile less one thing: their kind, length and victim, the same every time."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from septum.engines.refute.hints import Budget, Failing, Hints
from septum.engines.refute.reach import reach
from septum.engines.refute.search import search
from septum.engines.refute.serialize import to_json
from septum.engines.results import Attack
from septum.spec.load import load_profile
from septum.spec.model import ExampleCall, Model, Outcome, without

ROOT = Path(__file__).parents[3]
SMALL = "tests/models/small/small.py"
SCHEMA = json.loads((ROOT / "src/septum/engines/refute/attack.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small() -> Model:
    return load_profile(str(ROOT / SMALL))


def attack_without(model: Model, dropped: str, clause: str, observer: str = "Guest") -> Attack:
    found = search(without(model, dropped), model, Hints((Failing(clause, observer),)))
    assert found is not None and found.replayed and found.shortest
    return found


@pytest.mark.parametrize(
    ("dropped", "clause", "property_", "last", "moments"),
    [
        ("take_back.NOT_INVALIDATED", "o_write", "write", "store", 12),
        ("map_page.NOT_OWNER", "o_write", "write", "store", 9),
        ("scrub.FRAME_LENT", "o_write", "write", "scrub", 9),
        ("lend.NOT_SCRUBBED", "o_told", "read", "lend", 2),
        ("gpu.slices-scrubbed", "o_told", "read", "bind", 4),
        ("gpu.binds-as-told", "o_write", "write", "rewire", 3),
        ("load.FAULT", "o_reply", "read", "load", 4),
        ("destroy.HOLDS_PAGES", "o_birth", "fingerprint", "create", 7),
        ("lend.LENT", "o_write", "write", "lend", 3),
        ("lend.LENT_AS_BAR", "o_told", "fingerprint", "lend", 4),
    ],
)
def test_what_is_dropped_allows_an_attack_of_this_length(
    small: Model, dropped: str, clause: str, property_: str, last: str, moments: int
) -> None:
    attack = attack_without(small, dropped, clause)
    events = [e for e in (attack.moments[-1].first, attack.moments[-1].second) if e is not None]
    assert (attack.fall.property, events[0].step, len(attack.moments)) == (property_, last, moments)
    assert attack.two_runs == (clause != "o_write")
    assert any(e is not None and e.loosened for m in attack.moments for e in (m.first, m.second))
    jsonschema.validate(to_json(attack), SCHEMA)


def test_the_manager_is_a_victim_too(small: Model) -> None:
    attack = attack_without(small, "bind.BOUND.Manager", "o_write", "Manager")
    assert (attack.fall.victim, attack.fall.entry) == ("Manager", "the_records.bound(vf0, gi0)")


def test_a_stale_translation_breaks_its_invariant_before_anybody_is_hurt(small: Model) -> None:
    attack = attack_without(small, "take_back.NOT_INVALIDATED", "o_write")
    broken = dict(attack.broken)
    assert broken["cached_translations_stay_inside"] < attack.fall.moment
    assert (attack.fall.victim, attack.fall.source) == ("bob", "alice")


def test_the_intact_profile_has_no_short_attack(small: Model) -> None:
    assert search(small, small, budget=Budget(single=9, double=6, birth=6, scopes=1)) is None


@pytest.mark.parametrize("clause", ["o_told", "o_own", "o_reply", "o_status"])
def test_the_intact_profile_has_no_short_attack_of_one_kind(small: Model, clause: str) -> None:
    hints = Hints((Failing(clause),), exact=True)
    assert search(small, small, hints, Budget(double=7, scopes=1)) is None


def test_a_dropped_guard_that_protects_nothing_alone_has_no_short_attack(small: Model) -> None:
    weak = without(small, "invalidate.NOT_LENT")
    assert search(weak, small, budget=Budget(single=8, double=5, birth=6, scopes=1)) is None


def test_every_example_is_found_by_the_search(small: Model) -> None:
    for example in small.examples:
        effects = reach(small, example)
        assert effects is not None, example.name
        done = [c.step for c in example.script if isinstance(c, ExampleCall) and c.expected is Outcome.DONE]
        assert [effect.step for effect in effects] == done
        assert {effect.outcome for effect in effects} == {Outcome.DONE}


def test_an_attack_is_the_same_whatever_the_hashes(small: Model) -> None:
    program = (
        "import json\n"
        "from septum.spec.load import load_profile\n"
        "from septum.spec.model import without\n"
        "from septum.engines.refute.search import search\n"
        "from septum.engines.refute.hints import Failing, Hints\n"
        "from septum.engines.refute.serialize import to_json\n"
        f"m = load_profile('{SMALL}')\n"
        "asked = {'scrub.FRAME_LENT': 'o_write', 'load.FAULT': 'o_reply', 'destroy.HOLDS_PAGES': 'o_birth'}\n"
        "for name, clause in asked.items():\n"
        "    a = search(without(m, name), m, Hints((Failing(clause, 'Guest'),)))\n"
        "    print(json.dumps(to_json(a)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True, text=True, check=True, cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 3
