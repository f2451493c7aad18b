"""Whether a document is as its schema says: the part of JSON Schema that the schemas of results use."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from septum.report.comparison.compare import is_list, is_record
from septum.report.comparison.places import Key

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_CALLED: Mapping[str, str] = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}


@frozen
class Misfit:
    """A value that is not as the schema says: the keys that lead to it, and what is wrong."""

    keys: tuple[Key, ...]
    message: str


@cache
def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Every schema of a result, by its `$id`."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in files("septum.report").joinpath("schemas").iterdir():
        if file.name.endswith(".schema.json"):
            schema = json.loads(file.read_text(encoding="utf-8"))
            found[schema["$id"]] = schema
    return found


def misfits(document: object, identifier: str) -> Iterator[Misfit]:
    """Everything in which a document is not as the schema with that `$id` says, from the outside in.

    Keys that a schema does not name are passed over: within a version keys may be added.
    """
    yield from _value(document, schemas()[identifier], identifier, ())


def _value(value: object, schema: Mapping[str, Any], base: str, keys: tuple[Key, ...]) -> Iterator[Misfit]:
    if "$ref" in schema:
        target, base = _target(schema["$ref"], base)
        yield from _value(value, target, base, keys)
        return
    wrong = _own(value, schema, base, keys)
    if wrong:
        yield Misfit(keys, wrong)
        return
    if is_record(value):
        record = value
        known: Mapping[str, Any] = schema.get("properties", {})
        for key in schema.get("required", ()):
            if key not in record:
                yield Misfit(keys, f"`{key}` is missing")
        others = schema.get("additionalProperties")
        for key, inner in record.items():
            rule = known.get(key, others if isinstance(others, dict) else None)
            if rule is not None:
                yield from _value(inner, rule, base, (*keys, key))
    if is_list(value) and "items" in schema:
        for number, item in enumerate(value):
            yield from _value(item, schema["items"], base, (*keys, number))


def _own(value: object, schema: Mapping[str, Any], base: str, keys: tuple[Key, ...]) -> str:
    """What is wrong with a value itself; empty where nothing is."""
    if "const" in schema and not _same(value, schema["const"]):
        return f"it must be {json.dumps(schema['const'])}"
    if "enum" in schema and not any(_same(value, word) for word in schema["enum"]):
        words = [json.dumps(word) for word in schema["enum"]]
        return f"it must be {words[0]}" if len(words) == 1 else f"it must be one of {', '.join(words)}"
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(_is(value, name) for name in names):
            return f"it must be {' or '.join(_CALLED[name] for name in names)}"
    if "minimum" in schema and isinstance(value, int | float) and value < schema["minimum"]:
        return f"it must be {schema['minimum']} or more"
    if is_list(value) and len(value) < schema.get("minItems", 0):
        return f"it must have {schema['minItems']} items"
    if is_list(value) and len(value) > schema.get("maxItems", len(value)):
        return f"it must have {schema['maxItems']} items"
    if "anyOf" in schema:
        tried = [list(_value(value, choice, base, keys)) for choice in schema["anyOf"]]
        if all(tried):
            deepest = max(tried, key=lambda found: len(found[0].keys))[0]
            inner = ".".join(str(key) for key in deepest.keys[len(keys) :])
            return f"`{inner}`: {deepest.message}" if inner else deepest.message
    return ""


def _is(value: object, name: str) -> bool:
    """Whether a value is of that type: `true` is no number."""
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _same(value: object, other: object) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _target(reference: str, base: str) -> tuple[Mapping[str, Any], str]:
    """The schema that a `$ref` names, and the `$id` of the file that it is in."""
    identifier, _, pointer = reference.partition("#")
    identifier = identifier or base
    found: Any = schemas()[identifier]
    for part in pointer.split("/")[1:]:
        found = found[part]
    return found, identifier
