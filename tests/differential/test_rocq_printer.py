"""What is printed for Rocq does what the interpreter does: the same steps in the same states, computed by both."""

import re
import tomllib
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from rocq_comparing import batch, disagreements, done, print_statement, printed_profile
from rocq_running import HAS_ROCQ
from strategies import models

from septum.export.rocq.expressible import NotExpressible
from septum.spec.load import load_profile
from septum.spec.model import Model

pytestmark = pytest.mark.skipif(not HAS_ROCQ, reason="coqc is not installed")

_ROOT = Path(__file__).resolve().parents[2]
_DESKS = str(_ROOT / "tests" / "unit" / "models" / "desks.py")
_TRUSTING = str(_ROOT / "tests" / "unit" / "models" / "trusting.py")
_ALLOCATOR = str(_ROOT / "examples" / "benign_allocator.py")
_FEW = settings(max_examples=1, phases=[Phase.generate])
_SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("profile", [_DESKS, _TRUSTING, _ALLOCATOR])
def test_the_printed_steps_do_what_the_interpreter_does(profile: str) -> None:
    @_FEW
    @given(_SEEDS)
    def agree(seed: int) -> None:
        asked = batch(printed_profile(profile), Random(seed), states=4, questions=60)
        assert disagreements(printed_profile(profile), asked) == []
        assert done(asked) >= 5

    agree()


@settings(_FEW, max_examples=2)
@given(models(), _SEEDS)
def test_the_steps_of_random_models_do_what_the_interpreter_does(drawn: tuple[Model, object], seed: int) -> None:
    try:
        printed = print_statement(drawn[0])
    except NotExpressible:
        assume(False)
        return
    assert disagreements(printed, batch(printed, Random(seed), states=2, questions=30)) == []


@settings(_FEW, max_examples=1)
@given(_SEEDS)
def test_some_steps_of_minimal_do_what_the_interpreter_does(seed: int) -> None:
    asked = batch(printed_profile("minimal"), Random(seed), states=1, questions=24)
    assert disagreements(printed_profile("minimal"), asked) == []


_CHANGES = tomllib.loads((Path(__file__).parent / "printed_otherwise.toml").read_text(encoding="utf-8"))["changes"]
"""What is done to the text of the statement, and what must be said of it."""


def test_what_is_printed_otherwise_is_noticed() -> None:
    """All at once, each in a place of its own; of each some answer must say so."""

    def change(text: str) -> str:
        for one in _CHANGES:
            assert one["old"] in text, one["old"]
            text = text.replace(one["old"], one["new"], 1)
        return text

    changed = print_statement(load_profile(_DESKS), change)
    found = disagreements(changed, batch(changed, Random(0), states=6, questions=120))
    missed = [one["old"] for one in _CHANGES if not any(re.search(one["said"], line) for line in found)]
    assert missed == []
