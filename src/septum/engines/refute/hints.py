"""What the caller knows already, and how much the search may cost."""

from attrs import field, frozen


@frozen
class Failing:
    """An obligation that fails: its clause (`o_told`), observer, step, and view entry, status or reply."""

    clause: str
    observer: str | None = None
    step: str | None = None
    entry: str | None = None


@frozen
class Hints:
    """`failing`: searched first, in the kind of run that they speak of; none: everything is searched.

    `sizes`: the number of elements of each sort in a countermodel; a scope at least as large is tried as well.
    `same_start`: both runs begin in one state, so that nothing but what others did can differ. `exact`: only attacks
    that end with a step of a failing condition, in the kind of run that it speaks of; nothing else is searched.
    """

    failing: tuple[Failing, ...] = ()
    sizes: dict[str, int] = field(factory=dict[str, int])
    same_start: bool = False
    exact: bool = False


@frozen
class Budget:
    """Depth limits in moments, and SAT conflicts for each search; the same budget always gives the same answer.

    Searches take turns: `turn` conflicts each at first, then `growth` times as many, up to `conflicts` in all. One run
    is cheaper and easier to read than two: the first turns of two are shorter by `handicap`. What the hints do not name
    is searched after what they name. `scopes`: how many scopes are tried, smallest first.
    """

    single: int = 16
    double: int = 10
    birth: int = 9
    conflicts: int = 50_000
    turn: int = 12_000
    growth: int = 3
    handicap: int = 6
    scopes: int = 2
