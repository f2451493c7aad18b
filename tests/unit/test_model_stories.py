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
    assert ran == {s.name for s in minimal.active_steps()}


def test_every_refusal_is_met_in_a_story(minimal: Model) -> None:
    met = {
        f"{c.step}.{c.status}"
        for e in minimal.examples
        for c in e.script
        if isinstance(c, ExampleCall) and c.expected is Outcome.REFUSED
    }
    assert {g.identifier for _, g in minimal.guards() if g.status and g.kind is GuardKind.REFUSE} <= met


def test_stories_are_of_the_profile_as_it_is_and_attacks_leave_something_out(minimal: Model) -> None:
    for story in minimal.examples:
        assert bool(story.without) is story.leak, story.name
        assert story.doc.endswith("."), story.name
    assert any(not story.leak for story in minimal.examples)


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
        ("memory.py", "when=self.is_lent(frame))", "when=self.lend(frame))", "lend"),
        ("memory.py", "self.lent(page) and self.holder(page) == guest", "self.lent(guest)", "Page"),
        ("instances.py", "when=any(self.bound[:, instance]))", "when=any(self.mig.serves[:, instance]))", "serves"),
        ("instances.py", "self.renewed[instance] = True", "self.mig.vram[instance] = True", "Slice"),
    ],
    ids=["a step for a relation", "a guest for a page", "a GPU read by the core", "an instance for a slice"],
)
def test_a_mistake_in_the_profile_is_reported_where_it_is(file: str, right: str, wrong: str, named: str) -> None:
    text = (MODELS / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    with pytest.raises(InputError) as caught:
        load_profile("minimal", {file: text.replace(right, wrong)})
    line = text[: text.index(right)].count("\n") + 1
    assert any(d.span and d.span.line == line and named in d.message for d in caught.value.diagnostics)
