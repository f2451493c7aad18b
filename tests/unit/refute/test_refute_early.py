"""A search that begins before it is known what fails finds what it would have found after."""

from pathlib import Path

import pytest
from attrs import define

from septum.engines.refute.guided.early import search_early
from septum.engines.refute.guided.search import search_near_examples
from septum.engines.refute.hints import Failing, Hints
from septum.spec.load import load_profile
from septum.spec.model import Model, without

PROFILE = Path(__file__).parents[1] / "models" / "desks.py"
FACTS = ("clean_desks_are_blank", "clean_desks_are_free")
ISOLATION = Hints((Failing("o_told", "Guest"),))
BROKEN = Hints(tuple(Failing("o_inv", entry=fact) for fact in FACTS))
BOTH = Hints((*ISOLATION.failing, *BROKEN.failing))


@define
class Later:
    """Hints that come after they were asked for so many times."""

    told: Hints
    breaths: int

    def ready(self) -> bool:
        self.breaths -= 1
        return self.breaths < 0

    def hints(self) -> Hints:
        return self.told


@pytest.fixture(scope="module")
def desks() -> Model:
    return load_profile(str(PROFILE))


@pytest.mark.parametrize("breaths", [0, 1, 3, 10_000])
@pytest.mark.parametrize("hints", [ISOLATION, BROKEN, BOTH], ids=["isolation", "facts", "both"])
@pytest.mark.parametrize("dropped", ["give.DIRTY", "wipe.TAKEN", "write.when"])
def test_it_does_not_matter_when_hints_come(desks: Model, dropped: str, hints: Hints, breaths: int) -> None:
    weak = without(desks, dropped)
    assert search_early(weak, desks, Later(hints, breaths)) == search_near_examples(weak, desks, hints)


@pytest.mark.parametrize("breaths", [0, 10_000])
def test_where_nothing_fails_nothing_is_found(desks: Model, breaths: int) -> None:
    assert search_early(without(desks, "give.DIRTY"), desks, Later(Hints(), breaths)) is None


def test_what_is_found_hangs_on_the_hints(desks: Model) -> None:
    """Else the comparison above would compare nothing."""

    def finds(dropped: str) -> list[bool]:
        weak = without(desks, dropped)
        return [search_near_examples(weak, desks, hints) is not None for hints in (ISOLATION, BROKEN)]

    assert finds("give.DIRTY") == [True, False]
    assert finds("wipe.TAKEN") == [False, True]
