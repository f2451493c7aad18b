"""The words of the language: what a specification imports from `septum.language`."""

import ast
import re
from collections.abc import Container, Iterator

# fmt: off
WORDS = frozenset(
    {
        "Assumption", "Concern", "Enumeration", "Event", "Hardware", "Manager", "Map", "News", "Observer",
        "Principal", "Profile", "Property", "Relation", "Sort", "State", "Status", "after", "always", "axiom",
        "before", "begins", "capability", "choose", "constant", "content", "core", "duty", "example", "ghost",
        "hardware", "implies", "impossible", "initial", "initially", "invariant", "invariants", "joins", "own",
        "refuse", "refused", "same_news", "same_reply", "same_request", "same_status", "same_view", "see",
        "sees", "step", "suppose", "tell", "told", "waits", "when", "witness", "workload",
    }
)
# fmt: on


_PERHAPS = re.compile(rf"\b({'|'.join(sorted(WORDS))})\b\s*[(\[,)]|@\s*(\w+)")
"""A word that is called, indexed or derived from, or a decorator: what may be a use of it, as text."""


def not_imported(tree: ast.Module, text: str, imported: Container[str]) -> Iterator[ast.Name]:
    """The first use of each word that a file uses and does not import. Parameters may be called like a word.

    `text`: of the file. Only where it could hold such a use, which is rare, its tree is gone through.
    """
    if all((found[1] or found[2]) in imported for found in _PERHAPS.finditer(text)):
        return
    seen: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name() as name) | ast.Subscript(value=ast.Name() as name):
                used = [name]
            case ast.ClassDef(bases=written) | ast.FunctionDef(decorator_list=written):
                used = [name for name in written if isinstance(name, ast.Name)]
            case _:
                continue
        for name in used:
            if name.id in WORDS and name.id not in imported and name.id not in seen:
                seen.add(name.id)
                yield name
