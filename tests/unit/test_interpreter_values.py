"""What states are made of."""

from septum.interpreter.values import IndexedRelation, SparseMap


def test_an_index_follows_the_relation_through_changes() -> None:
    relation = IndexedRelation({(0, 0), (0, 1), (1, 1)})
    assert relation.matching((0,), 0) == {(0, 0), (0, 1)}
    changed = relation.changed({(2, 1), (0, 1)}, {(0, 0), (1, 1), (5, 5)})
    assert changed == {(0, 1), (2, 1)}
    assert changed.matching((0,), 0) == {(0, 1)} and changed.matching((0,), 1) == frozenset()
    assert changed.matching((0,), 2) == {(2, 1)} and changed.matching((1,), 1) == {(0, 1), (2, 1)}
    assert relation.matching((0,), 0) == {(0, 0), (0, 1)}, "the old relation is as it was"


def test_an_entry_that_is_cleared_and_set_at_once_is_set() -> None:
    relation = IndexedRelation({(0, 0)})
    assert relation.matching((1,), 0) == {(0, 0)}
    changed = relation.changed({(0, 0)}, {(0, 0)})
    assert changed == {(0, 0)} and changed.matching((1,), 0) == {(0, 0)}


def test_maps_are_equal_when_they_say_the_same() -> None:
    one, other = SparseMap().changed({5: 1, 7: 2}).changed({5: 0}), SparseMap({7: 2})
    assert one == other and hash(one) == hash(other) and one[5] == 0 and one[7] == 2 and len(one) == 1
