"""Numbers read as reports write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from septum.report.quantities import count, plural, ranges, resources, seconds, size


@pytest.mark.parametrize(
    ("duration", "text"),
    [(0, "0.00 s"), (0.31, "0.31 s"), (0.996, "1.0 s"), (3.82, "3.8 s"), (59.97, "1 min 00 s"), (125, "2 min 05 s")],
)
def test_seconds(duration: float, text: str) -> None:
    assert seconds(duration) == text


@pytest.mark.parametrize(
    ("units", "text"), [(0, "0"), (950, "950"), (14_200, "14 k"), (2_100_000, "2.1 M"), (20_000_000, "20 M")]
)
def test_resources(units: int, text: str) -> None:
    assert resources(units) == text


@pytest.mark.parametrize(
    ("number", "text"), [(28 << 30, "28 GiB"), (1536 << 20, "1,536 MiB"), (1000, "1,000 B"), (0, "0 B")]
)
def test_size(number: int, text: str) -> None:
    assert size(number) == text


def test_counts_have_groups_and_nouns_their_number() -> None:
    assert (count(4074), plural(1, "step"), plural(0, "step")) == ("4,074", "1 step", "0 steps")


@given(st.sets(st.integers(0, 200)))
def test_ranges_name_each_number_once(numbers: set[int]) -> None:
    named: list[int] = []
    for part in ranges(list(numbers)).split():
        first, _, last = part.partition("..")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)
