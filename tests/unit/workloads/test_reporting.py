"""What is said of workloads: every claim with what shows it, and nothing left out that is a claim."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from workload_halls import SETTINGS, written

from septum.diagnostics import Span
from septum.engines.cache import open_cache
from septum.engines.minimal.results import Capabilities, CapabilitySet, Necessity
from septum.engines.results import Verdict
from septum.engines.workloads.enumeration import enumerate_workload
from septum.engines.workloads.realised import Realised
from septum.engines.workloads.results import Cell, Disturbance, Enumeration, Standing
from septum.report.documents.workloads import enumeration_document, matrix_document
from septum.report.manual.workloads import workload_tables
from septum.report.workloads import enumeration_lines, matrix_lines, verdict_of_enumeration

SCHEMAS = Path(__file__).parents[3] / "src" / "septum" / "report" / "schemas"
SPAN = Span("desks.py", 3, 1)
NEED = Necessity(("share",), "load(bob)", SPAN, "store(alice)", ("holder(page) == alice",), Verdict.PROVED)
SEEN = Disturbance("submit", "alice", "drive", "drive(driver, f, zero)", "driver", "registers(f)", "batch", "zero")
CELLS = (
    Cell("inference", "whole", "0123456789ab", Standing.ISOLATED, run="inference_run", actions=129, obligations=7934),
    Cell(
        "inference", "served", "ba9876543210", Standing.OPEN, ("drive",), run="inference_run", actions=113,
        obligations=6324, disturbance=SEEN,
    ),
    Cell(
        "pipeline", "whole", "0123456789ab", Standing.MISSING, ("share",), "excluded.shared-memory",
        run="pipeline_run", actions=57, necessity=NEED,
    ),
    Cell("pipeline", "served", "ba9876543210", Standing.UNKNOWN, detail="no run with things of these names is known"),
)  # fmt: skip
BOB = "        self.{}(bob, desk, paper)"
ALICE = 'after her."""\n        self.{}(alice, desk, paper)'
EVENTFUL = (
    (BOB.format("write") + "\n        assert self.owner(desk) == bob", BOB.format("replace")),
    (ALICE.format("write"), ALICE.format("work")),
    ("    @workload\n", '''    def work(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """A guest works."""
        self.write(guest, desk, paper)

    def replace(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """Another works there."""
        self.work(guest, desk, paper)

    @workload
'''),
)  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Enumeration:
    """The desks of the tests, event by event."""
    model = written(*EVENTFUL)
    return enumerate_workload(Realised(model, model, model.workloads[0], "mine.py"), SETTINGS)


def valid(document: Any) -> None:
    """Check a document against the schema that it names."""
    schemas = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(SCHEMAS.glob("*.json"))]
    registry: Registry[Any] = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)
    name, version = document["schema"].removeprefix("septum/").split("/")
    schema = next(s for s in schemas if s["$id"] == f"urn:septum:{name}:{version}")
    assert set(document) == set(schema["required"])
    Draft202012Validator(schema, registry=registry).validate(json.loads(json.dumps(document)))


def test_a_capability_is_listed_with_the_first_event_that_does_not_happen_without_it(found: Enumeration) -> None:
    assert [(event.name, event.doc, set(event.capabilities)) for event in found.events] == [
        ("work", "A guest works.", {("switch_on",), ("wipe",), ("give",)}),
        ("replace", "Another works there.", {("take_back", "hand_over")}),
    ]
    assert found.unused == ("paint",)


def test_what_was_kept_is_of_this_very_workload(tmp_path: Path) -> None:
    settings = evolve(SETTINGS, cache=open_cache(tmp_path / "kept.sqlite"))
    first = written(*EVENTFUL)
    kept = enumerate_workload(Realised(first, first, first.workloads[0], "mine.py"), settings)
    again = enumerate_workload(Realised(first, first, first.workloads[0], "mine.py"), settings)
    assert again == kept
    other = written(*EVENTFUL, ("        self.hand_over(desk, bob)\n        self.write(bob, desk, paper)\n", ""))
    assert other.name == first.name and other.workloads[0].name == first.workloads[0].name
    changed = enumerate_workload(Realised(other, other, other.workloads[0], "mine.py"), settings)
    assert [one.witness for one in changed.capabilities.sets] == ["after_cleaning"]


def test_events_are_said_before_capabilities_and_alternatives_with_or(found: Enumeration) -> None:
    lines = enumeration_lines(found, 7, "the life of 7 tenants", False)
    assert lines == [
        "workload a_desk_serves_two, 7 tenants: 2 events need 4 of mine.py's 6",
        "  capabilities",
        "  work        switch_on wipe give",
        "  replace     take_back or hand_over",
        "not used      paint",
        "excluded      none",
        "at full size  the life of 7 tenants",
    ]
    assert verdict_of_enumeration(found) is Verdict.PROVED
    more = enumeration_lines(found, 7, "", True)
    assert sum("never write(" in " ".join(line.split()) for line in more) >= 3


def test_what_is_not_proved_to_be_needed_is_not_said_to_be(found: Enumeration) -> None:
    sets = (CapabilitySet(("give",), "after_cleaning", ("give",)),)
    open_ = Capabilities("w", SPAN, ("give", "wipe"), sets, (), False, "not proved to be needed: give")
    weak = evolve(found, capabilities=open_, events=())
    lines = enumeration_lines(weak, 1, "", True)
    assert "run with 1 of" in lines[0] and "undecided     not proved to be needed: give" in lines
    assert not any(line.startswith("smallest") for line in lines)
    assert verdict_of_enumeration(weak) is Verdict.UNKNOWN
    none = evolve(weak, capabilities=evolve(open_, sets=(), missing="no story"))
    lines = enumeration_lines(none, 1, "", False)
    assert "cannot run with" in lines[0] and "undecided     no story" in lines
    assert verdict_of_enumeration(none) is Verdict.UNKNOWN


def test_what_cannot_run_says_what_is_missing_and_the_proof(found: Enumeration) -> None:
    none = evolve(found, capabilities=evolve(found.capabilities, sets=(), complete=False), missing=("share",))
    lacking = evolve(none, exclusion="excluded.shared-memory", necessity=NEED)
    lines = enumeration_lines(lacking, 2, "", False)
    assert lines[0].startswith("workload a_desk_serves_two, 2 tenants: cannot run with mine.py's 6")
    assert "missing       share, left out by excluded.shared-memory" in lines
    assert "never load(bob) after store(alice)" in " ".join(" ".join(lines).split())
    assert verdict_of_enumeration(lacking) is Verdict.PROVED
    weak = evolve(lacking, necessity=evolve(NEED, verdict=Verdict.UNKNOWN, facts=()))
    assert verdict_of_enumeration(weak) is Verdict.UNKNOWN
    assert any(line.startswith("undecided     not proved") for line in enumeration_lines(weak, 2, "", False))
    valid(enumeration_document(lacking, "deploy.yaml", 2, "", 0))


def test_the_matrix_has_a_row_for_each_workload_and_a_word_in_each_cell() -> None:
    lines = matrix_lines(CELLS, {}, ("mig.l2-barrier",), False)
    assert lines[:3] == [
        "  workload   whole          served",
        "  inference  isolated       open drive",
        "  pipeline   missing share  unknown",
    ]
    assert lines[3].startswith("isolated: but for residual channels")


def test_all_shows_what_every_cell_rests_on() -> None:
    lines = matrix_lines(CELLS, {}, ("mig.l2-barrier",), True)
    text = " ".join(" ".join(line.split()) for line in lines)
    assert all(len(line) <= 80 for line in lines)
    assert "isolated: 129 actions of inference_run run it, all 7,934 obligations are proved" in text
    assert (
        "drive(driver, f, zero) by driver changes registers(f) from batch to zero, which no view of alice shows" in text
    )
    assert "missing share, left out by excluded.shared-memory: with it 57 actions of pipeline_run run it" in text
    assert "without share never load(bob) after store(alice), since always holder(page) == alice" in text
    assert "unknown: no run with things of these names is known" in text
    assert "residual mig.l2-barrier" in text


def test_documents_are_as_their_schemas_say(found: Enumeration) -> None:
    valid(enumeration_document(found, "deploy.yaml", 7, "run", 0))
    valid(matrix_document(CELLS, ("mig.l2-barrier",), 3))


def test_the_manual_has_every_cell_and_every_event(found: Enumeration) -> None:
    page = workload_tables(CELLS, (found,))
    assert "| `inference` | isolated | open drive |" in page
    assert "| `replace` | Another works there. | `take_back` or `hand_over` |" in page
    assert "No workload needs these capabilities of `mine.py`: `paint`." in page
