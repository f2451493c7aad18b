"""The statements of a step as its files have them, one line each where it fits."""

import ast
import re
from collections.abc import Mapping, Sequence
from functools import cache as remembered

from attrs import frozen

from septum.report.layout import WIDTH
from septum.spec.model import Step

_MARGIN = 20
"""The width of the places beside the statements, where none is longer."""


@frozen
class Statement:
    """A statement of a specification, its text in one line."""

    file: str
    line: int
    text: str

    @property
    def place(self) -> str:
        """`memory.py:54`."""
        return f"{self.file.rsplit('/', 1)[-1]}:{self.line}"


def statements_of(step: Step, sources: Mapping[str, str]) -> tuple[Statement, ...]:
    """What a step says, of its own concern and of all that join it: checks first, then effects, news, the answer.

    `sources`: the text of every file that the spans name.
    """
    spans = [step.span, *(g.span for g in step.guards), *(u.span for u in step.updates), *(t.span for t in step.tells)]
    methods: dict[tuple[str, int], tuple[str, ast.FunctionDef]] = {}
    for span in spans:
        if span.file in sources:
            for node in _methods(sources[span.file]):
                if _first_line(node) <= span.line <= (node.end_lineno or 0):
                    methods.setdefault((span.file, node.lineno), (span.file, node))
    found: list[tuple[int, Statement]] = []
    for file, method in methods.values():
        for node in method.body:
            rank = _rank(node)
            if rank is not None:
                text = one_line(_segment(sources[file], node))
                found.append((rank, Statement(file, node.lineno, text)))
    return tuple(statement for _, statement in sorted(found, key=lambda item: item[0]))


def statement_lines(statements: Sequence[Statement], everything: bool) -> list[str]:
    """Statements beside their places, within 80 columns; what is quantified is cut to `…)` unless all is wanted."""
    margin = max([_MARGIN, *(len(statement.place) + 2 for statement in statements)])
    lines: list[str] = []
    for statement in statements:
        text = statement.text
        if not everything and len(text) > WIDTH - margin:
            text = _cut_quantified(text)
        parts = _broken(text, WIDTH - margin)
        lines.append(f"{statement.place:<{margin}}{parts[0]}")
        lines.extend(" " * margin + part for part in parts[1:])
    return lines


@remembered
def _methods(text: str) -> tuple[ast.FunctionDef, ...]:
    """The functions of a file, by its text: a profile's files are asked for step after step."""
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))


def _segment(text: str, node: ast.stmt) -> str:
    """The text of a statement. Columns of Python's syntax trees count the bytes of UTF-8."""
    lines = text.split("\n")[node.lineno - 1 : node.end_lineno]
    lines[-1] = lines[-1].encode()[: node.end_col_offset].decode()
    lines[0] = lines[0].encode()[node.col_offset :].decode()
    return "\n".join(lines)


def _first_line(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _rank(node: ast.stmt) -> int | None:
    """The place of a statement among the others; None where it says nothing: documentation, `return OK`."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.Return(value=ast.Name()):
            return None
        case ast.Return():
            return 3
        case ast.Expr() | ast.For() | ast.If() if _mentions(node, "tell"):
            return 2
        case ast.For() | ast.If() | ast.Assign(targets=[ast.Subscript()]):
            return 1
        case _:
            return 0


def _mentions(node: ast.stmt, word: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == word for n in ast.walk(node))


def one_line(text: str) -> str:
    """The text without its line breaks and comments. A string is never broken over lines in the language."""
    lines = [re.sub(r"\s+#[^'\"]*$", "", line).strip() for line in text.split("\n")]
    joined = " ".join(line for line in lines if line and not line.startswith("#"))
    return re.sub(r"(?<=[(\[{]) | (?=[)\]}])|,(?= ?[)\]}])", "", joined)


def _cut_quantified(text: str) -> str:
    """`any(self.f(x) for x in X)` as `any(…)`, wherever that is: the longest first, until it fits no shorter."""
    parts: list[str] = []
    position = 0
    for found in re.finditer(r"\b(?:any|all)\(", text):
        end = _closing(text, found.end() - 1)
        if found.start() < position or end < 0 or " for " not in text[found.end() : end]:
            continue
        parts += [text[position : found.end()], "…"]
        position = end
    return "".join(parts) + text[position:]


def _closing(text: str, start: int) -> int:
    """Where the bracket opened at `start` closes; -1 where it does not."""
    depth = 0
    for index in range(start, len(text)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return -1


def _broken(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken after commas, else before words."""
    indent = min(text.find("(") + 1, 20) if "(" in text[: room // 2] else 4
    lines: list[str] = []
    while len(text) > room:
        at = _break_at(text, room)
        if at <= 0:
            break
        lines.append(text[:at].rstrip())
        text = " " * indent + text[at:].lstrip()
    return [*lines, text]


def _break_at(text: str, room: int) -> int:
    start = len(text) - len(text.lstrip())
    comma = text.rfind(", ", start + 1, room)
    if comma > start + 8:
        return comma + 1
    return text.rfind(" ", start + 1, room + 1)
