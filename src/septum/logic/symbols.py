"""Function and relation symbols."""

from attrs import field, frozen

from septum.logic.sorts import BOOLEAN, Sort


@frozen(cache_hash=True)
class Symbol:
    """A function from `domain` to `codomain`; a relation where the codomain is Boolean.

    `rigid`: it has one meaning in all states (a constant of the model, a Skolem function), so that
    applications of it carry no state.
    """

    name: str
    domain: tuple[Sort, ...]
    codomain: Sort = BOOLEAN
    rigid: bool = field(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def is_relation(self) -> bool:
        """Is its value true or false?"""
        return self.codomain.is_boolean
