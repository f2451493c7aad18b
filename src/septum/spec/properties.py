"""Properties stated in the language: suppositions and a goal over events and states."""

import ast

from septum.diagnostics import Mark, Span
from septum.spec.declarations import Declared
from septum.spec.expressions import without_doc
from septum.spec.model import Property, PropertyClause, Word
from septum.spec.problems import Problems
from septum.spec.source import SourceFile

SUPPOSED = {
    "own": ("Observer", "Event"),
    "told": ("Observer", "Event"),
    "begins": ("Observer", "Event"),
    "same_request": ("Event", "Event"),
    "same_news": ("Observer", "Event", "Event"),
    "same_view": ("Observer", "State", "State"),
    "initial": ("State",),
    "invariants": ("State",),
}
"""The words that a clause may suppose, with what they are about."""
GOALS = {
    "same_view": ("Observer", "State", "State"),
    "same_reply": ("Event", "Event"),
    "same_status": ("Event", "Event"),
    "invariants": ("State",),
}
"""The words that may be a clause's goal."""


def read_property(declared: Declared, problems: Problems) -> Property:
    """A class derived from Property."""
    clauses: list[PropertyClause] = []
    names: dict[str, Span] = {}
    for node in without_doc(declared.class_node.body):
        if isinstance(node, ast.FunctionDef):
            place = declared.source.spans.of(node)
            if node.name in names:
                marks = (Mark(names[node.name], "first", primary=False), Mark(place, "again"))
                problems.add("006", place, f"`{node.name}` is declared twice in {declared.name}", marks)
            names.setdefault(node.name, place)
            clause = _clause(node, declared.source, problems)
            if clause is not None:
                clauses.append(clause)
        elif not isinstance(node, ast.Pass):
            problems.add("034", declared.source.spans.of(node), "obligations stand in a property, and no more")
    if not names:
        problems.add("034", declared.span, f"`{declared.name}` states nothing")
    return Property(declared.name, declared.doc, tuple(clauses), declared.span)


def _clause(node: ast.FunctionDef, file: SourceFile, problems: Problems) -> PropertyClause | None:
    span = file.spans.of(node)
    parameters: dict[str, str] = {}
    for argument in node.args.args[1:]:
        annotation = argument.annotation
        if not isinstance(annotation, ast.Name) or annotation.id not in ("Observer", "Event", "State"):
            problems.add("034", file.spans.of(argument), f"`{argument.arg}` must be an Observer, an Event or a State")
            return None
        parameters[argument.arg] = annotation.id
    supposes: list[Word] = []
    body = without_doc(node.body)
    for statement in body[:-1]:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Name(id="suppose"), args=arguments)):
                for argument in arguments:
                    word = _word(argument, SUPPOSED, parameters, file, problems)
                    if word is not None:
                        supposes.append(word)
            case _:
                problems.add("034", file.spans.of(statement), "`suppose(…)` stands before the goal, and no more")
    if not body or not isinstance(body[-1], ast.Return) or body[-1].value is None:
        problems.add("034", span, f"`{node.name}` ends with `return` and its goal")
        return None
    goal = _word(body[-1].value, GOALS, parameters, file, problems)
    if goal is None:
        return None
    doc = ast.get_docstring(node) or ""
    return PropertyClause(node.name, doc, tuple(parameters.items()), tuple(supposes), goal, span)


def _word(
    node: ast.expr,
    words: dict[str, tuple[str, ...]],
    parameters: dict[str, str],
    file: SourceFile,
    problems: Problems,
) -> Word | None:
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    call = node.operand if isinstance(node, ast.UnaryOp) else node
    span = file.spans.of(node)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or (negated and words is GOALS):
        problems.add("034", span, "a word of a property is expected, such as same_view(u, before(e), after(e))")
        return None
    name = call.func.id
    if name not in words:
        problems.unknown(file.spans.of(call.func), name, words, "word of a property")
        return None
    wanted = words[name]
    if len(wanted) != len(call.args):
        problems.add("011", span, f"`{name}` takes {len(wanted)} arguments, not {len(call.args)}")
        return None
    arguments = [_argument(a, kind, parameters, file, problems) for a, kind in zip(call.args, wanted, strict=True)]
    if any(argument is None for argument in arguments):
        return None
    return Word(name, tuple(a for a in arguments if a is not None), negated, span)


def _argument(
    node: ast.expr, kind: str, parameters: dict[str, str], file: SourceFile, problems: Problems
) -> str | None:
    match node:
        case ast.Name(id=name) if parameters.get(name) == kind:
            return name
        case ast.Call(func=ast.Name(id="before" | "after" as when), args=[ast.Name(id=name)]) if (
            kind == "State" and parameters.get(name) == "Event"
        ):
            return f"{when} {name}"
        case _:
            problems.add("034", file.spans.of(node), f"a {kind} is expected here")
            return None
