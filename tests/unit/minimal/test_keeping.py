"""Records survive being kept; what is no record of that shape is none."""

import json

import pytest
from attrs import evolve
from halls import LOCKERS, written

from septum.diagnostics import Span
from septum.engines.minimal.clauses import clauses_of, weigh_clause
from septum.engines.minimal.keeping import structured, unstructured
from septum.engines.minimal.results import Finding, StoryLine
from septum.engines.settings import Settings

SPAN = Span("a.py", 1, 1)


def test_a_finding_is_the_same_after_being_kept() -> None:
    found = weigh_clause(*clauses_of(written(LOCKERS))[3], Settings(workers=1))
    assert found.attack is not None
    assert structured(json.loads(json.dumps(unstructured(found))), Finding) == found
    told = evolve(
        found, attack=None, story=StoryLine("a story", found.span or SPAN, "this", "that"), lost=("one", "two")
    )
    assert structured(json.loads(json.dumps(unstructured(told))), Finding) == told


@pytest.mark.parametrize("broken", [None, [], {"part": 3}, {"part": "x", "group": "no group"}, "text"])
def test_what_is_no_finding_is_refused(broken: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        structured(broken, Finding)
