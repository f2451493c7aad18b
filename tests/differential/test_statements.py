"""Both statements of isolation judge every model alike, but for the differences that are listed and explained.

`SEPTUM_STATEMENTS=all` compares every part of the shipped profile, not one in so many.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from cores import core
from judging import ask
from statements import FACTS, Judging, about_facts, about_isolation, differences, in_runs

from septum.engines.minimal.parts import Part, less_update, parts_of
from septum.engines.reach.compare import Agreement, bench, compare, weakened
from septum.engines.reach.statement import reach_obligations
from septum.engines.settings import Settings
from septum.obligations import generate
from septum.smt.query import Answer
from septum.spec.load import load_profile
from septum.spec.model import Model, without

ROOT = Path(__file__).parents[2]
EXAMPLES = [ROOT / "examples" / f"{name}.py" for name in ("benign_allocator", "gossip", "leaky_allocator")]
LEAKY = sorted((ROOT / "src" / "septum" / "models" / "leaky").glob("o_*.py"))
OWN = sorted((ROOT / "tests" / "differential" / "models").glob("*.py"))
_SETTINGS = Settings(workers=1, solvers=("z3",))
_ONE_IN = 1 if os.environ.get("SEPTUM_STATEMENTS") == "all" else 15


def _name(file: Path) -> str:
    return file.stem


# --- whole models


@pytest.mark.parametrize("file", OWN, ids=_name)
def test_a_model_that_two_runs_prove_is_open_by_reach_only_where_that_is_explained(file: Path) -> None:
    model = load_profile(str(file))
    judging = Judging()
    assert judging.open_by_runs(model) == []
    explained = [d for d in differences() if (d.model, d.part) == (file.stem, "")]
    assert about_isolation(judging.open_by_reach(model)) == {name for d in explained for name in d.open}
    assert not explained or explained[0].because


def test_every_difference_is_of_a_model_that_is_compared() -> None:
    assert {d.model for d in differences()} <= {file.stem for file in (*OWN, *EXAMPLES)} | {"minimal"}


@pytest.mark.parametrize("file", EXAMPLES, ids=_name)
def test_the_examples_are_judged_alike_step_by_step(file: Path) -> None:
    """The second statement leaves open just what the first does, each by its own obligation."""
    model = load_profile(str(file))
    judging = Judging()
    assert in_runs(judging.open_by_reach(model)) == {o.identifier for o in judging.open_by_runs(model)}


@pytest.mark.parametrize("file", LEAKY, ids=_name)
def test_a_leaky_model_is_refuted_by_the_counterpart_of_the_obligation_that_it_is_for(file: Path) -> None:
    model = load_profile(str(file))
    judging = Judging()
    runs, reach = judging.open_by_runs(model), judging.open_by_reach(model)
    assert {o.clause for o in runs} == {file.stem}
    assert in_runs(reach) == {o.identifier for o in runs}


# --- parts


def _parts(model: Model) -> Iterator[tuple[str, Model]]:
    for part in parts_of(model):
        yield part.identifier, weakened(model, part)
    for step in model.active_steps():
        for number in range(len(step.updates)):
            yield f"{step.name} update {number}", less_update(model, step.name, number)


def _less_broken_facts(model: Model, judging: Judging) -> Model:
    """The model without invariants that are not kept; both statements ask the same of them."""
    while True:
        open_ = judging.open_by_runs(model)
        broken = {o.target for o in open_ if o.clause in FACTS}
        assert broken == {o.target for o in judging.open_by_reach(model) if o.clause in ("r_init", "r_inv")}
        if not broken:
            return model
        model = without(model, *broken)


@pytest.mark.parametrize("file", EXAMPLES, ids=_name)
def test_every_part_of_an_example_is_needed_by_both_statements_or_by_neither(file: Path) -> None:
    model = load_profile(str(file))
    explained = {d.part for d in differences() if d.model == file.stem}
    judging = Judging()
    found: Counter[bool] = Counter()
    unlike: set[str] = set()
    for name, weak in _parts(model):
        rest = _less_broken_facts(weak, judging)
        refuted = bool(judging.open_by_runs(rest))
        found[refuted] += 1
        if refuted != bool(judging.open_by_reach(rest)):
            unlike.add(name)
    assert unlike == explained
    assert file.stem != "benign_allocator" or min(found.values()) > 2, found


def test_a_comparison_says_what_each_statement_leaves_open_of_a_weakened_model() -> None:
    model = load_profile(str(ROOT / "examples" / "benign_allocator.py"))
    judged = bench(model, _SETTINGS)
    assert judged.open_ == ()
    parts = {part.identifier: part for part in parts_of(model)}
    told, taken = (compare(judged, name, weakened(model, parts[name])) for name in ("grow.GROWN", "shrink.NO_PAGE"))
    assert (told.agreement, told.runs, told.reach) == (
        Agreement.REFUTED,
        ("grow/o_write/own_pages", "grow/o_write/content_of_own_pages"),
        ("grow/r_write/own_pages", "grow/r_write/content_of_own_pages"),
    )
    assert taken.lost
    assert compare(judged, "nothing", model).agreement is Agreement.PROVED


def _steps_touched(model: Model, weak: Model) -> list[str]:
    before = {step.name: step for step in model.active_steps()}
    return [s.name for s in weak.active_steps() if before.get(s.name) is not s]


def test_losses_of_the_shipped_profile_are_judged_alike_in_the_steps_that_they_touch() -> None:
    model = load_profile("minimal")
    judging = Judging()
    found: Counter[str] = Counter()
    unlike: set[str] = set()
    for part in _every(parts_of(model), _ONE_IN):
        weak = weakened(model, part)
        touched = _steps_touched(model, weak)
        if not touched:
            continue
        runs, reach = judging.open_by_runs(weak, *touched), judging.open_by_reach(weak, *touched)
        assert about_facts(reach) == about_facts(runs), part.identifier
        if bool(about_isolation(runs)) != bool(about_isolation(reach)):
            unlike.add(part.identifier)
        found["refuted" if runs else "proved"] += 1
    assert unlike <= {d.part for d in differences() if d.model == "minimal"}
    assert found["refuted"] > 5, found


def _every(parts: tuple[Part, ...], one_in: int) -> list[Part]:
    return [part for number, part in enumerate(parts) if number % one_in == 7 % one_in]


# --- random models


@pytest.mark.parametrize("seed", [2, 3, *range(60, 64)])
def test_what_two_runs_refute_is_not_proved_by_reach(seed: int) -> None:
    """Obligation by obligation: each of the first statement follows from its counterpart."""
    model = core(seed)
    judged: dict[tuple[str | None, str, str | None], bool] = {}
    for obligation in reach_obligations(model, Judging().claims):
        (name,) = in_runs([obligation]) or {""}
        judged[obligation.step, name.split("/", 1)[-1] if obligation.step else name, obligation.observer] = (
            ask(obligation).answer is Answer.FOLLOWS
        )
    for obligation in generate(model):
        if ask(obligation).answer is Answer.FAILS:
            entry = obligation.identifier.split("/", 1)[-1] if obligation.step else obligation.identifier
            steps = {obligation.step, obligation.other_step or obligation.step}
            proofs = [judged.get((step, entry, obligation.observer)) for step in steps]
            assert False in proofs, (seed, obligation.identifier)
