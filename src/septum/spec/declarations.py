"""What a statement at the top of a file declares: classes, statuses and news."""

import ast
from enum import StrEnum

from attrs import frozen

from septum.diagnostics import Span
from septum.logic.sorts import Sort, SortKind
from septum.spec.problems import Problems
from septum.spec.source import SourceFile


class Kind(StrEnum):
    """What a name at the top of a file declares."""

    SORT = "sort"
    ENUMERATION = "enumeration"
    PRINCIPAL = "principal"
    ASSUMPTION = "assumption"
    STATUS = "status"
    NEWS = "news"
    CONCERN = "concern"
    PROFILE = "profile"
    PROPERTY = "property"
    WORD = "word"


@frozen(eq=False)
class Declared:
    """A declaration. A principal with a `sort` has many bearers (`class Guest(Principal, Sort)`)."""

    name: str
    kind: Kind
    file: SourceFile | None
    node: ast.stmt | None
    span: Span
    sort: Sort | None = None
    doc: str = ""

    @property
    def class_node(self) -> ast.ClassDef:
        """The class statement."""
        assert isinstance(self.node, ast.ClassDef)
        return self.node

    @property
    def source(self) -> SourceFile:
        """The file that declares it."""
        assert self.file is not None
        return self.file


SORTS = (Kind.SORT, Kind.ENUMERATION, Kind.PRINCIPAL)
"""The kinds of names that can stand for a sort."""
_BASES = {
    "Sort": Kind.SORT,
    "Enumeration": Kind.ENUMERATION,
    "Principal": Kind.PRINCIPAL,
    "Assumption": Kind.ASSUMPTION,
    "Concern": Kind.CONCERN,
    "Profile": Kind.PROFILE,
    "Property": Kind.PROPERTY,
}
_EMPTY = (Kind.SORT, Kind.PRINCIPAL)
_MARKERS = {"Status": Kind.STATUS, "News": Kind.NEWS}


def declaration(file: SourceFile, node: ast.stmt, problems: Problems) -> Declared | None:
    """What a statement declares; None, with a problem noted, where it declares nothing."""
    match node:
        case ast.ClassDef():
            return _class(file, node, problems)
        case ast.Assign(
            targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=word), args=arguments, keywords=keywords)
        ) if word in _MARKERS:
            if arguments or keywords:
                problems.add("003", file.spans.of(node), f"write it as `{name} = {word}()`")
            return Declared(name, _MARKERS[word], file, node, file.spans.of(node.targets[0]))
        case ast.Import(names=names):
            written = f"from {names[0].name} import …"
            problems.add("003", file.spans.of(node), f"names are imported one by one: `{written}`")
        case _:
            problems.add(
                "003", file.spans.of(node), "only imports, classes, statuses and news stand at the top of a file"
            )
    return None


def _class(file: SourceFile, node: ast.ClassDef, problems: Problems) -> Declared | None:
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    kinds = [_BASES[base] for base in bases if base in _BASES]
    span = _name_span(file, node)
    fits = len(kinds) == 1 or (len(kinds) == 2 and set(kinds) == {Kind.PRINCIPAL, Kind.SORT})
    if node.decorator_list or node.keywords:
        problems.add("003", span, f"`{node.name}` takes no decorator and no argument")
        return None
    if not fits or len(kinds) != len(node.bases):
        problems.add("003", span, f"`{node.name}` must be one of: {', '.join(sorted(_BASES))}")
        return None
    kind = Kind.PRINCIPAL if Kind.PRINCIPAL in kinds else kinds[0]
    sort: Sort | None = None
    if Kind.SORT in kinds:
        sort = Sort(node.name)
    elif kind is Kind.ENUMERATION:
        sort = Sort(node.name, SortKind.ENUMERATION, _members(file, node, problems))
    if kind in _EMPTY:
        for statement in node.body:
            if not _says_nothing(statement):
                problems.add("003", file.spans.of(statement), f"`{node.name}` has a docstring, and no more")
    return Declared(node.name, kind, file, node, span, sort, ast.get_docstring(node) or "")


def _members(file: SourceFile, node: ast.ClassDef, problems: Problems) -> tuple[str, ...]:
    names: list[str] = []
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                names.append(name)
            case ast.Assign(targets=[ast.Tuple(elts=elements)]) if all(isinstance(e, ast.Name) for e in elements):
                listed = [e.id for e in elements if isinstance(e, ast.Name)]
                names.extend(listed)
                match statement.value:
                    case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]) if count != len(
                        listed
                    ):
                        text = f"{len(listed)} members, but range({count})"
                        problems.add("013", file.spans.of(statement), text)
                    case _:
                        pass
            case _ if _says_nothing(statement):
                pass
            case _:
                problems.add("003", file.spans.of(statement), "an enumeration lists names, and no more")
    if not names:
        problems.add("013", _name_span(file, node), f"`{node.name}` lists no member")
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add("006", _name_span(file, node), f"`{node.name}` lists `{name}` twice")
    return tuple(dict.fromkeys(names))


def _says_nothing(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
            return True
        case _:
            return False


def _name_span(file: SourceFile, node: ast.ClassDef) -> Span:
    span = file.spans.of(node)
    start = span.column + len("class ")
    return Span(span.file, span.line, start, span.line, start + len(node.name))
