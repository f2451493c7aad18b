"""Pieces of generated Python."""

import re
from collections.abc import Sequence

from septum.interpreter.expressions import comprehension
from septum.interpreter.layout import Layout
from septum.interpreter.plans import Plan

_SLOT = re.compile(r"\bs_\w+")


def function(name: str, parameters: Sequence[str], lines: Sequence[str], layout: Layout) -> str:
    """A function of a state, which it takes first, with a local name for every slot that the lines mention."""
    mentioned = set(_SLOT.findall("\n".join(lines)))
    taken = [f"{slot.name} = state[{slot.place}]" for slot in layout.state_slots if slot.name in mentioned]
    body = "".join(f"    {line}\n" for line in (*taken, *lines))
    return f"def {name}({', '.join(('state', *parameters))}):\n{body}"


def tuple_of(texts: Sequence[str]) -> str:
    """A tuple display."""
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def listed(element: str, plan: Plan) -> str:
    """A list of what the plan finds."""
    return _collected("[", element, "]", "[]", plan)


def set_of(element: str, plan: Plan) -> str:
    """A set of what the plan finds."""
    return _collected("{", element, "}", "set()", plan)


def mapping(key: str, value: str, plan: Plan) -> str:
    """A dictionary of what the plan finds."""
    return _collected("{", f"{key}: {value}", "}", "{}", plan)


def _collected(opening: str, element: str, closing: str, empty: str, plan: Plan) -> str:
    clauses = list(plan.clauses)
    tests: list[str] = []
    while clauses and isinstance(clauses[0], str):
        tests.append(str(clauses.pop(0)))
    full = f"{opening}{element}{' ' if clauses else ''}{comprehension(clauses)}{closing}"
    return f"({full} if {' and '.join(tests)} else {empty})" if tests else full


def nested(plan: Plan, inside: Sequence[str], otherwise: str) -> list[str]:
    """The plan as statements, with `inside` run for everything that it finds.

    `otherwise`: the statement that ends the search where a test outside all loops fails.
    """
    lines: list[str] = []
    depth = 0
    for clause in plan.clauses:
        indent = "    " * depth
        if isinstance(clause, str):
            lines.append(f"{indent}if not {clause}:")
            lines.append(f"{indent}    {'continue' if depth else otherwise}")
        elif clause.single:
            lines.append(f"{indent}{clause.target} = {clause.source}")
        else:
            lines.append(f"{indent}for {clause.target} in {clause.source}:")
            depth += 1
    lines.extend("    " * depth + line for line in inside)
    return lines
