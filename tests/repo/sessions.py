"""The sessions in the documentation: blocks marked `console`, each of commands and what they print.

Lines after `$ septum …` are the command's standard output; where lines begin with `2> `, they are all of its standard
error. A line `⋮` stands for any lines. Run as a program, this file writes the present output into the pages.
"""

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GAP = "⋮"
_DAY = "2026-12-01"
"""The day on which verdicts in the pages are given: what a deployment accepts runs out."""
_STATUS = {"proved": 0, "violated": 1, "error": 4, "unknown": 3, "budget": 3, "vacuous": 3, "not run": 3}


@dataclass(frozen=True)
class Session:
    """One command and what the page says that it prints."""

    page: Path
    command: str
    output: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def status(self) -> int:
        """The exit status that goes with the output: fixed by the first word of its last line."""
        if not self.output:
            return 2
        verdict, colon, _ = self.output[-1].partition(":")
        return _STATUS.get(verdict, 0) if colon else 0


def sessions(pages: list[Path]) -> list[Session]:
    """Every session of these pages, in order."""
    found: list[Session] = []
    for page in pages:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *lines = part.rstrip("\n").split("\n")
                errors = tuple(line[3:] for line in lines if line.startswith("2> "))
                output = tuple(line for line in lines if not line.startswith("2> "))
                found.append(Session(page, command, output, errors))
    return found


def run(command: str) -> tuple[list[str], list[str], int]:
    """Standard output and error, as lines, and the exit status of a `septum` command run at the root."""
    program, *arguments = command.split()
    if program != "septum":
        raise ValueError(f"a session runs septum, not `{program}`")
    if arguments[:1] == ["verify"] and not {"--on", "--help"} & set(arguments):
        arguments += ["--on", _DAY]
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [str(Path(sys.executable).parent / "septum"), *arguments],
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": cache, "XDG_CACHE_HOME": cache},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    return _lines(done.stdout), _lines(done.stderr), done.returncode


def agrees(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether the page shows what was printed, but for the gaps that it marks."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == _GAP else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else []


def _write(page: Path) -> None:
    replaced: list[tuple[str, str]] = []
    for session in sessions([page]):
        if any(line.strip() == _GAP for line in (*session.output, *session.errors)):
            continue
        output, errors, status = run(session.command)
        if status == _STATUS["error"]:
            sys.exit("\n".join([f"{page.name}: `{session.command}` is not written down, it failed:", *errors]))
        old = [f"$ {session.command}", *session.output]
        new = [f"$ {session.command}", *output]
        if session.errors or not output:
            old = [f"$ {session.command}", *(f"2> {line}" for line in session.errors), *session.output]
            new = [f"$ {session.command}", *(f"2> {line}" for line in errors), *output]
        replaced.append(("\n".join(old) + "\n", "\n".join(new) + "\n"))
    # Read only now: the commands take minutes, and somebody may have written to the page meanwhile.
    text = page.read_text(encoding="utf-8")
    for before, after in replaced:
        text = text.replace(before, after)
    if replaced:
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for name in [*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")]:
        _write(name)
