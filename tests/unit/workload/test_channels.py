"""Residual channels: where a placement brings them about, and who accepts them on which day."""

from datetime import date
from pathlib import Path

import pytest

from septum.workload import ResidualChannel, Standing, allocate, load_channels, parse_deployment, residual_channels
from septum.workload.channels.arises import RULES

EXAMPLES = Path(__file__).parents[3] / "examples"
TWO = (EXAMPLES / "two-tenants.yaml").read_text(encoding="utf-8")
GPUS = (EXAMPLES / "two-gpus.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 21)


def _found(text: str, today: date = TODAY) -> dict[str, ResidualChannel]:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    return {c.kind.identifier: c for c in residual_channels(deployment, allocate(deployment), today)}


def _pairs(text: str) -> dict[str, set[tuple[str, str]]]:
    return {name: {b.pair for b in channel.between} for name, channel in _found(text).items()}


def test_every_channel_has_a_rule_a_source_and_a_remedy() -> None:
    kinds = load_channels()
    assert len({kind.identifier for kind in kinds}) == len(kinds) == 8
    for kind in kinds:
        assert kind.arises in RULES
        assert kind.source and kind.evidence and kind.removed_by and kind.hardware
        assert len(kind.sentence) <= 30, "it has one column of a report"
    assert {kind.arises for kind in kinds} == set(RULES)


def test_tenants_of_one_gpu_have_the_channels_of_the_gpu() -> None:
    assert set(_found(TWO)) == {"mig.l2-barrier", "gpu.tlb", "gpu.power", "pcie.link", "iommu.iotlb", "cpu.llc"}


def test_tenants_of_one_trust_have_none() -> None:
    assert _found(TWO.replace("trust: bob", "trust: alice")) == {}


def test_each_pair_has_the_channels_of_what_it_shares() -> None:
    found = _pairs(GPUS)
    assert found["mig.l2-barrier"] == found["pcie.link"] == {("alice", "bob")}
    assert found["iommu.iotlb"] == {("alice", "bob"), ("alice", "carol"), ("bob", "carol")}
    assert len(found["cpu.llc"]) == 6
    assert "nvlink" not in found and "cpu.smt" not in found


def test_two_functions_of_one_device_share_its_link() -> None:
    apart = TWO.replace("slice:", "#")
    assert _found(apart)["pcie.link"].through == ("bus 0000:c1",)
    assert "pcie.link" not in _found(apart.replace("0000:c1:00.2", "0000:c2:00.2"))


def test_whole_gpus_in_one_fabric_share_nvlink_and_smaller_instances_do_not() -> None:
    whole = GPUS.replace("4g.40gb, start: 0", "7g.80gb, start: 0").replace(
        "    slice: {gpu: gpu0, profile: 3g.40gb, start: 4}\n", ""
    )
    assert _pairs(whole)["nvlink"] == {("alice", "carol")}
    assert "nvlink" not in _pairs(whole.replace("nvlink: board0\n", "nvlink: board1\n", 1))


def test_threads_of_one_core_are_a_channel_where_tenants_share_it() -> None:
    text = TWO.replace("cpus: 8", "cpus: 8\n  threads_per_core: 4", 1)
    assert _found(text)["cpu.smt"].through == ("core 0",)
    assert "cpu.smt" not in _found(text.replace("vcpus: 2", "vcpus: 4"))
    assert "cpu.smt" not in _found(text.replace("threads_per_core: 4", "threads_per_core: 2"))


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2027, 6, 30), Standing.ACCEPTED),
        (date(2027, 7, 1), Standing.EXPIRED),
    ],
)
def test_a_channel_is_accepted_to_its_day_and_no_longer(today: date, standing: Standing) -> None:
    for channel in _found(TWO, today).values():
        assert {between.standing for between in channel.between} == {standing}
        assert all(b.acceptance is not None and b.acceptance.until.value == date(2027, 6, 30) for b in channel.between)


def _accepting(*entries: str) -> str:
    return TWO[: TWO.index("accept:")] + "accept:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def test_what_nobody_accepts_is_open() -> None:
    text = _accepting("channel: gpu.tlb, between: all, until: 2027-06-30, because: known")
    standings = {name: channel.between[0].standing for name, channel in _found(text).items()}
    assert standings.pop("gpu.tlb") is Standing.ACCEPTED
    assert set(standings.values()) == {Standing.OPEN}


def test_pairs_are_accepted_in_any_order_and_for_themselves_alone() -> None:
    carol = TWO.replace("accept:", "  - {name: carol, trust: carol, vcpus: 1, memory: 2GiB}\naccept:")
    text = carol[: carol.index("accept:")] + (
        "accept:\n  - {channel: cpu.llc, between: [bob, alice], until: 2027-06-30, because: known}\n"
    )
    standings = {b.pair: b.standing for b in _found(text)["cpu.llc"].between}
    assert standings == {
        ("alice", "bob"): Standing.ACCEPTED,
        ("alice", "carol"): Standing.OPEN,
        ("bob", "carol"): Standing.OPEN,
    }


def test_a_renewed_acceptance_outlasts_the_expired_one() -> None:
    old = "channel: gpu.tlb, between: all, until: 2026-01-01, because: known"
    new = "channel: gpu.tlb, between: [alice, bob], until: 2028-01-01, because: still known"
    for entries in ((old, new), (new, old)):
        between = _found(_accepting(*entries))["gpu.tlb"].between[0]
        assert between.standing is Standing.ACCEPTED
        assert between.acceptance is not None and between.acceptance.because == "still known"
