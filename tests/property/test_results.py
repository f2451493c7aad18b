"""Random documents: their places are found, and septum's own check of a schema agrees with a library's."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from septum.report.comparison.compare import compare
from septum.report.comparison.places import Key, place_of
from septum.report.comparison.rules import Direction, load_rules
from septum.report.comparison.shape import misfits, schemas

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4) | st.sampled_from(["proved", "violated"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "pair", "verdict", "a", 'q"\\', "é"]), inner, max_size=4)
    ),
    max_leaves=12,
)
PROFILES = json.loads(
    (Path(__file__).parents[1] / "cases" / "SEP-RES-003" / "ok-profiles.json").read_text(encoding="utf-8")
)
RULES = load_rules()


def _walk(value: Any, keys: tuple[Key, ...] = ()) -> list[tuple[tuple[Key, ...], Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(keys, value), *(found for key, item in inner for found in _walk(item, (*keys, key)))]


@given(JSON, st.sampled_from([None, 1, "\t"]))
def test_the_place_of_every_value_is_where_it_begins(document: Any, indent: int | str | None) -> None:
    text = "\n " + json.dumps(document, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    for keys, value in _walk(document):
        line, column = place_of(text, keys)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == value


@given(st.data())
@settings(max_examples=150)
def test_a_damaged_document_is_refused_where_the_library_refuses_it(data: st.DataObject) -> None:
    document = json.loads(json.dumps(PROFILES))
    keys = data.draw(st.sampled_from([keys for keys, _ in _walk(document) if keys]))
    inside = document
    for key in keys[:-1]:
        inside = inside[key]
    if data.draw(st.booleans()) and isinstance(inside, dict):
        del inside[keys[-1]]
    else:
        inside[keys[-1]] = data.draw(JSON)
    registry: Registry[Any] = Registry().with_resources(
        (i, Resource.from_contents(dict(s))) for i, s in schemas().items()
    )
    library = Draft202012Validator({"$ref": "urn:septum:profiles:1"}, registry=registry)
    ours = list(misfits(document, "urn:septum:profiles:1"))
    assert (not ours) == library.is_valid(document)
    assert all(place_of(json.dumps(document), misfit.keys)[0] == 1 for misfit in ours)


FLAT = st.dictionaries(
    st.sampled_from("abcd"), st.none() | st.booleans() | st.integers(0, 1) | st.text("01", max_size=1)
)


@given(st.dictionaries(st.sampled_from("xyz"), FLAT), st.dictionaries(st.sampled_from("xyz"), FLAT))
def test_documents_without_a_difference_are_the_same(old: Any, new: Any) -> None:
    found = compare("x", ("old", old), ("new", new), RULES).differences
    assert bool(found) == (json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True))
    assert len({d.path for d in found}) == len(found)


@given(JSON, JSON)
def test_a_difference_is_seen_from_both_sides(old: Any, new: Any) -> None:
    forth = compare("x", ("old", {"x": old}), ("new", {"x": new}), RULES).differences
    back = compare("x", ("new", {"x": new}), ("old", {"x": old}), RULES).differences
    turned = {
        Direction.WORSE: Direction.BETTER,
        Direction.BETTER: Direction.WORSE,
        Direction.CHANGED: Direction.CHANGED,
    }
    assert sorted((d.path, d.new or "", d.old or "", turned[d.direction]) for d in forth) == sorted(
        (d.path, d.old or "", d.new or "", d.direction) for d in back
    )
    assert compare("x", ("old", {"x": old}), ("old", {"x": old}), RULES).differences == ()
