"""Python names for symbols (`s_…`) and variables (`v_…`) in generated text."""

from collections.abc import Collection, Iterable, Mapping

from septum.logic import Term


def name_of_symbol(name: str, taken: set[str]) -> str:
    """A name that is not taken yet; it is taken then."""
    found = _unused(f"s_{_plain(name)}", taken)
    taken.add(found)
    return found


def fresh(name: str, scope: Mapping[Term, str], taken: Iterable[str] = ()) -> str:
    """A name for a variable that nothing in scope has."""
    return _unused(f"v_{_plain(name)}", {*scope.values(), *taken})


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)


def _unused(stem: str, taken: Collection[str]) -> str:
    candidate, count = stem, 0
    while candidate in taken:
        count += 1
        candidate = f"{stem}_{count}"
    return candidate
