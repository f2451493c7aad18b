"""The schemas shipped with the package are schemas."""

import json
from pathlib import Path

from jsonschema.validators import validator_for


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
