"""The published schema of terms describes what is written, and rejects what could not be read."""

import copy
import json
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from septum.logic.serialize import from_json, to_json
from septum.logic.terms import Operator
from septum.spec.load import load_profile


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    text = (resources.files("septum.logic") / "term.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """Every term of the minimal profile."""
    model = load_profile("minimal")
    terms = [fact.body for fact in (*model.initially, *model.invariants)]
    for step in model.steps:
        terms += [guard.condition for guard in step.guards]
        terms += [part for update in step.updates for part in (*update.at, update.condition, update.value)]
    return to_json(terms)


def test_every_term_of_a_profile_fits_the_schema_and_is_read_back(
    validator: Draft202012Validator, document: dict[str, Any]
) -> None:
    through_text = json.loads(json.dumps(document))
    validator.validate(through_text)
    assert to_json(from_json(through_text)) == document


def test_the_schema_has_every_operator(validator: Draft202012Validator) -> None:
    listed = validator.schema["$defs"]["node"]["properties"]["operator"]["enum"]
    assert sorted(listed) == sorted(str(operator) for operator in Operator)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["version"], 2),
        (["roots"], [-1]),
        (["sorts", 0, "kind"], "integer"),
        (["nodes", 0, "operator"], "xor"),
        (["nodes", 0, "span"], ["file", 1]),
        (["nodes", 0, "comment"], "x"),
        (["symbols", 0, "rigid"], "no"),
    ],
)
def test_a_document_with_one_mistake_is_rejected(
    validator: Draft202012Validator, document: dict[str, Any], place: list[Any], value: object
) -> None:
    wrong = copy.deepcopy(document)
    target: Any = wrong
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    with pytest.raises(ValidationError):
        validator.validate(wrong)


def test_an_application_without_its_symbol_is_rejected(
    validator: Draft202012Validator, document: dict[str, Any]
) -> None:
    wrong = copy.deepcopy(document)
    node = next(node for node in wrong["nodes"] if node["operator"] == "apply")
    del node["symbol"]
    with pytest.raises(ValidationError):
        validator.validate(wrong)
