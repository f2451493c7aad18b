"""The rules that tie recorded calls to capabilities: complete, true to the profile, each with an example."""

from pathlib import Path

import pytest
from recorded_lines import written

from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.traces.classifying import Class, Rule, classify, rules
from septum.traces.classifying.rules import find_rule, rules_of
from septum.traces.decoding import requests
from septum.traces.following import follow
from septum.traces.reading import read_traces

RULES = rules()


@pytest.fixture(scope="module")
def model() -> Model:
    return load_profile("minimal")


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_the_example_of_a_rule_is_classified_by_it(rule: Rule, tmp_path: Path) -> None:
    lines = list(rule.example)
    found = list(classify(follow(read_traces([written(tmp_path, "run", *lines)]))))
    last = found[-1]
    assert last.followed.event.at.line == len(lines)
    assert rule in (last.rule, last.also)
    if last.rule is rule:
        assert last.kind is rule.kind


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_what_a_rule_names_is_in_the_profile(rule: Rule, model: Model) -> None:
    capabilities = {step.name for step in model.active_steps() if step.kind == "capability"}
    assert set(rule.capabilities) <= capabilities
    assert rule.excluded is None or rule.excluded in {one.identifier for one in model.assumptions}
    assert (rule.kind is Class.OUTSIDE) == (rule.excluded is not None)
    assert rule.kind is not Class.REALISES or rule.capabilities
    assert rule.kind in (Class.REALISES, Class.OUTSIDE) or not rule.capabilities
    assert rule.realises == "all" or (rule.realises == "one" and len(rule.capabilities) > 1)


def test_every_request_has_a_rule_on_everything_that_it_can_be_sent_to() -> None:
    missing = [
        (request.name, kind)
        for request in requests().values()
        for kind in (*request.kinds, None)
        if find_rule(request.name, kind, {}) is None
        # What KVM answers about itself, and about one of its guests, are two rules.
        and not (kind is None and {"kvm", "vcpu"} <= set(request.kinds))
    ]
    assert missing == []


def test_every_rule_can_be_reached() -> None:
    for rule in RULES:
        for name in rule.of:
            if name.endswith("*"):
                continue
            earlier = [
                other
                for other in rules_of(name)
                if other.order < rule.order
                and not other.conditions
                and (not other.on or set(rule.on) <= set(other.on))
                and (rule.on or not other.on)
            ]
            assert earlier == [], f"{rule.name}: {name} is taken by {earlier[0].name}"


def test_names_in_rules_are_requests_events_or_calls() -> None:
    for rule in RULES:
        for name in rule.of:
            if name.isupper():
                assert name in requests(), name
