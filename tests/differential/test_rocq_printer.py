"""What is printed for Rocq does what the interpreter does: the same steps in the same states, computed by both."""

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rocq_comparing import Printed, batch, disagreements, done, print_statement
from rocq_running import HAS_ROCQ

from septum.spec.load import load_profile

pytestmark = pytest.mark.skipif(not HAS_ROCQ, reason="coqc is not installed")

_ROOT = Path(__file__).resolve().parents[2]
_DESKS = str(_ROOT / "tests" / "unit" / "models" / "desks.py")
_TRUSTING = str(_ROOT / "tests" / "unit" / "models" / "trusting.py")
_ALLOCATOR = str(_ROOT / "examples" / "benign_allocator.py")
_FEW = settings(max_examples=2, phases=[Phase.generate])
_SEEDS = st.integers(0, 2**32 - 1)
_load = cache(load_profile)


@cache
def _printed(profile: str) -> Printed:
    return print_statement(_load(profile))


@pytest.mark.parametrize("profile", [_DESKS, _TRUSTING, _ALLOCATOR])
def test_the_printed_steps_do_what_the_interpreter_does(profile: str) -> None:
    @_FEW
    @given(_SEEDS)
    def agree(seed: int) -> None:
        asked = batch(_printed(profile), Random(seed), states=4, questions=60)
        assert disagreements(_printed(profile), asked) == []
        assert done(asked) >= 5

    agree()


@settings(_FEW, max_examples=1)
@given(_SEEDS)
def test_some_steps_of_minimal_do_what_the_interpreter_does(seed: int) -> None:
    asked = batch(_printed("minimal"), Random(seed), states=1, questions=24)
    assert disagreements(_printed("minimal"), asked) == []
