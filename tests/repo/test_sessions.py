"""What the documentation shows of a session is what happens."""

from pathlib import Path

import pytest
from sessions import agrees, run, sessions

_ROOT = Path(__file__).resolve().parents[2]
_SHOWN = sessions([*sorted(_ROOT.glob("*.md")), *sorted((_ROOT / "docs").rglob("*.md"))])


@pytest.mark.parametrize("session", _SHOWN, ids=[f"{s.page.stem}: {s.command}" for s in _SHOWN])
def test_a_session_in_the_documentation_prints_what_it_shows(session) -> None:  # type: ignore[no-untyped-def]
    output, errors, status = run(session.command)
    assert agrees(session.output, output), "\n".join(["printed:", *output, *errors])
    if session.errors:
        assert agrees(session.errors, errors), "\n".join(["printed on standard error:", *errors])
    assert status == session.status


def test_the_readme_shows_a_session_on_a_real_deployment(root: Path) -> None:
    commands = [session.command for session in sessions([root / "README.md"])]
    assert any(command.startswith("septum verify examples/") for command in commands)


def test_output_that_differs_in_one_character_does_not_agree() -> None:
    assert agrees(("a", "⋮", "d"), ["a", "b", "c", "d"])
    assert agrees(("a", "⋮", "d"), ["a", "d"])
    assert not agrees(("a", "⋮", "d"), ["a", "b", "e"])
    assert not agrees(("a",), ["a", "b"])
    assert not agrees(("a.",), ["ab"])


def test_a_block_of_several_commands_is_taken_apart(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ septum a\nx\n\nproved: y\n$ septum b\n2> SEP error\n```\n```text\n$ septum c\n```\n")
    first, second = sessions([page])
    assert (first.command, first.output, first.errors, first.status) == ("septum a", ("x", "", "proved: y"), (), 0)
    assert (second.command, second.output, second.errors, second.status) == ("septum b", (), ("SEP error",), 2)
