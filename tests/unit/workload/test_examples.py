"""The deployments that ship as examples: the sound ones hold, each broken twin is reported at its one mistake."""

import re
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.workload import (
    Finding,
    Standing,
    allocate,
    placement,
    read_deployment,
    residual_channels,
    run_lifecycle,
    side_conditions,
    summarise,
)

EXAMPLES = Path(__file__).parents[3] / "examples"
SOUND = sorted(EXAMPLES.glob("*.yaml"))
BROKEN = sorted((EXAMPLES / "broken").glob("*.yaml"))
TODAY = date(2026, 11, 21)

# No line of their own: what is missing is reported where its section begins, or at the GPU that lacks functions.
_OF_A_SECTION = {"missing-key", "bare-metal-mig"}
_SHARED = {"time-sliced", "pipeline"}


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def _stem(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", SOUND, ids=_stem)
def test_every_side_condition_of_a_sound_example_holds(file: Path, minimal: Model) -> None:
    deployment = read_deployment(str(file))
    allocation = allocate(deployment)
    life = run_lifecycle(minimal, deployment, allocation)
    conditions = side_conditions(deployment, allocation, life)
    shared = {"sharing.none"} if file.stem in _SHARED else set()
    assert {c.identifier for c in conditions if c.verdict is Finding.SHARED} == shared
    others = [c for c in conditions if c.identifier not in shared]
    assert {c.identifier: c.found for c in others if c.verdict is not Finding.HOLDS} == {}
    assert len({c.identifier for c in conditions}) == len(conditions) == 20
    assert [phase for phase, _ in life.phases] == ["boot", "serve", f"replace {life.replaced}"]
    assert life.steps == sum(number for _, number in life.phases) > 100


def test_seven_tenants_in_the_words_of_the_report(minimal: Model) -> None:
    deployment = read_deployment(str(EXAMPLES / "seven-tenants.yaml"))
    allocation = allocate(deployment)
    life = run_lifecycle(minimal, deployment, allocation)
    assert placement(deployment) == "gpu-host-1: 7 tenants on gpu0 (H100-80GB)"
    assert {line.label: line.text for line in summarise(deployment, allocation, life)} == {
        "memory": "28 GiB of 64 GiB lent, each frame to one tenant",
        "cpus": "14 of 16, each to one tenant",
        "instances": "7..13 (1g.10gb at 0..6), no memory slice in two",
        "functions": "14 requester ids, each of one tenant",
        "interrupts": "28 handles, each of one tenant",
        "lifecycle": f"boot 7, serve, replace grace: {life.steps:,} steps run, invariant held",
    }


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("seven-tenants", {}),
        ("seven-tenants-expired", {"mig.l2-barrier": (Standing.EXPIRED, 21)}),
        ("mixed", {}),
        ("a30", {}),
        ("two-gpus", {}),
        ("two-tenants", {}),
        ("time-sliced", {}),
        ("trust-groups", {}),
        ("one-tenant-two-gpus", {}),
        ("pipeline", {}),
    ],
)
def test_channels_that_are_not_accepted(name: str, standing: dict[str, tuple[Standing, int]]) -> None:
    deployment = read_deployment(str(EXAMPLES / f"{name}.yaml"))
    found = residual_channels(deployment, allocate(deployment), TODAY)
    open_ones = {c.kind.identifier: (c.not_accepted[0].standing, len(c.not_accepted)) for c in found if c.not_accepted}
    assert open_ones == standing


def test_nothing_is_accepted_on_the_h200() -> None:
    deployment = read_deployment(str(EXAMPLES / "h200.yaml"))
    found = residual_channels(deployment, allocate(deployment), TODAY)
    assert len(found) == 8
    assert all(between.standing is Standing.OPEN for channel in found for between in channel.between)


def test_there_is_a_twin_for_every_kind_of_mistake() -> None:
    codes = {_promise(file)[0] for file in BROKEN}
    assert len(BROKEN) >= 35 and len(codes) >= 30


def _promise(file: Path) -> tuple[str, int]:
    found = re.fullmatch(r"# (SEP-DEP-\d{3}) at line (\d+): .+", file.read_text().split("\n")[0])
    assert found is not None, file
    return found[1], int(found[2])


@pytest.mark.parametrize("file", BROKEN, ids=_stem)
def test_a_broken_twin_fails_with_its_one_diagnostic_at_its_line(file: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_deployment(str(file))
    found = [(d.code, d.span.line if d.span else 0) for d in raised.value.diagnostics]
    assert found == [_promise(file)]


@pytest.mark.parametrize("file", BROKEN, ids=_stem)
def test_the_lines_shown_are_where_the_twins_differ(file: Path) -> None:
    sound = (EXAMPLES / "two-tenants.yaml").read_text().split("\n")[1:]
    broken = file.read_text().split("\n")[1:]
    matcher = SequenceMatcher(None, sound, broken, autojunk=False)
    changed = {
        line + 2
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag != "equal"
        for line in range(first, last + (file.stem == "not-yaml"))
    }
    if file.stem in _OF_A_SECTION:
        assert broken[_promise(file)[1] - 2].lstrip("- ").startswith("name:")
    else:
        with pytest.raises(InputError) as raised:
            read_deployment(str(file))
        shown = {mark.span.line for mark in raised.value.diagnostics[0].marks}
        assert changed & (shown | {_promise(file)[1]})
