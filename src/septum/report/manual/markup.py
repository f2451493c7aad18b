"""MyST, the Markdown of the manual: headings that can be linked to, tables, labelled lists."""

import re
from collections.abc import Iterable, Mapping, Sequence

from septum.diagnostics import Span
from septum.report.statements import one_line

_BEGIN, _END = "<!-- tables -->\n", "<!-- end of tables -->\n"
"""Where a page has tables that are written by a program."""


def target(kind: str, name: str, heading: str, level: int) -> list[str]:
    """A heading to which `link(kind, name)` leads."""
    return [f"({_label(kind, name)})=", "", f"{'#' * level} {heading}", ""]


def link(kind: str, name: str, text: str | None = None) -> str:
    """A link to the place of a step, concern, assumption, invariant, view or symbol. The text is set as code."""
    return f"[`{text or name}`](#{_label(kind, name)})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, with an empty line behind; nothing where there are no rows."""
    body = [f"| {' | '.join(cell.replace('|', chr(92) + '|') or ' ' for cell in row)} |" for row in rows]
    if not body:
        return []
    return [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}", *body, ""]


def labelled(items: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """A list of terms, each with its texts; a term without texts is left out."""
    lines: list[str] = []
    for term, texts in items:
        if texts:
            lines.append(term)
            lines += [f": {text}" for text in texts]
            lines.append("")
    return lines


def code(lines: Sequence[str]) -> list[str]:
    """Lines of a specification; nothing where there are none."""
    return ["```python", *lines, "```", ""] if lines else []


def sentence(doc: str) -> str:
    """A docstring's first paragraph in one line."""
    return " ".join(doc.partition("\n\n")[0].split())


def paragraphs(doc: str) -> list[str]:
    """A docstring, a line for each paragraph and an empty one behind."""
    found = [" ".join(part.split()) for part in re.split(r"\n\s*\n", doc) if part.strip()]
    return [line for paragraph in found for line in (paragraph, "")]


def source_text(span: Span | None, sources: Mapping[str, str]) -> str:
    """What stands at a place of a specification, in one line; empty for a text that is not known."""
    if span is None or span.file not in sources or not span.line:
        return ""
    lines = sources[span.file].split("\n")[span.line - 1 : span.end_line]
    if not lines:
        return ""
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return one_line("\n".join(lines))


def remark(span: Span, sources: Mapping[str, str]) -> str:
    """The comment behind a declaration; empty where there is none."""
    lines = sources.get(span.file, "").split("\n")
    line = lines[span.end_line - 1] if 0 < span.end_line <= len(lines) else ""
    return line[span.end_column - 1 :].partition("#")[2].strip()


def page_name(concern: str) -> str:
    """The page of a concern: `device-memory` for `DeviceMemory`. One that is called like another page is renamed."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", concern).lower()
    return f"concern-{name}" if name in ("index", "assumptions", "invariants") else name


def _label(kind: str, name: str) -> str:
    return f"{kind}-{name}".lower().replace(".", "-").replace("_", "-")


def page_with(tables: str, page: str) -> str:
    """The page with these tables in place of its own. Raises ValueError where their place is not marked."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError("the place of the tables is not marked")
    return f"{before}{_BEGIN}\n{tables.rstrip()}\n\n{_END}{after}"
