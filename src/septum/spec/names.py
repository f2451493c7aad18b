"""What the names of a specification's files stand for: classes, statuses, news, words of the language."""

import ast
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from attrs import define, field, frozen

from septum.diagnostics import Mark, Span
from septum.logic.sorts import BOOLEAN, Sort, SortKind, set_of
from septum.spec import source
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
    """A declaration. `bases` tells that a principal is a sort too (`class Guest(Principal, Sort)`)."""

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


_BASES = {
    "Sort": Kind.SORT,
    "Enumeration": Kind.ENUMERATION,
    "Principal": Kind.PRINCIPAL,
    "Assumption": Kind.ASSUMPTION,
    "Concern": Kind.CONCERN,
    "Profile": Kind.PROFILE,
    "Property": Kind.PROPERTY,
}
BUILT_IN_PRINCIPALS = ("Manager", "Hardware")


@define(eq=False)
class Names:
    """All files read and what each name means in each of them."""

    problems: Problems
    overrides: Mapping[str, str]
    given: Path
    modules: dict[str, dict[str, Declared]] = field(factory=dict[str, dict[str, Declared]])
    files: dict[str, SourceFile] = field(factory=dict[str, SourceFile])
    declared: dict[str, Declared] = field(factory=dict[str, Declared])

    def read(self, path: Path) -> SourceFile | None:
        """Read a file and everything that it imports."""
        name = source.display_name(path, self.given)
        if name in self.modules:
            return self.files.get(name)
        self.modules[name] = {}
        file = source.read(path, name, self.problems, self.overrides)
        if file is None:
            return None
        self.files[name] = file
        for statement in file.tree.body:
            self._statement(file, statement)
        return file

    def lookup(self, file: str, name: str) -> Declared | None:
        """What a name means in a file."""
        return self.modules[file].get(name)

    def sort(self, file: SourceFile, node: ast.expr) -> Sort | None:
        """The sort that an annotation names; None, with a problem noted, where it names none."""
        if isinstance(node, ast.Name):
            if node.id == "bool":
                return BOOLEAN
            declared = self.lookup(file.name, node.id)
            if declared is not None and declared.sort is not None:
                return declared.sort
            known = [n for n, d in self.modules[file.name].items() if d.sort is not None]
            self.problems.unknown(file.spans.of(node), node.id, known, "sort")
            return None
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "set":
            element = self.sort(file, node.slice)
            if element is not None and not element.is_enumeration:
                self.problems.add("013", file.spans.of(node), f"sets hold an enumeration's members, not a {element}")
                return None
            return set_of(element) if element is not None else None
        self.problems.add("013", file.spans.of(node), "a sort is expected here")
        return None

    def _statement(self, file: SourceFile, node: ast.stmt) -> None:
        match node:
            case ast.ImportFrom():
                self._import(file, node)
            case ast.ClassDef():
                self._class(file, node)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Status" | "News" as word))):
                kind = Kind.STATUS if word == "Status" else Kind.NEWS
                self._declare(file, Declared(name, kind, file, node, file.spans.of(node)))
            case ast.Expr(value=ast.Constant(value=str())):
                pass
            case _:
                self.problems.add(
                    "003",
                    file.spans.of(node),
                    "only imports, classes, statuses and news stand at the top of a file",
                )

    def _import(self, file: SourceFile, node: ast.ImportFrom) -> None:
        span = file.spans.of(node)
        if node.module == "__future__":
            return
        if node.module == source.LANGUAGE:
            for alias in node.names:
                self._word(file, alias, span)
            return
        path = source.locate_module(node.module or "", node.level, file.path)
        if path is None:
            self.problems.add("005", span, f"no module `{'.' * node.level}{node.module or ''}`")
            return
        imported = self.read(path)
        if imported is None:
            return
        known = self.modules[imported.name]
        for alias in node.names:
            if alias.name not in known:
                self.problems.unknown(file.spans.of(alias), alias.name, known)
                continue
            if known[alias.name].kind is Kind.WORD and alias.name not in BUILT_IN_PRINCIPALS:
                self.problems.add("005", file.spans.of(alias), f"import `{alias.name}` from {source.LANGUAGE}")
            self.modules[file.name][alias.asname or alias.name] = known[alias.name]

    def _word(self, file: SourceFile, alias: ast.alias, span: Span) -> None:
        if alias.asname is not None:
            self.problems.add("003", file.spans.of(alias), "the words of the language keep their names")
        kind = Kind.PRINCIPAL if alias.name in BUILT_IN_PRINCIPALS else Kind.WORD
        self.modules[file.name][alias.name] = Declared(alias.name, kind, None, None, span)

    def _class(self, file: SourceFile, node: ast.ClassDef) -> None:
        bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
        kinds = [_BASES[base] for base in bases if base in _BASES]
        span = _name_span(file, node)
        if not kinds or len(kinds) != len(node.bases) or node.keywords or node.decorator_list:
            self.problems.add("003", span, f"`{node.name}` must be one of: {', '.join(sorted(_BASES))}")
            return
        kind = Kind.PRINCIPAL if Kind.PRINCIPAL in kinds else kinds[0]
        sort: Sort | None = None
        if Kind.SORT in kinds:
            sort = Sort(node.name)
        elif kind is Kind.ENUMERATION:
            sort = Sort(node.name, SortKind.ENUMERATION, self._members(file, node))
        doc = ast.get_docstring(node) or ""
        self._declare(file, Declared(node.name, kind, file, node, span, sort, doc))

    def _members(self, file: SourceFile, node: ast.ClassDef) -> tuple[str, ...]:
        names: list[str] = []
        for statement in node.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)]):
                    names.append(name)
                case ast.Assign(targets=[ast.Tuple(elts=elements)]) if all(isinstance(e, ast.Name) for e in elements):
                    names.extend(e.id for e in elements if isinstance(e, ast.Name))
                case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                    pass
                case _:
                    self.problems.add("003", file.spans.of(statement), "an enumeration lists names, and no more")
        if not names:
            self.problems.add("013", file.spans.of(node), f"`{node.name}` lists no member")
        if len(set(names)) != len(names):
            self.problems.add("006", file.spans.of(node), f"`{node.name}` lists a member twice")
        return tuple(names)

    def _declare(self, file: SourceFile, declared: Declared) -> None:
        earlier = self.declared.get(declared.name)
        if earlier is None and declared.name in BUILT_IN_PRINCIPALS:
            self.problems.add("006", declared.span, f"`{declared.name}` is a word of the language")
        if earlier is not None:
            self.problems.add(
                "006",
                declared.span,
                f"`{declared.name}` is declared twice, first at {earlier.span}",
                (Mark(earlier.span, "first", primary=False), Mark(declared.span, "again")),
            )
            return
        self.declared[declared.name] = declared
        self.modules[file.name][declared.name] = declared


def _name_span(file: SourceFile, node: ast.ClassDef) -> Span:
    span = file.spans.of(node)
    start = span.column + len("class ")
    return Span(span.file, span.line, start, span.line, start + len(node.name))
