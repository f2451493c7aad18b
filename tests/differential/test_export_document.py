"""What is exported suffices: a second reader makes the same obligations of it, and notices what is changed."""

import ast
import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from cores import core
from exported import Document, Record
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rebuilding import Rebuilt, rebuild
from referencing import Registry, Resource
from strategies import models

from septum.export.document import document_of, emit
from septum.logic.canonical import canonical
from septum.obligations import Obligation, generate
from septum.report.documents.specification import show_document
from septum.spec.load import load_profile
from septum.spec.model import Model, StepKind

_load = cache(load_profile)
_ROOT = Path(__file__).resolve().parents[2]
_PROFILES = ["minimal", *(str(file) for file in sorted((_ROOT / "examples").glob("*.py")))]
_SMALL = str(_ROOT / "examples" / "benign_allocator.py")
_Text = tuple[str, bool, tuple[str, ...], str]


def _read_again(model: Model) -> Document:
    return Document(json.loads(next(iter(emit(model).values()))))


def _made(obligation: Obligation) -> _Text:
    hypotheses = tuple(canonical(h.term) for h in obligation.hypotheses)
    return obligation.identifier, obligation.untouched, hypotheses, canonical(obligation.goal)


def _rebuilt(obligation: Rebuilt) -> _Text:
    hypotheses = tuple(map(canonical, obligation.hypotheses))
    return obligation.identifier, obligation.untouched, hypotheses, canonical(obligation.goal)


def _written(document: Document) -> Iterator[_Text]:
    """The obligations as the document has them."""
    for record in document["obligations"]:
        numbers = [] if record["untouched"] else document["suppositions"][record["suppositions"]]
        hypotheses = tuple(canonical(document.term(document["hypotheses"][n]["term"])) for n in numbers)
        yield record["id"], record["untouched"], hypotheses, canonical(document.term(record["goal"]))


def _agree(model: Model) -> int:
    document = _read_again(model)
    obligations = generate(model)
    expected = [_made(obligation) for obligation in obligations]
    assert list(map(_rebuilt, rebuild(document))) == expected
    assert list(_written(document)) == expected
    for key in ("clause", "step", "other_step", "observer", "target"):
        assert [record[key] for record in document["obligations"]] == [getattr(o, key) for o in obligations]
    return len(expected)


@pytest.mark.parametrize("profile", _PROFILES)
def test_a_second_reader_rebuilds_every_obligation(profile: str) -> None:
    assert _agree(_load(profile)) > 0


def test_a_second_reader_rebuilds_every_obligation_of_random_models() -> None:
    """Some are random in every term, and ask for little; some are cores, with views and news."""
    isolation = _load(_SMALL).properties
    asked = [_agree(core(seed)) for seed in range(20)]

    @settings(max_examples=25)
    @given(models())
    def agree(drawn: tuple[Model, object]) -> None:
        asked.append(_agree(evolve(drawn[0], properties=isolation)))

    agree()
    assert sum(asked) > 500


def _without_a_guard(content: Record) -> None:
    del content["steps"][0]["guards"][0]


def _without_an_update(content: Record) -> None:
    del content["steps"][1]["updates"][0]


def _without_news(content: Record) -> None:
    del content["steps"][0]["tells"][0]


def _with_a_wider_view(content: Record) -> None:
    content["views"][1]["where"] = content["views"][0]["where"]


def _with_another_actor(content: Record) -> None:
    content["steps"][2]["actor"] = {"principal": "Manager", "parameter": None}


def _without_an_invariant(content: Record) -> None:
    del content["invariants"][0]


def _with_another_clause(content: Record) -> None:
    content["properties"][0]["clauses"][3]["supposes"][0]["negated"] = False


@pytest.mark.parametrize(
    "change",
    [
        _without_a_guard,
        _without_an_update,
        _without_news,
        _with_a_wider_view,
        _with_another_actor,
        _without_an_invariant,
        _with_another_clause,
    ],
)
def test_the_second_reader_notices_a_document_that_says_something_else(change: object) -> None:
    content = document_of(_load(_SMALL))
    other = deepcopy(content)
    change(other)  # type: ignore[operator]
    rebuilt = list(map(_rebuilt, rebuild(Document(other))))
    assert rebuilt != list(_written(Document(content)))


def _strict(schema: object) -> object:
    """No keys but those that the schema names."""
    if isinstance(schema, dict):
        closed = {key: _strict(value) for key, value in schema.items()}
        return {**closed, "additionalProperties": False} if "required" in closed and "properties" in closed else closed
    return [_strict(part) for part in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("profile", _PROFILES)
def test_the_document_is_what_the_shipped_schema_says(profile: str) -> None:
    package = _ROOT / "src" / "septum"
    own = json.loads((package / "export" / "document" / "profile.schema.json").read_text(encoding="utf-8"))
    terms = json.loads((package / "logic" / "term.schema.json").read_text(encoding="utf-8"))
    registry = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in (own, terms)])
    content = _read_again(_load(profile)).content
    for long in (content, content["terms"]):
        # Of thousands of entries of one kind, some.
        long.update({key: value[:: len(value) // 500 + 1] for key, value in long.items() if isinstance(value, list)})
    Draft202012Validator(_strict(own), registry=registry).validate(content)


def test_every_identifier_of_an_obligation_is_used_once() -> None:
    names = [record["id"] for record in document_of(_load("minimal"))["obligations"]]
    assert len(names) == len(set(names))


def test_a_step_is_said_to_be_whose_doing_it_is() -> None:
    model = _load("minimal")
    classes = {record["name"]: record["class"] for record in document_of(model)["steps"]}
    assert set(classes.values()) == {"capability", "guest", "hardware", "adverse"} | (
        set(classes.values()) & {"principal"}
    )
    for step in model.steps:
        assert (classes[step.name] == "adverse") == (step.unless is not None)
        assert classes[step.name] != "capability" or step.kind is StepKind.CAPABILITY
    assert {classes["load"], classes["store"]} == {"guest"} and classes["take_back"] == "capability"


def test_the_policy_is_the_one_that_is_shown() -> None:
    model = _load("minimal")
    content, shown = document_of(model), show_document(model, model.active_steps())
    assert [(line["news"], line["to"], line["by"]) for line in content["policy"]] == [
        (line["news"], line["to"], line["by"]) for line in shown["policy"]
    ]
    assert [(line["news"], line["by"]) for line in content["downgrade"]] == [
        (line["news"], line["by"]) for line in shown["downgrade"]
    ]
    told = {tell["id"] for step in content["steps"] for tell in step["tells"]}
    assert {line["id"] for line in content["policy"]} <= told


def test_the_second_reader_knows_terms_and_nothing_else_of_septum() -> None:
    for name in ("exported", "rebuilding", "document_running"):
        text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
        imported = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
        assert {module for module in imported if module and module.startswith("septum")} <= {
            "septum.logic", "septum.logic.serialize", "septum.logic.walk"
        }  # fmt: skip
