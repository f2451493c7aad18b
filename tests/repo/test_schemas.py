"""The schemas shipped with the package are schemas."""

import json
from pathlib import Path

from jsonschema.validators import validator_for

from septum.cli.table import COMMANDS


def test_every_shipped_schema_is_valid_and_says_what_it_is(root: Path) -> None:
    schemas = sorted((root / "src" / "septum").rglob("*.schema.json"))
    assert schemas
    identifiers: dict[str, str] = {}
    for file in schemas:
        schema = json.loads(file.read_text(encoding="utf-8"))
        validator_for(schema).check_schema(schema)
        name = str(file.relative_to(root))
        assert schema.get("$schema", "").startswith("https://json-schema.org/draft/2020-12/"), name
        assert schema.get("title") and schema.get("description"), f"{name}: no title or description"
        identifier = schema.get("$id", "")
        assert identifier and identifier not in identifiers, f"{name}: no $id of its own"
        identifiers[identifier] = name


def test_every_command_has_a_schema_for_its_document_and_every_document_a_command(root: Path) -> None:
    folder = root / "src" / "septum" / "report" / "schemas"
    said: dict[str, str] = {}
    for file in sorted(folder.glob("*.schema.json")):
        properties = json.loads(file.read_text(encoding="utf-8")).get("properties", {})
        command = properties.get("command", {}).get("const")
        if command:
            said[command] = file.name
            kind = file.name.removesuffix(".schema.json")
            assert properties["schema"]["const"].startswith(f"septum/{kind}/"), file.name
            assert {"schema", "septum", "verdict", "exit"} <= properties.keys(), file.name
    assert said.keys() == {command.name for command in COMMANDS}


def test_a_result_names_everything_that_it_needs(root: Path) -> None:
    """A key that is left out says nothing: a schema of a result requires all that it describes."""
    for file in sorted((root / "src" / "septum" / "report" / "schemas").glob("*.schema.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        if "command" in schema.get("properties", {}):
            assert set(schema["required"]) == set(schema["properties"]), file.name
