"""The stories of the specification, the tutorial models, and mistakes made in either."""

from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.spec.load import load_profile
from septum.spec.model import ExampleCall, GuardKind, Model, Outcome

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "src" / "septum" / "models"
TUTORIAL = sorted((ROOT / "examples").glob("*.py"))


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- stories


def test_every_step_runs_in_a_story(minimal: Model) -> None:
    """A core that does nothing isolates perfectly; only stories notice."""
    ran = {
        c.step
        for e in minimal.examples
        for c in e.script
        if isinstance(c, ExampleCall) and c.expected is Outcome.DONE
    }  # fmt: skip
    assert ran == {s.name for s in minimal.steps}


def test_every_refusal_is_met_in_a_story(minimal: Model) -> None:
    met = {
        f"{c.step}.{c.status}"
        for e in minimal.examples
        for c in e.script
        if isinstance(c, ExampleCall) and c.expected is Outcome.REFUSED
    }
    assert {g.identifier for _, g in minimal.guards() if g.status and g.kind is GuardKind.REFUSE} <= met


def test_attacks_leave_something_out_and_other_stories_do_not(minimal: Model) -> None:
    attacks = [e for e in minimal.examples if e.leak]
    assert len(attacks) >= 7
    for story in minimal.examples:
        assert bool(story.without) is story.leak, story.name
        assert story.doc.endswith("."), story.name


def test_the_attack_of_the_advisory_is_told(minimal: Model) -> None:
    (attack,) = [e for e in minimal.examples if "CVE-2026-24197" in e.doc]
    assert attack.without == ("RoutesAreSetBeforeBind",)
    assert minimal.assumption("gpu.routing-before-bind").source == "CVE-2026-24197"


# --- tutorial models


@pytest.mark.parametrize("path", TUTORIAL, ids=relative)
def test_a_tutorial_model_loads_and_tells_a_story(path: Path) -> None:
    model = load_profile(str(path))
    assert model.examples
    assert [p.name for p in model.properties] == ["Isolation"]


def test_the_leaky_allocator_differs_from_the_benign_one_in_who_asks_and_what_is_answered() -> None:
    leaky = load_profile(str(ROOT / "examples" / "leaky_allocator.py")).step("take_page")
    benign = load_profile(str(ROOT / "examples" / "benign_allocator.py")).step("grow")
    assert leaky.actor.parameter is not None and leaky.returns is not None
    assert benign.actor.principal == "Manager" and benign.returns is None


# --- mistakes in them are found


@pytest.mark.parametrize(
    ("file", "right", "wrong", "named"),
    [
        ("memory.py", "unless=self.lent(page))", "unless=self.lend(page))", "lend"),
        ("memory.py", "self.lent(page) and self.holder(page) == guest", "self.lent(guest)", "Page"),
        ("translation.py", "unless=self.invalidated(page))", "when=any(self.tlb[:, :, :, page, :, :]))", "tlb"),
        ("instances.py", "self.used[instance] = True", "self.mig.vram[instance] = True", "Slice"),
    ],
    ids=["a step for a relation", "a guest for a page", "a TLB read by the core", "an instance for a slice"],
)
def test_a_mistake_in_the_profile_is_reported_where_it_is(file: str, right: str, wrong: str, named: str) -> None:
    text = (MODELS / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    with pytest.raises(InputError) as caught:
        load_profile("minimal", {file: text.replace(right, wrong)})
    line = text[: text.index(right)].count("\n") + 1
    assert any(d.span and d.span.line == line and named in d.message for d in caught.value.diagnostics)
