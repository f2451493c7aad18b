"""The tables of `docs/recordings.md`. Run as a program, this file writes them into the page."""

from pathlib import Path

from septum.report.manual.markup import page_with
from septum.report.manual.recordings import recording_tables
from septum.traces.classifying import rules

PAGE = Path(__file__).parent / "recordings.md"


def written() -> str:
    """The page with its tables as the rules are."""
    return page_with("\n".join(recording_tables(rules())), PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8", newline="\n")
