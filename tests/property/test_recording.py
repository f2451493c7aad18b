"""A run that is written is read as the same run, its lines are as the schema says, and a change in a key is noticed."""

import json
from importlib import resources
from typing import Any

from attrs import NOTHING, evolve, fields
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from septum.diagnostics import InputError
from septum.traces.events import Place
from septum.traces.recording import Answer, Gap, Header, Line, Run, StepCall, Told, read_runs, written
from septum.traces.recording.physical import PHYSICAL, Map, PhysicalEvent, Scrub, Slot, Unmap
from septum.traces.recording.runs import GAPS

SCHEMA = Draft202012Validator(
    json.loads((resources.files("septum.report") / "schemas" / "recording.schema.json").read_text(encoding="utf-8"))
)

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
counts = st.integers(0, 2**64 - 1)
places = st.builds(Place, st.text("ab./:é", min_size=1, max_size=8), st.integers(1, 10**9))
values: st.SearchStrategy[Any] = st.recursive(st.one_of(texts, st.booleans()), lambda v: st.lists(v, max_size=3))
OF_KIND: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "text": texts,
    "address": counts,
    "count": counts,
    "size": st.integers(1, 2**64 - 1),
    "access": st.sampled_from(["r", "w", "rw"]),
    "place": places,
}


def _events(kind: type[PhysicalEvent]) -> st.SearchStrategy[PhysicalEvent]:
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for part in fields(kind):
        strategy = OF_KIND[part.metadata["kind"]]
        parts[part.name] = strategy if part.default is NOTHING else st.none() | strategy
    return st.builds(kind, **parts).map(_consistent)


def _consistent(event: PhysicalEvent) -> PhysicalEvent:
    """The event with ranges that end within the address space."""
    if isinstance(event, Map | Unmap):
        event = evolve(event, size=min(event.size, 2**64 - event.iova))
    if isinstance(event, Map) and event.frame is not None:
        event = evolve(event, size=min(event.size, 2**64 - event.frame))
    if isinstance(event, Unmap) and event.unmapped is not None:
        event = evolve(event, unmapped=min(event.unmapped, 2**64 - event.iova))
    if isinstance(event, Slot):
        event = evolve(event, size=min(event.size, 2**64 - event.address))
    if isinstance(event, Scrub):
        ranged = event.frame is not None and event.size is not None
        alone = evolve(event, instance=None) if ranged else evolve(event, frame=None, size=None)
        event = alone if ranged or alone.instance else evolve(alone, instance="gi1")
    return event


answers = st.one_of(
    st.builds(
        Answer,
        st.sampled_from([None, "OK"]),
        st.none() | values,
        st.none()
        | st.lists(st.builds(Told, names, names, st.lists(values, max_size=2).map(tuple)), max_size=2).map(tuple),
    ),
    st.builds(Answer, names, st.none(), st.sampled_from([None, ()])),
)
calls = st.builds(
    StepCall,
    step=names,
    arguments=st.dictionaries(names, values, max_size=3),
    choices=st.lists(values, max_size=2).map(tuple),
    answer=answers,
    expect=st.none() | answers,
    at=st.none() | places,
    time=st.none() | counts,
    note=st.none() | texts,
)
pairs = st.lists(st.tuples(st.lists(values, max_size=2), values).map(list), max_size=2)
headers = st.builds(
    Header,
    profile=st.none() | names,
    digest=st.none() | names,
    name=st.none() | names,
    instance=st.dictionaries(names, st.lists(names, min_size=1, max_size=3, unique=True).map(tuple), max_size=2),
    constants=st.dictionaries(names, pairs, max_size=2),
    initial=st.dictionaries(names, pairs, max_size=2),
    gaps=st.lists(st.builds(Gap, st.sampled_from(GAPS), names), max_size=2).map(tuple),
    failed=counts,
    note=st.none() | texts,
)
lines: st.SearchStrategy[Line] = st.one_of(calls, *(_events(kind) for kind in PHYSICAL))
runs = st.builds(Run, headers, st.lists(lines, max_size=4).map(tuple))


@given(st.lists(runs, min_size=1, max_size=3))
def test_what_is_written_is_read_as_the_same(given_runs: list[Run]) -> None:
    text = written(given_runs)
    read = read_runs("a.jsonl", text)
    assert [evolve(run, places=()) for run in read] == given_runs
    assert written(read) == text


@given(runs)
def test_what_is_written_is_as_the_schema_says(run: Run) -> None:
    for line in written([run]).split("\n"):
        if line:
            SCHEMA.validate(json.loads(line))


@given(lines, st.data())
def test_a_key_that_is_misspelt_is_noticed(line: Line, data: st.DataObject) -> None:
    header, text, _ = written([Run(Header(), (line,))]).split("\n")
    record = json.loads(text)
    key = data.draw(st.sampled_from(sorted(record)))
    record[f"{key}s"] = record.pop(key)
    assert not SCHEMA.is_valid(record)
    try:
        read_runs("a.jsonl", f"{header}\n{json.dumps(record)}")
    except InputError as error:
        assert {d.span.line for d in error.diagnostics if d.span} == {2}
        return
    raise AssertionError("the key was passed over")
