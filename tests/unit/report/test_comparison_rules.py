"""The rules of a comparison know every word that a result can have, and do not contradict the schema."""

from typing import Any

import pytest

from septum.report.comparison.rules import Direction, load_rules, rules_from
from septum.report.comparison.shape import schemas

RULES = load_rules()


def test_the_rules_know_their_orders_and_sections() -> None:
    text = '[orders]\na = [["x"], ["y"]]\n[names]\nkeys = []\nplain = []\n[[rule]]\npath = "p"\n'
    assert (
        rules_from(f'sections = ["s"]\n{text}section = "s"\norder = "a"\n').of(("p",)).direction("x", "y")
        is Direction.WORSE
    )
    with pytest.raises(ValueError, match="no section t"):
        rules_from(f'sections = ["s"]\n{text}section = "t"\n')
    with pytest.raises(KeyError):
        rules_from(f'sections = ["s"]\n{text}section = "s"\norder = "b"\n')


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("verify", "verdict"),
        ("verify", "theorem/obligations/x/verdict"),
        ("verify", "theorem/vacuity/x/verdict"),
        ("verify", "conditions/x/verdict"),
        ("verify", "lifecycle/verdict"),
        ("verify", "assumptions/x/on_this_host"),
        ("verify", "channels/x/between/y/standing"),
        ("verify", "accept/x/use"),
        ("verify", "pairs/x/write"),
        ("minimal", "findings/x/standing"),
        ("refute", "weight"),
        ("corpus", "bugs/x/verdict"),
        ("corpus", "scripts/x/verdict"),
    ],
)
def test_every_word_that_a_schema_has_is_in_its_order(kind: str, path: str) -> None:
    parts = tuple(path.split("/"))
    ranked = {word for row in RULES.of(parts).order for word in row}
    assert set(_words(kind, parts)) <= ranked


def _words(kind: str, path: tuple[str, ...]) -> list[str]:
    """The words that the schema of a kind has at a path; names of items stand for any item."""
    base = f"urn:septum:{kind}:1"
    found: list[tuple[Any, str]] = [(schemas()[base], base)]
    for part in (*path, ""):
        found = [inner for schema, known in found for inner in _alternatives(schema, known)]
        if part:
            found = [(s["properties"][part] if "properties" in s else s["items"], known) for s, known in found]
    return [word for schema, _ in found for word in schema.get("enum", [schema.get("const")])]


def _alternatives(schema: Any, base: str) -> list[tuple[Any, str]]:
    """The schemas that a schema stands for, each with the `$id` of its file."""
    if "$ref" in schema:
        identifier, _, pointer = schema["$ref"].partition("#")
        base = identifier or base
        target: Any = schemas()[base]
        for part in pointer.split("/")[1:]:
            target = target[part]
        return _alternatives(target, base)
    if "anyOf" in schema:
        return [inner for choice in schema["anyOf"] for inner in _alternatives(choice, base)]
    return [(schema, base)]


def test_the_sections_are_those_of_the_schema() -> None:
    item = schemas()["urn:septum:diff:1"]["properties"]["differences"]["items"]
    assert item["properties"]["section"]["enum"] == list(RULES.sections)
    assert item["properties"]["direction"]["enum"] == [str(direction) for direction in Direction]
