"""The manual of a profile says what its specification says: nothing is missing, every link leads somewhere."""

import re
from pathlib import Path

import pytest
from attrs import evolve

from septum.report.manual import manual_pages
from septum.report.manual.markup import page_name, remark, source_text, table
from septum.report.manual.steps import facts_of, views_of
from septum.spec.load import load_profile
from septum.spec.model import Model

MODELS = Path(__file__).parents[1] / "models"
_LINK = re.compile(r"\]\(#([a-z0-9-]+)\)")
_TARGET = re.compile(r"^\(([a-z0-9-]+)\)=$", re.MULTILINE)


@pytest.fixture(scope="module", params=["lockers", "doorbells", "trusting"])
def model(request: pytest.FixtureRequest) -> Model:
    return load_profile(str(MODELS / f"{request.param}.py"))


def section(pages: dict[str, str], page: str, name: str) -> str:
    """The part of a page from the target of `name` to the next target or heading of the page."""
    _, _, rest = pages[page].partition(f"({name})=\n")
    return re.split(r"^\(|^## ", rest, flags=re.MULTILINE)[0]


def test_every_part_of_the_profile_has_its_place(model: Model) -> None:
    targets = {found for text in manual_pages(model).values() for found in _TARGET.findall(text)}
    named = [
        *(("step", step.name) for step in model.steps),
        *(("view", view.name) for view in model.views),
        *(("fact", fact.name) for fact in (*model.initially, *model.axioms, *model.invariants)),
        *(("symbol", declared.symbol.name) for declared in model.symbols),
        *(("concern", concern.name) for concern in model.concerns),
        *(("assumption", model.assumption(name).identifier) for name in model.assumes),
    ]
    wanted = {f"{kind}-{name}".lower().replace(".", "-").replace("_", "-") for kind, name in named}
    assert targets == wanted
    assert len(wanted) == len(named)


def test_every_link_leads_to_a_place(model: Model) -> None:
    pages = manual_pages(model)
    targets = {found for text in pages.values() for found in _TARGET.findall(text)}
    linked = {found for text in pages.values() for found in _LINK.findall(text)}
    assert linked
    assert not linked - targets


def test_a_step_is_told_with_its_checks_effects_news_views_and_facts() -> None:
    model = load_profile(str(MODELS / "lockers.py"))
    text = section(manual_pages(model), "lockers.md", "step-assign")
    step = model.step("assign")
    for guard in step.guards:
        assert f": `{guard.status}`: {guard.why} (`{guard.span.short}`)" in text
    assert "`ASSIGNED` to Guest: `locker inside(locker)`" in text
    assert "capability, asked by Manager" in text
    assert [line for line in text.splitlines() if "self.owner[locker] = guest" in line]
    for view in ("own-lockers", "inside-own-lockers"):
        assert f"#view-{view})" in text
    for fact in ("owned-lockers-are-sealed", "counted-lockers-are-owned", "sealed-lockers-have-an-owner"):
        assert f"#fact-{fact})" in text
    assert "waits" not in text
    assert "when its turn comes is timing" in section(manual_pages(model), "lockers.md", "step-put")


def test_what_a_step_does_not_write_is_not_said_to_be_kept_or_shown_by_it() -> None:
    model = load_profile(str(MODELS / "lockers.py"))
    assert [fact.name for fact in facts_of(model.step("count"), model)] == ["counted_lockers_are_owned"]
    assert views_of(model.step("count"), model) == []
    assert [view.name for view in views_of(model.step("put"), model)] == ["inside_own_lockers"]


def test_an_adverse_step_and_a_duty_name_their_assumption_and_are_named_by_it() -> None:
    pages = manual_pages(load_profile(str(MODELS / "trusting.py")))
    assert "only if\n: [`drawers.locked`](#assumption-drawers-locked) fails" in section(
        pages, "drawers.md", "step-slide"
    )
    happens, _, only_then = pages["drawers.md"].partition("## What happens only where an assumption fails")
    assert "(step-clean)=" in happens and "(step-slide)=" in only_then
    assert "owed\n: [`cleaners.look-away`]" in section(pages, "drawers.md", "step-clean")
    register = pages["assumptions.md"]
    assert "[`slide`](#step-slide) happens" in register
    assert "[`clean`](#step-clean) owes it no longer" in register
    assert "because\n: The model has no clock." in register
    assert "doors.quiet" not in register
    assert "only if\n: `doors.quiet` fails" in section(pages, "drawers.md", "step-knock")


def test_what_changes_in_the_specification_changes_in_the_manual() -> None:
    model = load_profile(str(MODELS / "lockers.py"))
    pages = manual_pages(model)
    fewer = evolve(model, invariants=model.invariants[1:], not_covered=("the hall",))
    other = manual_pages(fewer)
    assert {name for name in pages if pages[name] != other[name]} == {"index.md", "invariants.md", "lockers.md"}
    assert "- the hall" in other["index.md"] and "Not covered" not in pages["index.md"]


def test_an_invariant_without_a_sentence_is_told_by_its_text() -> None:
    page = manual_pages(load_profile(str(MODELS / "lockers.py")))["invariants.md"]
    assert "| `implies(self.counted(locker), self.owned(locker))` |" in page
    assert "| Nothing is sealed that nobody has. |" in page


def test_the_property_stands_first_in_words() -> None:
    model = load_profile(str(MODELS / "lockers.py"))
    text = manual_pages(model)["index.md"]
    claimed, policy, things = (text.index(f"## {title}") for title in ("What is claimed", "Who is told what", "Things"))
    assert claimed < policy < things
    for clause in model.properties[0].clauses:
        assert f"| `{clause.name}` |" in text[claimed:policy]
    assert "- Nothing is sealed that nobody has." in text[claimed:policy]


def test_tables_keep_their_columns_whatever_stands_in_them() -> None:
    assert table(("a", "b"), [("x|y", "")]) == ["| a | b |", "| --- | --- |", "| x\\|y |   |", ""]
    assert table(("a",), []) == []


def test_the_remark_behind_a_declaration_is_told() -> None:
    model = load_profile(str(MODELS / "lockers.py"))
    owned = next(d for d in model.symbols if d.symbol.name == "Lockers.owned")
    line = model.sources[owned.span.file].split("\n")[owned.span.line - 1]
    sources = {owned.span.file: model.sources[owned.span.file].replace(line, f"{line}  # for ever")}
    assert remark(owned.span, model.sources) == ""
    assert remark(owned.span, sources) == "for ever"


def test_an_expression_over_several_lines_is_told_in_one() -> None:
    model = load_profile(str(MODELS / "doorbells.py"))
    fact = next(f for f in model.initially if f.name == "all_is_quiet")
    text = source_text(fact.body.span, model.sources)
    assert text.startswith("not any(self.owned[:]) and not any(self.listens") and "\n" not in text
    assert source_text(None, model.sources) == "" and source_text(fact.body.span, {}) == ""


def test_a_concern_that_is_called_like_another_page_hides_nothing() -> None:
    assert page_name("DeviceMemory") == "device-memory"
    assert page_name("Assumptions") == "concern-assumptions"
