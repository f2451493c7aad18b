"""Whether a loss costs anything: known early, and the same as when all is judged."""

from pathlib import Path

import pytest

from septum.engines.known import know
from septum.engines.losses import is_harmless, judge_loss
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import droppable, without

MODELS = Path(__file__).parents[1]
SETTINGS = Settings(workers=1)


@pytest.mark.parametrize("profile", ["models/desks.py", "refute/profiles/lending.py"])
def test_what_is_harmless_is_known_early_and_rightly(profile: str) -> None:
    model = load_profile(str(MODELS / profile))
    known = know(model, SETTINGS)
    found: dict[str, bool] = {}
    for name in droppable(model):
        weak = without(model, name)
        found[name] = is_harmless(model, weak, SETTINGS, known)
        assert found[name] is judge_loss(model, weak, SETTINGS, known).harmless, name
    assert set(found.values()) == {True, False}


def test_a_stated_property_that_is_lost_is_harm() -> None:
    model = load_profile(str(MODELS / "models/desks.py"))
    weak = without(model, "wipe.TAKEN")
    loss = judge_loss(model, weak, SETTINGS, know(model, SETTINGS))
    assert loss.stated == ("clean_desks_are_free",)
    assert not is_harmless(model, weak, SETTINGS, know(model, SETTINGS))
