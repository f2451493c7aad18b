"""What the names of a specification's files stand for: imports, and looking up."""

import ast
from collections.abc import Mapping
from pathlib import Path

from attrs import define, field

from septum.diagnostics import Mark, Span, did_you_mean
from septum.logic.sorts import BOOLEAN, Sort, set_of
from septum.spec import source
from septum.spec.declarations import SORTS, Declared, Kind, declaration
from septum.spec.problems import Problems, indefinite
from septum.spec.source import SourceFile
from septum.spec.words import WORDS, not_imported

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
    _reading: list[str] = field(factory=list[str])
    _incomplete: set[str] = field(factory=set[str])

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
        self._reading.append(name)
        self.problems.reading = Span(name, 1, 1)
        for statement in file.tree.body:
            self._statement(file, statement)
        self._reading.pop()
        for word in not_imported(file.tree, file.text, self.modules[name]):
            cure = f"from {source.LANGUAGE} import {word.id}"
            self.problems.add("002", file.spans.of(word), f"`{word.id}` is not imported", (), cure)
        return file

    def lookup(self, file: str, name: str) -> Declared | None:
        """What a name means in a file."""
        return self.modules[file].get(name)

    def find(self, file: SourceFile, node: ast.expr, *kinds: Kind) -> Declared | None:
        """What a name means, where it is of one of these kinds; None, with a problem noted, where it is not."""
        name = node.id if isinstance(node, ast.Name) else ast.unparse(node)
        found = self.lookup(file.name, name)
        if found is None or found.kind not in kinds:
            self.missing(file.name, file.spans.of(node), name, *kinds)
            return None
        return found

    def missing(self, file: str, span: Span, name: str, *kinds: Kind) -> None:
        """Note that a name means nothing here, or nothing of these kinds."""
        what = kinds[0]
        here, elsewhere = self.lookup(file, name), self.declared.get(name)
        if here is not None:
            self.problems.add("002", span, f"no {what} `{name}`: it is {indefinite(here.kind)}")
        elif elsewhere is not None and elsewhere.kind in kinds:
            cure = f"from {source.module_name(elsewhere.span.file)} import {name}"
            self.problems.add("002", span, f"no {what} `{name}` in this file: it is not imported", (), cure)
        else:
            known = [n for n, d in (self.declared | self.modules[file]).items() if d.kind in kinds]
            known += BUILT_IN_PRINCIPALS if Kind.PRINCIPAL in kinds else ()
            self.problems.unknown(span, name, known, what)

    def sort(self, file: SourceFile, node: ast.expr) -> Sort | None:
        """The sort that an annotation names; None, with a problem noted, where it names none."""
        match node:
            case ast.Name(id="bool"):
                return BOOLEAN
            case ast.Name(id=name):
                declared = self.lookup(file.name, name)
                if declared is not None and declared.sort is not None:
                    return declared.sort
                self._no_sort(file, node, name, declared)
                return None
            case ast.Subscript(value=ast.Name(id="set"), slice=inner):
                element = self.sort(file, inner)
                if element is not None and not element.is_enumeration:
                    text = f"sets hold an enumeration's members, not {indefinite(element.name)}"
                    self.problems.add("013", file.spans.of(node), text)
                    return None
                return set_of(element) if element is not None else None
            case _:
                self.problems.add("013", file.spans.of(node), "a sort is expected here")
                return None

    def _no_sort(self, file: SourceFile, node: ast.Name, name: str, declared: Declared | None) -> None:
        elsewhere = self.declared.get(name)
        if declared is not None or (elsewhere is not None and elsewhere.sort is not None):
            self.missing(file.name, file.spans.of(node), name, *SORTS)
        else:
            known = [n for n, d in self.modules[file.name].items() if d.sort is not None]
            self.problems.unknown(file.spans.of(node), name, known, "sort")

    # -- reading

    def _statement(self, file: SourceFile, node: ast.stmt) -> None:
        match node:
            case ast.ImportFrom():
                self._import(file, node)
            case ast.Expr(value=ast.Constant(value=str())):
                pass
            case _:
                declared = declaration(file, node, self.problems)
                if declared is not None:
                    self._declare(file, declared)

    def _import(self, file: SourceFile, node: ast.ImportFrom) -> None:
        if node.module == "__future__":
            return
        module = self._imported(file, node)
        if module is None:
            self._incomplete.add(file.name)
            return
        known = self.modules.get(module, {}) if module != source.LANGUAGE else self._words(file.spans.of(node))
        for alias in node.names:
            span = file.spans.of(alias)
            if alias.name == "*":
                self.problems.add("003", span, "names are imported one by one: a reader sees where each comes from")
            elif alias.name not in known:
                if module not in self._incomplete:
                    self.problems.unknown(span, alias.name, known)
            elif known[alias.name].kind is Kind.WORD and module != source.LANGUAGE:
                self.problems.add("005", span, f"import `{alias.name}` from {source.LANGUAGE}")
            elif module == source.LANGUAGE and alias.asname is not None:
                self.problems.add("003", span, "the words of the language keep their names")
            else:
                self._bind(file, alias.asname or alias.name, known[alias.name], span)

    def _words(self, span: Span) -> dict[str, Declared]:
        return {
            word: Declared(word, Kind.PRINCIPAL if word in BUILT_IN_PRINCIPALS else Kind.WORD, None, None, span)
            for word in WORDS
        }

    def _imported(self, file: SourceFile, node: ast.ImportFrom) -> str | None:
        """The name of the file that an import reads; None where it cannot be read, which is noted."""
        if node.module == source.LANGUAGE:
            return source.LANGUAGE
        span = file.spans.of(node)
        module = "." * node.level + (node.module or "")
        path = source.locate_module(node.module or "", node.level, file.path)
        if path is None:
            cure = "import from septum.language, septum.models, or a file beside this one"
            near = did_you_mean(module, source.model_modules())
            self.problems.add("005", span, f"no module `{module}`{near}", None, cure)
            return None
        imported = self.read(path)
        if imported is None:
            return None
        if imported.name in self._reading:
            circle = " → ".join([*self._reading[self._reading.index(imported.name) :], imported.name])
            self.problems.add("005", span, f"`{module}` is imported by itself: {circle}")
            return None
        return imported.name

    def _bind(self, file: SourceFile, name: str, declared: Declared, span: Span) -> None:
        earlier = self.modules[file.name].get(name)
        if earlier is not None and earlier is not declared and earlier.node is not None:
            self.problems.add("006", span, f"`{name}` has a meaning already, from {earlier.span}")
            return
        self.modules[file.name][name] = declared

    def _declare(self, file: SourceFile, declared: Declared) -> None:
        earlier = self.declared.get(declared.name) or self.lookup(file.name, declared.name)
        if declared.name in WORDS:
            self.problems.add("006", declared.span, f"`{declared.name}` is a word of the language")
            return
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
