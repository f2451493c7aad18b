"""The register and the explanation of an assumption say what the specification says."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.results import Bearing, Verdict, Weight
from septum.report.assumptions import assumption_lines, assumption_texts, short_source
from septum.report.documents.specification import assumptions_document
from septum.spec.load import load_profile

MODEL = load_profile(str(Path(__file__).parents[1] / "models" / "trusting.py"))


def texts(identifier: str, bearing: Bearing | None = None) -> dict[str, str]:
    return dict(assumption_texts(MODEL.assumption(identifier), MODEL, bearing))


def test_the_register_has_a_row_for_each_and_counts_them() -> None:
    lines = assumption_lines(MODEL, False)
    rows = [line.split() for line in lines[1:5]]
    assert [row[:3] for row in rows] == [
        ["drawers.locked", "hardware", "yes"],
        ["cleaners.look-away", "contract", "no"],
        ["drawers.not-counted", "exclusion", "no"],
        ["time.free", "exclusion", "no"],
    ]
    assert lines[5:] == [
        "not assumed   doors.quiet",
        "4: 1 hardware, 1 contract, 2 exclusion; 1 with a host check",
    ]


def test_tables_have_the_short_form_of_a_source() -> None:
    assert short_source(MODEL.assumption("drawers.locked")) == "XSA-1"
    assert short_source(MODEL.assumption("cleaners.look-away")) == "the contract"


def test_the_document_says_what_each_absence_allows_and_why_the_others_stand_there() -> None:
    rows = {row["id"]: row for row in assumptions_document(MODEL)["assumptions"]}  # type: ignore[index,union-attr]
    adverse = {name: [(a["step"], a["kind"]) for a in row["adverse"]] for name, row in rows.items()}
    assert adverse == {
        "drawers.locked": [("slide", "step")],
        "cleaners.look-away": [("clean", "duty")],
        "drawers.not-counted": [("count", "step")],
        "time.free": [],
        "doors.quiet": [("knock", "step")],
    }
    assert [name for name, row in rows.items() if row["reason"]] == ["time.free"]
    assert [name for name, row in rows.items() if not row["assumed"]] == ["doors.quiet"]


def test_an_assumption_is_explained_by_the_step_that_it_excludes() -> None:
    found = texts("drawers.locked")
    assert found["assumption"].startswith("No drawer opens by itself (hardware, XSA-1: drawers")
    assert found["without it"].endswith(": what lies in one drawer comes to lie in another")
    assert found["on a host"] == "pull at each" and found["to repair"] == "Lock them."


def test_a_duty_is_explained_by_the_line_that_owes_it() -> None:
    said = texts("cleaners.look-away")["without it"]
    line = next(n for n, text in enumerate(MODEL.sources[MODEL.span.file].split("\n"), 1) if "duty(Cleaners" in text)
    assert said == f"clean, trusting.py:{line}, owes it no longer: put everything in its place"


@pytest.mark.parametrize(
    ("bearing", "text"),
    [
        (
            Bearing("x", Weight.NEEDED, Verdict.VIOLATED, 17, 5, True, True, "read", "bob", "alice"),
            "5 steps, bob to alice (read, two runs, replayed); used in 17 obligations",
        ),
        (
            Bearing("x", Weight.NEEDED, Verdict.VIOLATED, 1, 1, False, True, "always", None, "nobody"),
            "1 step (always, replayed); used in 1 obligation",
        ),
        (
            Bearing("x", Weight.FUNCTIONAL, Verdict.PROVED, 0),
            "none: isolation is proved without it; used in 0 obligations",
        ),
        (
            Bearing("x", Weight.UNDECIDED, Verdict.UNKNOWN, 2),
            "no run was found, and no proof without it; used in 2 obligations",
        ),
    ],
)
def test_an_attack_is_told_in_one_line(bearing: Bearing, text: str) -> None:
    assert texts("drawers.locked", bearing)["attack"] == text


def test_an_assumption_with_a_reason_has_no_attack() -> None:
    found = texts("time.free")
    assert found["because"] == "The model has no clock."
    assert not {"attack", "shown by", "without it"} & found.keys()


def test_one_that_is_not_made_names_no_command_that_would_fail() -> None:
    found = texts("doors.quiet")
    assert "does not assume it" in found["here"] and "shown by" not in found
    made = evolve(MODEL, assumes=(*MODEL.assumes, "NobodyKnocks"))
    assert "shown by" in dict(assumption_texts(made.assumption("doors.quiet"), made, None))
