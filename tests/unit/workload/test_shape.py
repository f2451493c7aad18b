"""Which workload a deployment is for: the one that it names, else the one that it has the shape of."""

from pathlib import Path

import pytest

from septum.workload import parse_deployment
from septum.workload.shape import workload_of

EXAMPLES = Path(__file__).parents[3] / "examples"
SEVEN = (EXAMPLES / "seven-tenants.yaml").read_text(encoding="utf-8")
TWO = (EXAMPLES / "two-gpus.yaml").read_text(encoding="utf-8")


def named(text: str) -> str:
    return workload_of(parse_deployment(text, "deploy.yaml", ("minimal",)))


@pytest.mark.parametrize("workload", ["churn", "inference", "mixed", "pipeline", "two_gpus"])
def test_a_deployment_may_name_any_workload_that_is_shipped(workload: str) -> None:
    assert named(SEVEN.replace("septum: 1\n", f"septum: 1\nworkload: {workload}\n")) == workload


def test_equal_tenants_are_inference() -> None:
    assert named(SEVEN) == "inference"


@pytest.mark.parametrize(("old", "new"), [("vcpus: 2", "vcpus: 1"), ("memory: 4GiB", "memory: 8GiB")])
def test_tenants_that_differ_in_anything_are_mixed(old: str, new: str) -> None:
    assert named(SEVEN.replace(old, new, 1)) == "mixed"


def test_tenants_of_whom_one_has_two_gpus_are_two_gpus_and_on_one_each_are_not() -> None:
    one = "    slice: {gpu: gpu0, profile: 4g.40gb, start: 0}\n"
    assert named(TWO) == "mixed"
    whole = "    slice: {gpu: gpu1, profile: 7g.80gb, start: 0}\n"
    rest = TWO.replace(whole, "")
    both = rest.replace(one, f"    slice: [{one.strip()[7:]}, {whole.strip()[7:]}]\n")
    assert both != rest and named(both) == "two_gpus"


def test_tenants_who_share_memory_are_a_pipeline() -> None:
    channel = "channels:\n  - {name: results, kind: memory, between: [alice, bob]}\naccept:"
    assert named(SEVEN.replace("channels: []\n", "").replace("accept:", channel, 1)) == "pipeline"
