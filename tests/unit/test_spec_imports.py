"""Files of a specification that import each other."""

from pathlib import Path

import pytest

from septum.diagnostics import Diagnostic, InputError
from septum.diagnostics.render import render
from septum.spec.load import load_profile

MINIMUM = """
from septum.language import Concern, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Mine(Concern):
    lent: Relation[Guest] = core()

    @invariant
    def it_holds(self, guest: Guest) -> bool:
        return EXPRESSION


class Whole(Profile):
    includes = [Mine]
    observers = [Guest]
    property = Isolation
    assumes = []
"""


def reported(path: Path | str) -> list[Diagnostic]:
    with pytest.raises(InputError) as raised:
        load_profile(str(path))
    assert render(raised.value)[-1].endswith("nothing was run")
    return list(raised.value.diagnostics)


def only(path: Path | str, code: str) -> str:
    found = reported(path)
    assert [diagnostic.code for diagnostic in found] == [code]
    return found[0].message


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.py"


def test_a_file_that_imports_itself(mine: Path) -> None:
    mine.write_text("from mine import Page\n")
    assert only(mine, "SEP-SPEC-005") == f"`mine` is imported by itself: {mine} → {mine}"


def test_files_that_import_each_other(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine.parent)
    mine.write_text("from yours import Page\n")
    (mine.parent / "yours.py").write_text("from mine import Page\n")
    assert only("mine.py", "SEP-SPEC-005") == "`mine` is imported by itself: mine.py → yours.py → mine.py"


def test_a_mistake_in_an_imported_file_is_shown_with_that_file(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine.parent)
    mine.write_text("from yours import Page\n")
    (mine.parent / "yours.py").write_text("class Page(Sort:\n")
    found = reported("mine.py")
    assert [(d.code, d.span.file if d.span else "", d.span.line if d.span else 0) for d in found] == [
        ("SEP-SPEC-001", "yours.py", 1)
    ]


def test_a_declaration_in_another_file_is_shown_under_that_files_name(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine.parent)
    (mine.parent / "yours.py").write_text(
        "from septum.language import Concern, Relation, Sort, core\n"
        "class Page(Sort):\n    pass\n"
        "class Yours(Concern):\n    held: Relation[Page] = core()\n"
    )
    text = MINIMUM.replace("EXPRESSION", "self.yours.held(guest, guest)")
    text = text.replace("class Guest", "from yours import Yours\n\n\nclass Guest", 1)
    text = text.replace("    lent:", "    yours: Yours\n    lent:").replace("[Mine]", "[Yours, Mine]")
    mine.write_text(text)
    with pytest.raises(InputError) as raised:
        load_profile("mine.py")
    assert render(raised.value) == [
        "SEP-SPEC-011 error mine.py:19:16 `held` takes 1 argument, not 2",
        " 19 │         return self.yours.held(guest, guest)",
        "    │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 given",
        "    │ yours.py",
        "  5 │     held: Relation[Page] = core()",
        "    │     ----------------------------- declared here",
        "1 error; nothing was run",
    ]
