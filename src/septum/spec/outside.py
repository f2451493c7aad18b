"""What is not in the language, by the name under which Python has it."""

import ast

_NAMES: dict[type[ast.AST], str] = {
    ast.Assert: "`assert` outside an example",
    ast.AsyncFor: "`async`",
    ast.AsyncFunctionDef: "`async`",
    ast.AsyncWith: "`async`",
    ast.Attribute: "an attribute",
    ast.AugAssign: "an assignment such as `+=`",
    ast.Await: "`await`",
    ast.BinOp: "arithmetic",
    ast.Break: "`break`",
    ast.ClassDef: "a class inside a method",
    ast.Continue: "`continue`",
    ast.Delete: "`del`",
    ast.Dict: "a dictionary",
    ast.DictComp: "a dictionary",
    ast.For: "such a `for`",
    ast.FunctionDef: "a function inside a method",
    ast.GeneratorExp: "`for` outside any(…) and all(…)",
    ast.Global: "`global`",
    ast.Import: "`import` here",
    ast.ImportFrom: "`import` here",
    ast.JoinedStr: "a formatted string",
    ast.Lambda: "`lambda`",
    ast.List: "a list",
    ast.ListComp: "a list",
    ast.Match: "`match`",
    ast.NamedExpr: "`:=`",
    ast.Nonlocal: "`nonlocal`",
    ast.Raise: "`raise`",
    ast.SetComp: "a set that is computed",
    ast.Starred: "`*`",
    ast.Subscript: "`[…]` here",
    ast.Try: "`try`",
    ast.TryStar: "`try`",
    ast.Tuple: "a tuple",
    ast.UnaryOp: "arithmetic",
    ast.While: "`while`",
    ast.With: "`with`",
    ast.Yield: "`yield`",
    ast.YieldFrom: "`yield`",
}


def not_in_the_language(node: ast.AST, otherwise: str) -> str:
    """That something is not in the language; `otherwise` names what has no name of its own."""
    match node:
        case ast.Constant(value=str()):
            name = "a text"
        case ast.Constant(value=None):
            name = "None"
        case ast.Constant():
            name = "a number"
        case _:
            name = _NAMES.get(type(node), otherwise)
    return f"{name} is not in the language"
