"""Sorts: what a term can stand for."""

from enum import StrEnum

from attrs import field, frozen


class SortKind(StrEnum):
    """How the elements of a sort are known."""

    BOOLEAN = "boolean"
    UNINTERPRETED = "uninterpreted"
    ENUMERATION = "enumeration"
    SET = "set"


@frozen(cache_hash=True)
class Sort:
    """A sort by name. `members` are an enumeration's values in order; `element` is what a set holds."""

    name: str
    kind: SortKind = SortKind.UNINTERPRETED
    members: tuple[str, ...] = ()
    element: "Sort | None" = field(default=None)

    def __str__(self) -> str:
        return self.name

    @property
    def is_boolean(self) -> bool:
        """Is this the sort of truth values?"""
        return self.kind is SortKind.BOOLEAN

    @property
    def is_enumeration(self) -> bool:
        """Are its elements listed?"""
        return self.kind is SortKind.ENUMERATION

    @property
    def is_set(self) -> bool:
        """Is it the sort of sets of an enumeration?"""
        return self.kind is SortKind.SET

    @property
    def is_uninterpreted(self) -> bool:
        """Has it any number of elements, told apart only by name?"""
        return self.kind is SortKind.UNINTERPRETED


BOOLEAN = Sort("Boolean", SortKind.BOOLEAN)


def set_of(element: Sort) -> Sort:
    """The sort of sets of an enumeration's members."""
    return Sort(f"set[{element.name}]", SortKind.SET, element=element)
