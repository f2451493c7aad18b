"""Specifications that are too much: always a diagnostic, soon."""

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


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.py"


@pytest.mark.parametrize(
    "line",
    ["OK = Status()\n", "# nothing\n", "(((\n"],
)
def test_a_mebibyte_of_one_line_ends_in_a_diagnostic(line: str, mine: Path) -> None:
    count = 2**20 // len(line.encode())
    mine.write_text("from septum.language import Sort, Status\n"[: 2**20 - count * len(line.encode())] + line * count)
    assert reported(mine)


@pytest.mark.parametrize("depth", [250, 5_000, 10_000])
@pytest.mark.parametrize(
    ("opening", "inner", "closing"),
    [
        ("(", "True", ")"),
        ("not ", "True", ""),
        ("implies(True, ", "True", ")"),
        ("self.lent(", "guest", ")"),
        ("True if True else ", "True", ""),
        ("", "self", ".lent"),
        ("-", "1", ""),
        ("any(", "True", " for g in Guest)"),
    ],
)
def test_nesting_without_end_is_a_diagnostic(opening: str, inner: str, closing: str, depth: int, mine: Path) -> None:
    mine.write_text(MINIMUM.replace("EXPRESSION", opening * depth + inner + closing * depth))
    assert reported(mine)


def test_indentation_without_end_is_a_diagnostic(mine: Path) -> None:
    mine.write_text("".join(f"{' ' * depth}if True:\n" for depth in range(400)) + " " * 400 + "pass\n")
    assert [d.code for d in reported(mine)] == ["SEP-SPEC-001"]


def test_a_long_chain_of_conditions_is_reported_at_its_step(mine: Path) -> None:
    body = "".join(f"        {'el' if i else ''}if self.lent(guest):\n            pass\n" for i in range(600))
    step = f"    @step(by='guest')\n    def act(self, guest: Guest) -> None:\n{body}\n"
    text = MINIMUM.replace("EXPRESSION", "self.lent(guest)").replace("    @invariant", step + "    @invariant")
    mine.write_text(text.replace("core, invariant", "core, invariant, step"))
    assert [(d.code, d.span.line if d.span else 0) for d in reported(mine)] == [("SEP-SPEC-001", 14)]


def test_a_chain_of_files_without_end_is_a_diagnostic(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"file{number}.py").write_text(f"from file{number + 1} import Page\n")
    (tmp_path / "file600.py").write_text("")
    assert reported(tmp_path / "file0.py")
