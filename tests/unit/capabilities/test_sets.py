"""The map of subsets is the whole map."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from septum.engines.capabilities.sets import Set, explore

NAMES = ("a", "b", "c", "d", "e")
families = st.lists(st.frozensets(st.sampled_from(NAMES)), max_size=5)


def minimal(sets: list[Set]) -> set[Set]:
    return {one for one in sets if not any(other < one for other in sets)}


@given(families)
def test_all_minimal_sets_that_suffice_are_found_and_no_others(family: list[Set]) -> None:
    found = explore(NAMES, lambda chosen: any(one <= chosen for one in family))
    assert set(found.sufficient) == minimal(family)
    assert len(set(found.sufficient)) == len(found.sufficient)


@given(families)
def test_what_is_needed_are_the_minimal_sets_that_meet_all_that_suffice(family: list[Set]) -> None:
    found = explore(NAMES, lambda chosen: any(one <= chosen for one in family))
    every = [frozenset(some) for size in range(len(NAMES) + 1) for some in combinations(NAMES, size)]
    assert set(found.needed) == minimal([some for some in every if all(some & one for one in family)])


def test_the_order_does_not_depend_on_how_the_map_was_walked() -> None:
    family = [frozenset({"e"}), frozenset({"a", "b"}), frozenset({"c", "b"})]
    found = explore(NAMES, lambda chosen: any(one <= chosen for one in family))
    assert found.sufficient == (frozenset({"e"}), frozenset({"a", "b"}), frozenset({"b", "c"}))
