"""`septum enumerate DEPLOYMENT` and `septum profiles --matrix` answer, in text and as documents, with their status.

What they ask of the engines is tested there: here the answers are given.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from septum.cli import enumerating, matrix
from septum.diagnostics import Span
from septum.engines.minimal.results import Capabilities, CapabilitySet
from septum.engines.settings import Settings
from septum.engines.workloads.enumeration import excluded_by
from septum.engines.workloads.realised import Realised
from septum.engines.workloads.results import Cell, Enumeration, EventNeeds, Standing

ROOT = Path(__file__).resolve().parents[2]
SPAN = Span("workloads/inference/partitioned.py", 1, 1)


def given(realised: Realised, settings: Settings, progress: object = None) -> Enumeration:
    """An enumeration of a workload that needs one capability."""
    del settings, progress
    found = Capabilities("w", SPAN, ("create", "unmap_page"), (CapabilitySet(("create",), "run"),), (), True)
    events = (EventNeeds("boot", "A guest boots.", SPAN, (("create",),)),)
    excluded = tuple(excluded_by(realised.profile))
    name = realised.workload.name
    return Enumeration(name, "minimal", "0" * 12, "It stands for more.", SPAN, events, found, ("unmap_page",), excluded)


def test_enumerate_takes_the_workload_of_the_deployment_and_runs_its_life(
    septum: Callable[..., Any], validate: Callable[[str], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enumerating, "enumerate_workload", given)
    done = septum("enumerate", "examples/two-tenants.yaml")
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[0] == "workload mixed, 2 tenants: 1 event needs 1 of minimal's 2 capabilities"
    assert lines[1:3] == ["  boot        create", "not used      unmap_page"]
    assert any(line.startswith("at full size  the life of 2 tenants, ") for line in lines)
    assert "unmap_page besides" in done.stdout
    document = validate(septum("enumerate", "examples/two-tenants.yaml", "--format", "json").stdout)
    assert (document["workload"], document["tenants"], document["exit"]) == ("mixed", 2, 0)
    assert "excluded.shared-memory" in document["excluded"]


@pytest.mark.parametrize(("standing", "status"), [(Standing.ISOLATED, 0), (Standing.OPEN, 0), (Standing.UNKNOWN, 3)])
def test_the_matrix_exits_with_three_only_where_a_cell_is_not_decided(
    septum: Callable[..., Any],
    validate: Callable[[str], dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    standing: Standing,
    status: int,
) -> None:
    asked: list[tuple[str, ...]] = []

    def judge(profiles: list[str], workloads: tuple[str, ...], *_: object) -> tuple[Cell, ...]:
        asked.append((*profiles, *workloads))
        return tuple(Cell(w, p, "0" * 12, standing, ("drive",)) for w in workloads for p in profiles)

    monkeypatch.setattr(matrix, "judge_matrix", judge)
    done = septum("profiles", "--matrix")
    assert done.returncode == status
    assert asked[0] == ("minimal", "driver_in_guest", "churn", "inference", "mixed", "pipeline", "two_gpus")
    assert done.stdout.splitlines()[0].split() == ["workload", "minimal", "driver_in_guest"]
    document = validate(septum("profiles", "--matrix", "--format", "json").stdout)
    assert document["exit"] == status and len(document["cells"]) == 10
    assert "mig.l2-barrier" in document["residual_channels"]


def test_without_the_matrix_the_profiles_are_listed(septum: Callable[..., Any]) -> None:
    done = septum("profiles")
    assert done.returncode == 0 and "isolated" not in done.stdout


def test_a_workload_that_is_none_is_reported_at_its_line(septum: Callable[..., Any], tmp_path: Path) -> None:
    text = (ROOT / "examples" / "two-tenants.yaml").read_text(encoding="utf-8")
    file = tmp_path / "deploy.yaml"
    file.write_text(text.replace("septum: 1\n", "septum: 1\nworkload: churning\n"), encoding="utf-8")
    done = septum("enumerate", str(file))
    assert done.returncode == 2 and "did you mean `churn`?" in done.stderr and not done.stdout
