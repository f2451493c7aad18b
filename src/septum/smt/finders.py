"""Where a universal is false in a finite structure: looked up in its tables by Python that is generated for it."""

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from septum.logic.build import negate
from septum.logic.terms import Operator, Term
from septum.smt.clauses import Universal

_PLACES = 4_000_000
"""At how many places one statement is looked at in one countermodel."""
_NESTED = 18
"""How many variables are looked through: Python nests no more than 20 blocks."""


class BeyondLimit(Exception):
    """A statement has too many variables, or too many places to look at."""


_NEEDED: WeakKeyDictionary[Universal, frozenset[tuple[str, str]]] = WeakKeyDictionary()


def relations_needed(universal: Universal) -> frozenset[tuple[str, str]]:
    """The relations that must be true of something where the universal is false: it speaks of nothing else.

    In most countermodels most relations are empty, and so most universals need not be looked at.
    """
    needed = _NEEDED.get(universal)
    if needed is None:
        denied = [d.arguments[0] for d in _disjuncts(universal.body) if d.operator is Operator.NOT]
        needed = frozenset((d.symbol.name, d.state) for d in denied if d.symbol is not None)
        _NEEDED[universal] = needed
    return needed


_Finder = Callable[..., Iterator[tuple[int, ...]]]
_FINDERS: WeakKeyDictionary[Universal, _Finder] = WeakKeyDictionary()


def finder(universal: Universal) -> _Finder:
    """A function that yields the places at which a universal is false; it checks each disjunct as early as possible.

    It takes the tables, defaults and constants of a structure and the sizes of the variables' sorts, and raises
    BeyondLimit, as this does, where there is too much to look at.
    """
    known = _FINDERS.get(universal)
    if known is not None:
        return known
    last = len(universal.variables) - 1
    if last >= _NESTED:
        raise BeyondLimit(f"`{universal.name}` has {last + 1} variables once it is spelled out")
    names = {v: f"v{i}" for i, v in enumerate(universal.variables)}
    lines = ["def find(tables, defaults, constants, sizes):", f"    left = {_PLACES}"]
    keys: dict[tuple[str, str], str] = {}
    disjuncts = _disjuncts(universal.body)
    source = [(frozenset(d.free) & names.keys(), _expression(d, names, keys)) for d in disjuncts]
    for key, name in keys.items():
        lines.append(f"    {name} = tables.get({key!r}, {{}}).get; d{name} = defaults.get({key!r}, 0)")
    depth, bound = 1, set[Term]()
    done: set[int] = set()

    def checks() -> None:
        for index, (needed, text) in enumerate(source):
            if index not in done and needed <= bound:
                done.add(index)
                lines.append("    " * depth + f"if {text}: {'return' if depth == 1 else 'continue'}")

    checks()
    for index, quantified in enumerate(universal.variables):
        lines.append("    " * depth + f"for v{index} in range(sizes[{index}]):")
        depth += 1
        bound.add(quantified)
        checks()
        if index < last:
            lines.append("    " * depth + f"left -= sizes[{index + 1}]")
            lines.append("    " * depth + f"if left < 0: raise beyond({f'`{universal.name}` has too many cases'!r})")
    values = ", ".join(f"v{i}" for i in range(len(universal.variables)))
    lines.append("    " * depth + f"yield ({values}{',' if len(universal.variables) == 1 else ''})")
    space: dict[str, Any] = {"beyond": BeyondLimit}
    exec(compile("\n".join(lines), "<countermodel>", "exec"), space)  # our own text, made above
    find: _Finder = space["find"]
    _FINDERS[universal] = find
    return find


def _disjuncts(term: Term) -> list[Term]:
    match term.operator:
        case Operator.OR:
            return [d for a in term.arguments for d in _disjuncts(a)]
        case Operator.IMPLIES:
            return [*_disjuncts(negate(term.arguments[0])), *_disjuncts(term.arguments[1])]
        case Operator.NOT if term.arguments[0].operator is Operator.AND:
            return [d for a in term.arguments[0].arguments for d in _disjuncts(negate(a))]
        case _:
            return [term]


def _expression(term: Term, names: dict[Term, str], keys: dict[tuple[str, str], str]) -> str:
    arguments = [_expression(a, names, keys) for a in term.arguments]
    match term.operator:
        case Operator.TRUE:
            return "True"
        case Operator.FALSE:
            return "False"
        case Operator.VARIABLE:
            return names.get(term) or f"constants.get({f'{term.name}:{term.sort.name}'!r}, 0)"
        case Operator.MEMBER:
            return str(term.sort.members.index(term.name))
        case Operator.APPLY:
            assert term.symbol is not None
            key = keys.setdefault((term.symbol.name, term.state), f"f{len(keys)}")
            return f"{key}(({', '.join(arguments)}{',' if len(arguments) == 1 else ''}), d{key})"
        case Operator.EQUAL:
            return f"({arguments[0]} == {arguments[1]})"
        case Operator.NOT:
            return f"(not {arguments[0]})"
        case Operator.AND:
            return f"({' and '.join(arguments)})"
        case Operator.OR:
            return f"({' or '.join(arguments)})"
        case Operator.IMPLIES:
            return f"(not {arguments[0]} or {arguments[1]})"
        case Operator.IF:
            return f"({arguments[1]} if {arguments[0]} else {arguments[2]})"
        case operator:
            raise ValueError(f"{operator} is not quantifier-free")
