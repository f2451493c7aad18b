"""Variants of the model of desks, each with its workload, as the engines get them."""

from pathlib import Path

from septum.engines.prove import prove
from septum.engines.settings import Settings
from septum.engines.workloads.matrix import judge_workload
from septum.engines.workloads.realised import Realised
from septum.engines.workloads.results import Cell
from septum.spec.load import load_profile
from septum.spec.model import Model

TEXT = (Path(__file__).parents[1] / "models" / "desks.py").read_text(encoding="utf-8")
SETTINGS = Settings(workers=1)


def written(*swaps: tuple[str, str]) -> Model:
    """The profile of desks, changed."""
    text = TEXT
    for old, new in swaps:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return load_profile("mine.py", {"mine.py": text})


def cell_of(model: Model, profile: Model | None = None) -> Cell:
    """The cell of the model's workload on a profile, which is the model itself where none is given."""
    realised = Realised(profile or model, model, model.workloads[0], "mine.py")
    return judge_workload(realised, prove(model, SETTINGS), SETTINGS)
