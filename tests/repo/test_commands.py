"""The documentation names commands that there are."""

import re
from pathlib import Path

from sessions import run

_WRITTEN = re.compile(r"(?:`|^\$ |^)septum ([a-z]+)\b", re.MULTILINE)


def test_every_command_named_in_the_documentation_exists(pages: list[Path]) -> None:
    named: set[str] = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        code = re.findall(r"`[^`\n]+`|^```(?:console|text)\n.*?^```", text, re.MULTILINE | re.DOTALL)
        named.update(name for piece in code for name in _WRITTEN.findall(piece))
    assert {"verify", "prove", "refute", "show", "explain"} <= named
    for name in sorted(named):
        output, errors, status = run(f"septum {name} --help")
        assert status == 0 and output and not errors, name
