"""One life of the machine runs every step that no assumption rules out, and hands everything on."""

import pytest

from septum.interpreter import ExampleVerdict, play_example
from septum.spec.load import load_profile
from septum.spec.model import Model, Outcome


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def test_one_tenant_after_another_takes_every_step_that_is_not_adverse(minimal: Model):
    story = next(e for e in minimal.examples if e.name == "one_tenant_after_another")
    result = play_example(minimal, story)
    assert result.verdict is ExampleVerdict.PLAYS
    assert not result.broken
    done = {effect.step for effect in result.effects if effect.outcome is Outcome.DONE}
    assert {step.name for step in minimal.active_steps()} - done == set()


def test_the_next_tenant_takes_over_all_that_the_first_had(minimal: Model):
    story = next(e for e in minimal.examples if e.name == "one_tenant_after_another")
    result = play_example(minimal, story)
    taken: dict[str, list[tuple[object, ...]]] = {}
    for effect in result.effects:
        if effect.outcome is Outcome.DONE:
            taken.setdefault(effect.step, []).append(effect.arguments)
    for step, handed_on in (("lend", 2), ("bind_vmid", 1), ("assign", 1), ("bind", 2), ("route_interrupt", 0)):
        first, second = taken[step]
        assert first[handed_on] == second[handed_on], step
        assert first != second, step
    routed = taken["route"]
    assert routed[0] == routed[1], "the slice goes to the same part of the same instance"
