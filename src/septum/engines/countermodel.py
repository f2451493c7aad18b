"""A countermodel as lines for people."""

from collections.abc import Iterator

from septum.smt.query import Structure


def describe(structure: Structure) -> Iterator[str]:
    """What differs from false and from the first element, symbol by symbol; elements are called `Guest0`."""
    constants = ", ".join(
        f"{name.rsplit(':', 1)[0].strip('~')} = {_element(name.rsplit(':', 1)[1], value)}"
        for name, value in structure.constants.items()
    )
    if constants:
        yield constants
    for (symbol, state), table in structure.functions.items():
        name = symbol.rsplit(".", 1)[-1] + (f" @{state}" if state else "")
        shown: list[str] = []
        for place, value in table.items():
            inside = ", ".join(str(index) for index in place)
            if value is True:
                shown.append(f"({inside})")
            elif value is not False:
                shown.append(f"({inside}) = {value}")
        if shown:
            yield f"{name}: {' '.join(shown)}"


def _element(sort: str, value: int | bool) -> str:
    return str(value) if isinstance(value, bool) else f"{sort}{value}"
