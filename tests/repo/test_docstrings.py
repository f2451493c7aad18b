"""Every public name says what it means."""

import ast
from collections.abc import Iterator
from pathlib import Path

# In a specification the name of these is the sentence: `translations_stay_inside`.
_NAMED_BY_THEIR_SENTENCE = {"initially", "invariant", "sees", "joins", "overload", "example", "witness", "axiom"}


def _decorators(node: ast.AST) -> set[str]:
    names: set[str] = set()
    for decorator in getattr(node, "decorator_list", []):
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        names.add(called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""))
    return names


def _undocumented(body: list[ast.stmt], prefix: str, specification: bool) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        decorators = _decorators(node)
        if isinstance(node, ast.ClassDef):
            yield from _undocumented(node.body, f"{prefix}{node.name}.", specification)
        elif decorators & _NAMED_BY_THEIR_SENTENCE:
            continue
        elif specification and prefix and not decorators & {"capability", "step"}:
            continue  # a definition inside a concern
        if not (ast.get_docstring(node) or "").strip():
            yield f"{prefix}{node.name}, line {node.lineno}"


def test_every_public_class_and_function_is_documented(root: Path, sources: list[Path]) -> None:
    missing: list[str] = []
    for file in sources:
        specification = "models" in file.relative_to(root).parts
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if tree.body and ast.get_docstring(tree) is None:
            missing.append(f"{file.relative_to(root)}: the module")
        missing += [f"{file.relative_to(root)}: {name}" for name in _undocumented(tree.body, "", specification)]
    assert not missing, "\n".join(missing)


def test_a_public_function_without_docstring_is_noticed() -> None:
    tree = ast.parse("class A:\n    '''Doc.'''\n    def b(self): ...\n    def _c(self): ...\ndef d(): ...\n")
    assert list(_undocumented(tree.body, "", False)) == ["A.b, line 3", "d, line 5"]


def test_in_a_specification_an_invariant_is_documented_by_its_name_and_a_capability_is_not() -> None:
    text = (
        "class A(Concern):\n    '''Doc.'''\n"
        "    @invariant\n    def x_holds(self): ...\n"
        "    def definition(self): ...\n"
        "    @capability(by=Manager)\n    def act(self): ...\n"
    )
    assert list(_undocumented(ast.parse(text).body, "", True)) == ["A.act, line 7"]
