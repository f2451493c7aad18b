"""Traces as JSON, and walks."""

import json
from importlib.resources import files
from random import Random

import jsonschema
import pytest
from lending import MODEL

from septum.interpreter import Instance, Machine, attempts, record, replay, sample_initial, walk
from septum.interpreter.traces import ReplayVerdict, from_json, to_json
from septum.spec.model import Outcome

_MACHINE = Machine(
    MODEL,
    Instance(
        {"Guest": ("alice", "bob"), "Frame": ("f0", "f1"), "Word": ("zero", "seven")},
        {"Lending.broken": {("f1",): True}},
    ),
)
_SCHEMA = json.loads((files("septum.interpreter") / "trace.schema.json").read_text(encoding="utf-8"))


def _document(seed: int) -> dict[str, object]:
    start = sample_initial(_MACHINE, Random(seed))
    return to_json(record(_MACHINE, start, attempts(_MACHINE, Random(seed), 30, start)))


def test_every_trace_is_what_the_schema_says_and_survives_text() -> None:
    outcomes: set[str] = set()
    for seed in range(10):
        document = _document(seed)
        jsonschema.validate(document, _SCHEMA)
        trace = from_json(json.loads(json.dumps(document)))
        assert to_json(trace) == document
        assert replay(_MACHINE, trace).verdict is ReplayVerdict.SAME
        outcomes |= {e.outcome for e in trace.events}
    assert outcomes == set(Outcome)


def test_the_schema_rejects_what_is_no_trace() -> None:
    good = _document(0)
    for wrong in (
        {**good, "version": 2},
        {**good, "more": 1},
        {**good, "elements": {"Guest": []}},
        {**good, "events": [{"step": "lend", "arguments": [1], "choices": [], "outcome": "done"}]},
        {**good, "events": [{"step": "lend", "arguments": [], "choices": [], "outcome": "refused"}]},
        {**good, "events": [{"step": "lend", "arguments": [], "choices": [], "outcome": "done", "status": "X"}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, _SCHEMA)


def test_another_version_or_a_missing_part_is_a_value_error() -> None:
    good = _document(0)
    with pytest.raises(ValueError, match="version 7"):
        from_json({**good, "version": 7})
    for part in ("profile", "elements", "constants", "initial", "events"):
        with pytest.raises(ValueError, match=part):
            from_json({name: value for name, value in good.items() if name != part})
    with pytest.raises(ValueError, match="is no value"):
        from_json({**good, "initial": {"Lending.contents": [[["f0"], 3]]}})


def test_a_trace_that_does_not_start_in_an_initial_state_differs() -> None:
    document = {**_document(0), "initial": {"Lending.lent": [[["f0"], True]]}}
    result = replay(_MACHINE, from_json(document))
    assert result.verdict is ReplayVerdict.DIFFERENT and "nothing_is_lent(frame=f0)" in result.reason


def test_a_walk_takes_only_steps_that_can_be_done_and_is_the_same_for_the_same_seed() -> None:
    first, second = (list(walk(_MACHINE, Random(5), 200)) for _ in range(2))
    assert first == second and len(first) == 200
    assert {e.outcome for e in first} == {Outcome.DONE}
    assert {"lend", "take_back", "store", "swap", "scrub"} == {e.step for e in first}
    assert list(walk(_MACHINE, Random(6), 200)) != first
