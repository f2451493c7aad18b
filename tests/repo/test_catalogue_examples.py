"""Each example of a mistake in a specification is reported with its own code."""

from pathlib import Path
from textwrap import indent

import pytest

from septum.diagnostics import InputError
from septum.diagnostics.catalogue import all_codes, explanation
from septum.spec.load import load_profile

_BASE = '''from septum.language import *
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A guest."""


class Page(Sort):
    """A page."""


class Frame(Sort):
    """A frame."""


class Word(Sort):
    """A word."""


OK = Status()
NOT_OWNER = Status()
NOT_USABLE = Status()
MAPPED = News()


class Mine(Concern):
    """What examples speak of."""

    lent: Relation[Page] = core()
    backing: Map[Page, Frame] = core()
    tlb: Relation[Guest, Page] = hardware()
    contents: Map[Frame, Word] = content()
    noted: Relation[Page] = ghost()
    usable: Relation[Frame] = constant()

    @capability(by=Manager)
    def lend(self, page: Page) -> Status:
        """Lend a page."""
        refuse(NOT_OWNER, "it is lent", when=self.lent(page))
        self.lent[page] = True
        return OK

@MEMBER@

class Whole(Profile):
    """The concern alone."""

    includes = [Mine]
    observers = [Guest]
    property = Isolation
    assumes = []

@TOP@
'''
_WORDS = (
    "Assumption Concern Event Hardware Manager Map News Observer Principal Profile Property Relation Sort Status axiom "
    "capability choose constant content core example ghost hardware invariant joins refuse see sees step tell when"
)
_SPEC = [code for code in all_codes() if code.startswith("SEP-SPEC-")]
_COMMANDS = {code for code in _SPEC if explanation(code).example.startswith("septum ")}  # type: ignore[union-attr]


def _specification(example: str) -> str:
    """The example where it belongs: classes and imports at the top of a file, all else in a concern."""
    top = example.startswith(("class ", "from "))
    text = _BASE.replace("@TOP@", example if top else "").replace("@MEMBER@", "" if top else indent(example, "    "))
    return text.replace("import *", f"import {', '.join(_WORDS.split())}").rstrip() + "\n"


def test_the_specification_around_the_examples_has_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "around.py"
    file.write_text(_specification(""))
    assert load_profile(str(file)).name == str(file)


@pytest.mark.parametrize("code", [code for code in _SPEC if code not in _COMMANDS])
def test_the_example_is_reported_with_its_code(code: str, tmp_path: Path) -> None:
    entry = explanation(code)
    assert entry is not None
    file = tmp_path / "example.py"
    file.write_text(_specification(entry.example))
    with pytest.raises(InputError) as raised:
        load_profile(str(file))
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {code}
    assert all(diagnostic.span is not None and diagnostic.span.line for diagnostic in raised.value.diagnostics)


@pytest.mark.parametrize("code", sorted(_COMMANDS))
def test_the_command_is_answered_with_its_code(code: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = explanation(code)
    assert entry is not None
    monkeypatch.chdir(root)
    with pytest.raises(InputError) as raised:
        load_profile(entry.example.split()[2])
    assert {diagnostic.code for diagnostic in raised.value.diagnostics} == {code}
