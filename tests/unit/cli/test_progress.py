"""Progress: one line in place on a terminal, few plain lines in a pipe."""

import io
import os
import pty

from septum.cli.progress import ProgressLine, progress_text
from septum.cli.terminal import Terminal, is_colourful
from septum.engines.settings import Progress

_SOME = Progress(total=555, solved=412, untouched=3519, cached=0, seconds=2.1, slowest="take_back/o_inv/x")


def test_progress_names_the_slowest_obligation() -> None:
    assert progress_text("minimal", _SOME) == (
        "minimal  412 of 555 solved  3,519 untouched  2.1 s  slowest take_back/o_inv/x"
    )


def test_a_short_proof_in_a_pipe_prints_no_progress() -> None:
    stream = io.StringIO()
    with ProgressLine(stream, "minimal") as progress:
        for _ in range(100):
            progress(_SOME)
    assert stream.getvalue() == ""


def _on_terminal(monkeypatch, use) -> str:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8", newline="\n") as stream:
        use(stream)
    printed = os.read(ours, 10_000).decode()
    os.close(ours)
    return printed


def test_on_a_terminal_the_line_is_rewritten_and_gone_at_the_end(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def use(stream) -> None:  # type: ignore[no-untyped-def]
        line = ProgressLine(stream, "minimal")
        with line as progress:
            line._next = 0.0
            progress(_SOME)

    printed = _on_terminal(monkeypatch, use)
    assert printed.startswith("\rminimal  412 of 555") and printed.endswith(" \r") and "\n" not in printed


def test_colour_is_for_terminals_and_takes_no_character_away(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    line = "proved but for [mig.l2-barrier gpu.tlb] stage2[guest, gfn] :smile: 'text' 1,353"

    def use(stream) -> None:  # type: ignore[no-untyped-def]
        assert is_colourful(stream)
        Terminal(stream, io.StringIO(), json=False).answer([line], {})

    printed = _on_terminal(monkeypatch, use)
    assert "\x1b[32mproved\x1b[0m" in printed
    assert printed.replace("\x1b[32m", "").replace("\x1b[0m", "").rstrip() == line


def test_no_colour_where_it_is_not_wanted(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def use(stream) -> None:  # type: ignore[no-untyped-def]
        for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
            with monkeypatch.context() as changed:
                changed.setenv(name, value)
                assert not is_colourful(stream)
        stream.write("x")

    _on_terminal(monkeypatch, use)
    assert not is_colourful(io.StringIO())
