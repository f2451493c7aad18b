"""Lines of a development: none too long, nothing lost, nothing that opens or closes a comment."""

from hypothesis import given
from hypothesis import strategies as st

from septum.export.rocq.layout import ITEM, PART, WIDTH, comment, lines, sentence

_WORDS = st.text(alphabet="abc!;()", min_size=1, max_size=30)
_MARKS = st.sampled_from([" ", ITEM, PART])


@given(st.lists(st.tuples(_WORDS, _MARKS), min_size=1, max_size=60))
def test_a_text_is_broken_at_its_marks_and_keeps_its_words(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in parts).strip()
    words = text.replace(PART, " ").replace(ITEM, " ").split()
    found = list(lines(text))
    assert " ".join(found).split() == words
    assert all(len(line) <= WIDTH or "!" in line for line in found)


def test_a_text_is_broken_between_parts_rather_than_within() -> None:
    text = "x" * 60 + PART + "y" * 50 + " z" * 10
    assert list(lines(text)) == ["x" * 60, "  " + "y" * 50 + " z" * 10]


def test_what_a_comment_says_neither_ends_it_nor_opens_a_string() -> None:
    assert comment('a "quoted" (*) word') == "a 'quoted' ( * ) word"
    assert list(sentence("one. (* two *)")) == ["(** one. ( * two * ) *)"]
