"""Lines stay within 80 columns, and nothing is lost in them."""

from hypothesis import given
from hypothesis import strategies as st

from septum.diagnostics import Span
from septum.report.layout import cut, entry, table
from septum.report.source import marked
from septum.report.styles import styled
from septum.report.symbols import encodable

_WORDS = st.lists(st.text(alphabet="abc·…", min_size=1, max_size=30), max_size=40)


@given(st.text(alphabet="ab", min_size=1, max_size=12), _WORDS)
def test_an_entry_keeps_every_word_within_80_columns(label: str, words: list[str]) -> None:
    lines = entry(label, " ".join(words))
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    assert " ".join(lines).split() == [label, *words]


def test_an_identifier_is_never_broken() -> None:
    name = "take_back/o_inv/" + "a_very_long_name_of_an_invariant" * 3
    assert any(name in line for line in entry("violated", f"{name}, memory.py:3"))


def test_numbers_stand_right_and_words_left() -> None:
    assert table([("a", "1", "x"), ("bb", "10", "y")], frozenset({1})) == ["a    1  x", "bb  10  y"]
    assert table([]) == []


def test_what_went_well_is_cut_after_ten_rows_with_a_count() -> None:
    rows = [str(number) for number in range(31)]
    assert cut(rows, everything=False) == [*rows[:10], "… 21 more: --all"]
    assert cut(rows, everything=True) == rows
    assert cut(rows[:11], everything=False) == rows[:11]


def test_ascii_stands_for_symbols_one_for_one() -> None:
    assert encodable("a → b ≠ c · … │ −", "ascii") == "a > b ! c , ~ | -"
    assert encodable("a → b", "utf-8") == "a → b"
    assert encodable("é → b", "ascii") == "? > b"
    assert encodable("a → b", "no such encoding") == "a > b"


def _painted(line: str) -> dict[str, str]:
    return {line[s.start : s.end]: s.style for s in styled(line)}


def test_colour_repeats_verdicts_and_colours_no_part_of_a_name() -> None:
    assert _painted("violated: write, alice to bob") == {"violated": "red"}
    assert _painted("  all 21      proved    proved    not run") == {"proved": "green", "not run": "yellow"}
    assert _painted("take_back/o_inv/proved_things is_broken") == {}
    assert _painted("  should      what is proved holds") == {}
    assert _painted("should        nothing is violated") == {}


def test_a_source_line_is_underlined_where_it_is_meant() -> None:
    sources = {"a.py": "x\n    return frame + other\n"}
    assert marked(Span("a.py", 2, 12, 2, 17), "f0", sources) == [
        "    2 │ return frame + other",
        "      │        ^^^^^ f0",
    ]
    assert marked(Span("a.py", 9, 1), "", sources) == []
    assert marked(Span("b.py", 1, 1), "", sources) == []


def test_a_long_source_line_is_cut_and_its_note_stays() -> None:
    sources = {"a.py": "f(" + "x" * 200 + ")"}
    lines = marked(Span("a.py", 1, 3, 1, 203), "f0 in run A, f1 in run B", sources)
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].endswith("…") and lines[-1].endswith("f0 in run A, f1 in run B")


def test_shared_and_worse_are_coloured_where_they_are_verdicts() -> None:
    assert _painted("  alice-bob    shared    proved") == {"shared": "red", "proved": "green"}
    assert _painted("worse: 2 worse") == {"worse": "red"} and _painted("not worse: no difference") == {}
    assert _painted("shared by     GPUs divided into instances") == {}
