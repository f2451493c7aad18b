"""Profiles and assumptions: classes that consist of attributes."""

import ast
import re
from collections.abc import Mapping

from attrs import frozen

from septum.diagnostics import Span
from septum.spec.declarations import Declared, Kind
from septum.spec.expressions import without_doc
from septum.spec.model import Assumption
from septum.spec.names import Names
from septum.spec.problems import Problems
from septum.spec.source import SourceFile

ASSUMPTION_KINDS = ("hardware", "configuration", "contract", "exclusion")
_ASSUMPTION_TEXTS = ("identifier", "kind", "source", "check", "repair", "reason")


@frozen(eq=False)
class Header:
    """What a profile class says."""

    name: str
    title: str
    span: Span
    includes: tuple[Declared, ...]
    observers: tuple[Declared, ...]
    properties: tuple[Declared, ...]
    assumes: tuple[Declared, ...]
    assumed_at: Mapping[str, Span]
    not_covered: tuple[str, ...]


def read_header(file: SourceFile, names: Names, problems: Problems) -> Header:
    """The profile of a file: its last class derived from Profile. Notes what is missing."""
    found = [d for d in names.declared.values() if d.kind is Kind.PROFILE and d.file is file]
    if not found:
        text = "there is no profile in this file: `class Mine(Profile)`"
        problems.add("007", Span(file.name, 1, 1), text, ())
        problems.raise_if_any()
    profile = found[-1]
    written = _attributes(profile, problems)
    wanted = {"includes", "observers", "property", "assumes"}
    for missing in sorted(wanted - written.keys()):
        problems.add("009", profile.span, f"`{profile.name}` does not say `{missing} = …`")
    for name, (statement, _) in written.items():
        if name not in wanted | {"not_covered"}:
            problems.unknown(file.spans.of(statement), name, [*wanted, "not_covered"], "attribute")

    places: dict[str, Span] = {}

    def listed(attribute: str, kind: Kind) -> tuple[Declared, ...]:
        if attribute not in written:
            return ()
        _, value = written[attribute]
        elements = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        result: list[Declared] = []
        for element in elements:
            declared = names.find(file, element, kind)
            if declared in result:
                problems.add("009", file.spans.of(element), f"`{ast.unparse(element)}` is listed twice")
            elif declared is not None:
                result.append(declared)
                places[declared.name] = file.spans.of(element)
        return tuple(result)

    return Header(
        name=_profile_name(file, profile),
        title=profile.doc,
        span=profile.span,
        includes=listed("includes", Kind.CONCERN),
        observers=listed("observers", Kind.PRINCIPAL),
        properties=listed("property", Kind.PROPERTY),
        assumes=listed("assumes", Kind.ASSUMPTION),
        assumed_at=places,
        not_covered=_strings(written["not_covered"][1], file, problems) if "not_covered" in written else (),
    )


def read_assumption(declared: Declared, problems: Problems) -> Assumption:
    """An assumption's record. Its docstring is the sentence; it must have one."""
    if not declared.doc:
        problems.add("035", declared.span, f"`{declared.name}` says nothing: its docstring is the assumption")
    given: dict[str, str] = {}
    for name, (statement, value) in _attributes(declared, problems).items():
        span = declared.source.spans.of(statement)
        if name not in _ASSUMPTION_TEXTS:
            problems.unknown(span, name, _ASSUMPTION_TEXTS, "attribute")
            continue
        span = declared.source.spans.of(value)
        if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
            problems.add("035", span, f"`{name}` is a text")
        else:
            given[name] = value.value
            if name == "kind" and value.value not in ASSUMPTION_KINDS:
                problems.unknown(span, value.value, ASSUMPTION_KINDS, "kind of assumption")
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", declared.name).lower()
    return Assumption(
        name=declared.name,
        identifier=given.get("identifier", kebab),
        sentence=" ".join(declared.doc.split()),
        kind=given.get("kind", "contract"),
        source=given.get("source", ""),
        span=declared.span,
        check=given.get("check"),
        repair=given.get("repair"),
        reason=given.get("reason"),
    )


def _attributes(declared: Declared, problems: Problems) -> Mapping[str, tuple[ast.Assign, ast.expr]]:
    found: dict[str, tuple[ast.Assign, ast.expr]] = {}
    for node in without_doc(declared.class_node.body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if name in found:
                    problems.add("006", declared.source.spans.of(node), f"`{name}` is given twice")
                found[name] = (node, value)
            case ast.Pass():
                pass
            case _:
                problems.add("003", declared.source.spans.of(node), f"`name = value` stands in `{declared.name}`")
    return found


def _strings(node: ast.expr, file: SourceFile, problems: Problems) -> tuple[str, ...]:
    found: list[str] = []
    for element in node.elts if isinstance(node, ast.List | ast.Tuple) else [node]:
        if isinstance(element, ast.Constant) and isinstance(element.value, str):
            found.append(element.value)
        else:
            problems.add("009", file.spans.of(element), "a text is expected here")
    return tuple(found)


def _profile_name(file: SourceFile, profile: Declared) -> str:
    """`minimal` for a profile that comes with septum, else the path that the user gave."""
    return file.path.stem if file.name.startswith("profiles/") else file.name
