"""Variants of small models, as texts: what is dropped in turn must be told apart in them."""

from pathlib import Path

from septum.engines.cache import open_cache
from septum.engines.minimal.results import Finding, MinimalResult
from septum.engines.minimal.table import weigh
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

MODELS = Path(__file__).parents[1] / "models"
LOCKERS = (MODELS / "lockers.py").read_text(encoding="utf-8")
DESKS = (MODELS / "desks.py").read_text(encoding="utf-8")


def written(text: str, *swaps: tuple[str, str]) -> Model:
    """The profile of a text, changed."""
    for old, new in swaps:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return load_profile("mine.py", {"mine.py": text})


def weighed(model: Model, cache: Path | None = None, workers: int = 2) -> MinimalResult:
    """Everything dropped in turn."""
    return weigh(model, Settings(workers=workers, cache=None if cache is None else open_cache(cache)))


def finding(result: MinimalResult, part: str) -> Finding:
    """What was found of one part."""
    found = [f for f in result.findings if f.part == part]
    assert len(found) == 1, part
    return found[0]
