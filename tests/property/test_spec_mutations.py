"""Whatever becomes of a specification's text: a model or diagnostics, never another exception."""

import io
import random
import tokenize
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.model import Model

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "examples" / "gossip.py", ROOT / "examples" / "leaky_allocator.py"]
FILES += sorted((ROOT / "tests" / "cases").glob("SEP-SPEC-*/ok-*.py"))
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]
ISOLATION = (ROOT / "src" / "septum" / "models" / "isolation.py").read_text(encoding="utf-8")


def loaded(text: str) -> Model | InputError:
    """What loading says; both outcomes must be fit to be shown."""
    try:
        model = load_profile("mutant.py", {"mutant.py": text})
    except InputError as error:
        lines = render(error)
        assert lines[-1].endswith("nothing was run")
        assert all(d.code.startswith("SEP-SPEC-") for d in error.diagnostics)
        assert all(d.span is not None and (d.span.line == 0 or d.span.column >= 1) for d in error.diagnostics)
        return error
    assert model_digest(model)
    return model


def tokens(text: str) -> list[str]:
    """The text in pieces: names, signs, and the blanks between them."""
    pieces: list[str] = []
    lines = text.splitlines(keepends=True)
    line, column = 1, 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        (row, start), (end_row, end) = token.start, token.end
        while line < row:
            pieces.append(lines[line - 1][column:])
            line, column = line + 1, 0
        if line == row and start > column:
            pieces.append(lines[line - 1][column:start])
        if token.string:
            pieces.append(token.string)
        line, column = end_row, end
    return [piece for piece in pieces if piece]


def mutate(pieces: list[str], chance: random.Random, times: int) -> str:
    """Delete, double, swap or exchange pieces."""
    pieces = list(pieces)
    for _ in range(times):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.choice(("delete", "double", "swap", "copy")):
            case "delete":
                del pieces[one]
            case "double":
                pieces.insert(one, pieces[one])
            case "swap":
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case _:
                pieces[one] = pieces[other]
        if not pieces:
            break
    return "".join(pieces)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(TEXTS) - 1), st.integers(0, 2**32), st.integers(1, 3))
def test_tokens_at_random(which: int, seed: int, times: int) -> None:
    loaded(mutate(tokens(TEXTS[which]), random.Random(seed), times))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(TEXTS) - 1), st.integers(0, 2**32), st.integers(1, 4))
def test_lines_at_random(which: int, seed: int, times: int) -> None:
    loaded(mutate(TEXTS[which].splitlines(keepends=True), random.Random(seed), times))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_the_property_at_random(seed: int, times: int) -> None:
    text = mutate(tokens(ISOLATION), random.Random(seed), times)
    try:
        load_profile(str(FILES[0]), {"isolation.py": text})
    except InputError as error:
        assert render(error)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(TEXTS) - 1), st.integers(0, 10_000), st.text(max_size=8))
@example(0, 0, "\0")
@example(0, 0, "\ud800")
@example(0, 0, "\ufeff")
@example(0, 9, "\r")
@example(0, 9, "\x0c")
def test_any_text_anywhere(which: int, place: int, inserted: str) -> None:
    text = TEXTS[which]
    place %= len(text)
    loaded(text[:place] + inserted + text[place:])


def test_the_pieces_are_the_text() -> None:
    for text in TEXTS:
        assert "".join(tokens(text)) == text


def test_texts_are_models_before_they_are_changed() -> None:
    for text in TEXTS:
        assert isinstance(loaded(text), Model)
