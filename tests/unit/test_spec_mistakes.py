"""One mistake at a time in a small profile: reported at its line, with the user's own names."""

from pathlib import Path

import pytest
from attrs import frozen

from septum.diagnostics import Diagnostic, InputError
from septum.spec.load import load_profile

SMALL = Path(__file__).parents[1] / "models" / "small"


@frozen
class Mistake:
    """`old` becomes `new` in a file of the models; `reports` are the code, the marked text and the message."""

    what: str
    file: str
    old: str
    new: str
    reports: tuple[tuple[str, str, str], ...]


MISTAKES = (
    Mistake(
        "swapped arguments",
        "translation.py",
        'refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(guest, page))',
        'refuse(NOT_OWNER, "the page belongs to another", unless=self.memory.holds(page, guest))',
        (
            ("010", "page", "this is a Page, where a Guest is expected"),
            ("010", "guest", "this is a Guest, where a Page is expected"),
        ),
    ),
    Mistake(
        "swapped indices",
        "translation.py",
        "self.stage2[guest, gfn, page, :] = rights",
        "self.stage2[guest, page, gfn, :] = rights",
        (
            ("010", "page", "this is a Page, where a Gfn is expected"),
            ("010", "gfn", "this is a Gfn, where a Page is expected"),
        ),
    ),
    Mistake(
        "an index is missing",
        "translation.py",
        "self.stage2[guest, gfn, page, :] = False",
        "self.stage2[guest, gfn, :] = False",
        (("011", "self.stage2[guest, gfn, :]", "`stage2` takes 4 arguments, not 3"),),
    ),
    Mistake(
        "a capability reads the TLB",
        "translation.py",
        "when=self.invalidated(page))",
        "when=any(self.tlb[:, guest, gfn, page, :, :]))",
        (("021", "self.tlb[:, guest, gfn, page, :, :]", "a capability may not read `tlb`"),),
    ),
    Mistake(
        "a status is misspelled",
        "translation.py",
        'refuse(NOT_OWNER, "the page',
        'refuse(NOT_OWNR, "the page',
        (("002", "NOT_OWNR", "no status `NOT_OWNR`: did you mean `NOT_OWNER`?"),),
    ),
    Mistake(
        "a relation is misspelled",
        "translation.py",
        "when(self.stage2(guest, gfn, page, access))",
        "when(self.stage(guest, gfn, page, access))",
        (("002", "stage", "no `stage` in Translation: did you mean `stage2`?"),),
    ),
    Mistake(
        "a check reads content",
        "memory.py",
        "unless=self.clean(frame) or self.is_device(frame))",
        "unless=self.contents(frame) == self.ZERO or self.is_device(frame))",
        (("020", "self.contents(frame)", "a capability may not read `contents`"),),
    ),
    Mistake(
        "news read what the step wrote",
        "memory.py",
        "tell(self.holder(page), TAKEN, page)",
        "tell(self.holder(page), TAKEN, self.lent(page))",
        (("024", "self.lent(page)", "`lent` is read after this step wrote it"),),
    ),
    Mistake(
        "a whole relation is written",
        "memory.py",
        "self.clean[frame] = False",
        "self.clean = False",
        (("003", "self.clean = False", "`self.clean` is written entry by entry: `self.clean[…] = …`"),),
    ),
    Mistake(
        "a loop without end",
        "memory.py",
        'refuse(NOT_LENT, "nobody holds the page", unless=self.lent(page))',
        "while True:\n            pass",
        (("003", "while True:", "`while` is not in the language"),),
    ),
    Mistake(
        "a join names a step that is not there",
        "functions.py",
        "@joins(Memory.lend)",
        "@joins(Memory.lent)",
        (("002", "Memory.lent", "no step `Memory.lent`: did you mean `Memory.lend`?"),),
    ),
    Mistake(
        "a join writes what the step writes",
        "functions.py",
        "tell(guest, LENT_AS_BAR, page, self.mig.bar(frame), where=self.memory.is_device(frame))",
        "self.memory.clean[frame] = True",
        (("025", "self.memory.clean[frame] = True", "`lend` writes `clean` already, at "),),
    ),
    Mistake(
        "a whole relation is told",
        "functions.py",
        "tell(guest, ASSIGNED, function)",
        "tell(guest, ASSIGNED, self.user)",
        (("010", "self.user", "`user` is read by calling it: `self.user(function)`"),),
    ),
    Mistake(
        "a step that tells decides by the machine",
        "translation.py",
        "        self.tlb[cpu, guest, gfn, page, :, access] = False\n",
        "        when(any(self.tlb[cpu, guest, gfn, page, :, access]))\n        tell(guest, UNMAPPED, gfn, page)\n",
        (
            (
                "023",
                "self.tlb[cpu, guest, gfn, page, :, access]",
                "`when` of a step that tells may not read `tlb`",
            ),
        ),
    ),
    Mistake(
        "a definition of another file reads content",
        "memory.py",
        "        return self.lent(page) and self.holder(page) == guest\n",
        "        return self.holder(page) == guest and self.contents(self.backing(page)) == self.ZERO\n",
        (
            ("020", "self.memory.holds(guest, page)", "a capability may not read `contents`"),
            ("020", "self.holds(guest, page)", "a capability may not read `contents`"),
            ("028", "self.memory.holds(viewer, page)", "whether something is visible may not read `contents`"),
            ("028", "self.holds(viewer, page)", "whether something is visible may not read `contents`"),
        ),
    ),
    Mistake(
        "a map back",
        "memory.py",
        "    clean: Relation[Frame] = core()",
        "    clean: Relation[Frame] = core()\n    page_in: Map[Frame, Page] = core()",
        (("030", "Map[Frame, Page]", "not decidable, Page → Frame (:"),),
    ),
    Mistake(
        "for each frame a page",
        "memory.py",
        "        return implies(self.clean(frame), self.contents(frame) == self.ZERO)\n",
        "        return self.is_lent(frame)\n",
        (("031", "self.is_lent(frame)", "not decidable, Page → Frame (:"),),
    ),
)


def mistaken(mistake: Mistake) -> str:
    text = (SMALL / mistake.file).read_text(encoding="utf-8")
    assert mistake.old in text, "the model has changed"
    return text.replace(mistake.old, mistake.new, 1)


def reported(file: str, text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InputError) as raised:
        load_profile(str(SMALL / "small.py"), {str(SMALL / file): text})
    return raised.value.diagnostics


def marked(text: str, diagnostic: Diagnostic) -> str:
    """What the diagnostic underlines, up to the end of its first line."""
    assert diagnostic.span is not None
    line = text.split("\n")[diagnostic.span.line - 1]
    end = diagnostic.span.end_column if diagnostic.span.end_line == diagnostic.span.line else len(line) + 1
    return line[diagnostic.span.column - 1 : end - 1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_reported_where_it_is(mistake: Mistake) -> None:
    text = mistaken(mistake)
    diagnostics = reported(mistake.file, text)
    for diagnostic in diagnostics:
        assert diagnostic.span is not None
        shown = Path(diagnostic.span.file).read_text(encoding="utf-8")
        said = (
            diagnostic.code.removeprefix("SEP-SPEC-"),
            marked(text if Path(diagnostic.span.file) == SMALL / mistake.file else shown, diagnostic),
        )
        assert any(said == (code, at) and diagnostic.message.startswith(m) for code, at, m in mistake.reports), said
    for code, at, _ in mistake.reports:
        assert any(d.code == f"SEP-SPEC-{code}" for d in diagnostics), (code, at)


def test_a_record_of_another_shape_is_reported_at_each_use() -> None:
    """`ended` takes a guest now: every use is wrong, and so is the cycle of maps that it closes."""
    file = "memory.py"
    text = (SMALL / file).read_text(encoding="utf-8")
    old = "    ended: Relation[Page] = core()"
    assert old in text
    diagnostics = reported(file, text.replace(old, "    ended: Map[Guest, Page] = core()"))
    uses = [line for line, written in enumerate(text.split("\n"), 1) if "self.ended" in written]
    lines = [d.span.line for d in diagnostics if d.span is not None and d.code == "SEP-SPEC-010"]
    assert sorted(set(lines)) == uses
    cycles = [d.message for d in diagnostics if d.code == "SEP-SPEC-030"]
    assert cycles
    assert all("Guest" in message and "→ Page (" in message for message in cycles)
    assert {d.code for d in diagnostics} == {"SEP-SPEC-010", "SEP-SPEC-030"}


def test_mistakes_of_several_kinds_are_reported_in_one_go() -> None:
    file = "translation.py"
    text = (SMALL / file).read_text(encoding="utf-8")
    for old, new in (
        ("stage2: Relation[Guest, Gfn, Page, Access] = core()", "stage2: Relation[Gest, Gfn, Page, Access] = core()"),
        ("when=self.invalidated(page))", "when=any(self.tlb[:, guest, gfn, page, :, :]))"),
        ('refuse(NOT_OWNER, "the page', 'refuse(NOT_OWNR, "the page'),
        ("tell(guest, UNMAPPED, gfn, page)", "tell(page, UNMAPPED, gfn, page)"),
        ("@joins(Memory.take_back)", "@joins(Memory.take)"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    assert [(d.code[-3:], d.message) for d in reported(file, text)] == [
        ("002", "no sort `Gest`: did you mean `Guest`?"),
        ("002", "no status `NOT_OWNR`: did you mean `NOT_OWNER`?"),
        ("021", "a capability may not read `tlb`"),
        ("010", "a Page is no principal: nobody would hear it"),
        ("002", "no step `Memory.take`: did you mean `Memory.take_back`?"),
    ]
