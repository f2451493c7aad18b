"""Each step of a shipped profile names its source; each file of the specification stays a small room."""

from pathlib import Path

import pytest

from septum.spec.load import load_profile
from septum.spec.source import MODELS


@pytest.mark.parametrize("profile", ["minimal", "driver_in_guest"])
def test_every_step_has_a_source(profile: str):
    model = load_profile(profile)
    without = [step.name for step in model.steps if len(step.doc.split("\n\n")) < 2]
    assert len(model.steps) > 50
    assert without == []


def test_no_file_of_the_specification_is_over_200_lines():
    long = [f.name for f in Path(str(MODELS)).rglob("*.py") if len(f.read_text().splitlines()) > 200]
    assert long == []
