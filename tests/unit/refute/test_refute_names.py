"""Names of elements, and which scopes are tried."""

from itertools import pairwise
from pathlib import Path

import pytest

from septum.engines.refute.hints import Budget
from septum.engines.refute.naming import element_name
from septum.engines.refute.scopes import LARGEST, scopes_for
from septum.logic import Sort
from septum.spec.load import load_profile


@pytest.mark.parametrize(
    ("sort", "number", "name"),
    [
        ("Guest", 0, "alice"),
        ("Guest", 5, "frank"),
        ("Guest", 6, "guest6"),
        ("Page", 0, "p1"),
        ("Frame", 1, "f1"),
        ("Gfn", 0, "0x10"),
        ("Gfn", 16, "0x20"),
        ("Cpu", 0, "cpu0"),
        ("Function", 0, "vf0"),
        ("Instance", 1, "gi1"),
        ("Slice", 0, "slice0"),
        ("Word", 1, "1"),
        ("Mailbox", 2, "mailbox2"),
    ],
)
def test_elements_have_the_names_that_people_use(sort: str, number: int, name: str) -> None:
    assert element_name(Sort(sort), number) == name


def test_the_first_scope_of_the_minimal_profile_is_two_guests_with_names_of_their_own() -> None:
    first = scopes_for(load_profile("minimal"), {}, 1)[0].sizes
    two = {sort for sort, size in first.items() if size == 2}
    assert two == {"Guest", "Page", "Function", "Handle", "Instance", "Word"}
    assert set(first.values()) == {1, 2}


def test_scopes_grow_and_take_up_a_countermodel_within_reason() -> None:
    model = load_profile("minimal")
    plain = scopes_for(model, {}, 9)
    known = scopes_for(model, {"Frame": 3, "Cpu": 1, "Gfn": 40}, 9)
    assert len(known) == len(plain) + 1
    assert known[2].sizes["Frame"] == 3
    assert known[2].sizes["Gfn"] == LARGEST
    for smaller, larger in pairwise(plain):
        assert all(larger.sizes[name] >= size for name, size in smaller.sizes.items()) and larger != smaller


def test_a_scope_that_is_not_larger_is_not_tried_twice() -> None:
    model = load_profile(str(Path(__file__).parent / "profiles" / "lending.py"))
    scopes = scopes_for(model, {"Guest": 2}, 9)
    assert len({str(scope.sizes) for scope in scopes}) == len(scopes)


def test_the_budget_of_a_search_is_of_conflicts_not_of_time() -> None:
    """A budget of seconds would make answers depend on the machine."""
    assert {type(value) for value in (Budget().conflicts, Budget().turn, Budget().single)} == {int}
