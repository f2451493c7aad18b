"""The specification itself: what every file of `models/` and every tutorial model must be."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from septum import language
from septum.logic import Term
from septum.logic.walk import subterms
from septum.spec.load import load_profile
from septum.spec.model import FactKind, GuardKind, Model

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "src" / "septum" / "models"
FILES = sorted(p for p in MODELS.rglob("*.py") if p.name != "__init__.py")
TUTORIAL = sorted((ROOT / "examples").glob("*.py"))
KINDS = {"hardware", "configuration", "contract", "exclusion"}


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sorts_in(term: Term) -> set[str]:
    return {t.sort.name for t in subterms(term)}


# --- files


@pytest.mark.parametrize("path", [*FILES, *TUTORIAL], ids=relative)
def test_a_specification_file_is_short_and_says_what_it_is_about(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the file says nothing of itself"
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            assert ast.get_docstring(node), f"class {node.name} has no sentence"


@pytest.mark.parametrize("path", [*FILES, *TUTORIAL], ids=relative)
def test_importing_a_specification_by_mistake_does_no_harm(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if path.is_relative_to(MODELS):
        name = ".".join(("septum", "models", *path.relative_to(MODELS).with_suffix("").parts))
    else:
        monkeypatch.syspath_prepend(str(path.parent))
        name = path.stem
    importlib.import_module(name)


def test_every_word_of_the_language_is_explained() -> None:
    words = [n for n, w in vars(language).items() if getattr(w, "__module__", "") == language.__name__]
    public = [n for n in words if not n.startswith("_") and len(n) > 1]
    assert len(public) > 50
    assert [n for n in public if not inspect.getdoc(getattr(language, n))] == []


# --- the property


def test_every_obligation_says_what_holds_and_what_may_happen_otherwise(minimal: Model) -> None:
    (isolation,) = minimal.properties
    names = [c.name for c in isolation.clauses]
    assert names == [
        "o_init", "o_inv", "o_start", "o_write", "o_own", "o_reply", "o_status", "o_told", "o_birth",
    ]  # fmt: skip
    for clause in isolation.clauses:
        holds, otherwise = clause.doc.split("\n\n")
        assert re.fullmatch(r"[A-Z][^.]*\.", holds), clause.name
        assert re.fullmatch(r"Otherwise [^.]*\.", " ".join(otherwise.split())), clause.name


def test_a_birth_supposes_no_equal_views(minimal: Model) -> None:
    """Else what a former guest of the name has left would count as known to the new one."""
    (birth,) = [c for c in minimal.properties[0].clauses if c.name == "o_birth"]
    assert [w.word for w in birth.supposes] == ["begins", "begins"]


# --- the minimal profile


def test_the_profile_claims_isolation_of_guests_and_manager(minimal: Model) -> None:
    assert [(o.name, o.sort is not None) for o in minimal.observers] == [("Guest", True), ("Manager", False)]
    assert [p.name for p in minimal.properties] == ["Isolation"]
    assert minimal.axioms == ()


def test_what_the_profile_does_not_cover_is_excluded_by_name(minimal: Model) -> None:
    """Nothing is left out silently: each part of the world that is not in the model is an assumption."""
    assert minimal.not_covered == ()
    excluded = {a.identifier for a in minimal.assumptions if a.kind == "exclusion"}
    assert {"excluded.timing", "excluded.speculation", "excluded.denial-of-service", "excluded.overcommit"} <= excluded


def test_properties_beside_isolation_are_claimed(minimal: Model) -> None:
    claimed = {f.name for f in minimal.invariants if f.kind is FactKind.ALWAYS}
    assert {"a_cpu_runs_one_vcpu", "only_running_guests_are_on_a_cpu", "instances_do_not_overlap"} <= claimed
    assert {"a_frame_is_lent_once", "the_core_lends_nothing_of_its_own", "an_instance_has_one_function"} <= claimed
    assert all(f.doc for f in minimal.invariants if f.kind is FactKind.ALWAYS)


def test_every_assumption_is_used_and_can_be_looked_up(minimal: Model) -> None:
    identifiers = [a.identifier for a in minimal.assumptions]
    assert len(set(identifiers)) == len(identifiers)
    assert {a.name for a in minimal.assumptions} == set(minimal.assumes)
    used = {g.assumption for _, g in minimal.guards() if g.kind is GuardKind.DUTY}
    used |= {s.unless for s in minimal.steps}
    for assumption in minimal.assumptions:
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", assumption.identifier)
        assert assumption.kind in KINDS
        assert assumption.sentence.endswith(".") and "\n" not in assumption.sentence
        assert assumption.source
        assert assumption.repair or assumption.kind == "exclusion", f"what to do about {assumption.name}?"
        assert (assumption.name in used) is (assumption.reason is None), f"nothing depends on {assumption.name}"


def test_each_file_of_assumptions_has_one_of_its_name() -> None:
    for path in MODELS.glob("assumptions/*.py"):
        classes = [n.name for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.ClassDef)]
        if path.name != "__init__.py":
            assert classes == ["".join(word.capitalize() for word in path.stem.split("_"))]


def test_a_contract_clause_is_no_check_of_the_core(minimal: Model) -> None:
    """Steps that a broken contract makes possible bypass the core's records, so that its checks cannot stand in."""
    adverse = [s for s in minimal.steps if s.unless and s.by == "Driver"]
    assert {s.name for s in adverse} == {"rewire", "share"}
    for step in adverse:
        assert {s.home for w in step.writes for s in minimal.symbols if s.symbol == w} == {"hardware"}


def test_an_adverse_step_runs_only_where_its_assumption_is_given_up(minimal: Model) -> None:
    adverse = [s for s in minimal.steps if s.unless]
    assert len(adverse) >= 18
    assert not {s.name for s in adverse} & {s.name for s in minimal.active_steps()}
    assert {s.unless for s in adverse} <= set(minimal.assumes)


def test_no_view_of_a_guest_names_a_frame_or_a_slice(minimal: Model) -> None:
    """Which frame or slice was picked is another's business; a view by frame number cannot be proved."""
    views = [v for v in minimal.views if v.principal == "Guest"]
    assert len(views) >= 20
    for view in views:
        assert not {p.sort.name for p in view.parameters} & {"Frame", "Slice"}, view.name
        assert not {c.value.sort.name for c in view.values} & {"Frame", "Slice"}, view.name


def test_no_news_to_a_guest_carry_a_frame_or_a_slice(minimal: Model) -> None:
    tells = [t for s in minimal.steps for t in s.tells if t.principal is None]
    assert len(tells) >= 25
    assert not [t.identifier for t in tells if {c.value.sort.name for c in t.carries} & {"Frame", "Slice"}]


def test_no_guest_step_tells_the_manager_anything(minimal: Model) -> None:
    """The downgrade set of this profile is empty."""
    assert [t.identifier for s in minimal.steps if s.actor.parameter is not None for t in s.tells] == []


CACHES = ("Tlb.tlb", "Iommu.iotlb", "Iommu.writes", "Iommu.reads", "Ats.device_tlb")


@pytest.mark.parametrize("name", CACHES)
def test_what_remembers_translations_remembers_frames(minimal: Model, name: str) -> None:
    """Keyed by the loan alone, a page moved to another frame without a flush would be proved."""
    (cache,) = [s for s in minimal.symbols if s.symbol.name == name]
    assert "Frame" in [s.name for s in cache.symbol.domain]


@pytest.mark.parametrize(
    "name",
    ["load", "store", "fetch", "load_register", "store_register", "store_vector", "gpu_load", "gpu_store",
     "use_local_memory", "dma_write", "dma_read", "land_write", "land_read", "write_translated", "read_translated"],
)  # fmt: skip
def test_an_access_goes_to_the_frame_that_is_remembered(minimal: Model, name: str) -> None:
    (choice,) = [g for g in minimal.step(name).guards if g.kind is GuardKind.CHOOSE]
    assert "Frame" in sorts_in(choice.condition)


def test_take_back_has_the_checks_of_three_files(minimal: Model) -> None:
    guards = [(g.status, Path(str(g.span.file)).name) for g in minimal.step("take_back").guards]
    assert guards == [
        ("NOT_LENT", "memory.py"),
        ("NOT_INVALIDATED", "translation.py"),
        ("NOT_IO_INVALIDATED", "dma.py"),
    ]
