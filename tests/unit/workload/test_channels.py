"""Residual channels: where a placement brings them about, and who accepts them on which day."""

import pytest
from attrs import evolve
from placed_examples import GPU, GPUS, HOST, TURNS, TWO, channels_of, pairs_of

from septum.workload import (
    Grade,
    allocate,
    load_channels,
    parse_deployment,
)
from septum.workload.channels.arises import RULES, Placement, shared_engines
from septum.workload.channels.register import channels_from
from septum.workload.mig import load_tables


def test_every_channel_has_a_rule_a_source_and_a_remedy() -> None:
    kinds = load_channels()
    assert len({kind.identifier for kind in kinds}) == len(kinds) == 12
    for kind in kinds:
        assert kind.arises in RULES
        assert kind.source and kind.evidence and kind.removed_by and kind.hardware
        assert len(kind.sentence) <= 30, "it has one column of a report"
    assert {kind.arises for kind in kinds} == set(RULES)
    models = set(load_tables().model_names)
    assert all(set(kind.shown_models) <= models for kind in kinds)


def test_tenants_of_one_gpu_have_the_channels_of_the_gpu() -> None:
    assert set(channels_of(TWO)) == GPU | {"pcie.link", "iommu.iotlb", "cpu.llc", *HOST}


def test_tenants_of_one_trust_have_none() -> None:
    assert channels_of(TWO.replace("trust: bob", "trust: alice")) == {}


def test_each_pair_has_the_channels_of_what_it_shares() -> None:
    found = pairs_of(GPUS)
    assert found["mig.l2-barrier"] == found["pcie.link"] == {("alice", "bob")}
    assert found["iommu.iotlb"] == {("alice", "bob"), ("alice", "carol"), ("bob", "carol")}
    assert len(found["cpu.llc"]) == 6
    assert "nvlink" not in found and "cpu.smt" not in found


def test_two_functions_of_one_device_share_its_link() -> None:
    apart = TWO.replace("slice:", "#")
    assert channels_of(apart)["pcie.link"].through == ("bus 0000:c1",)
    assert "pcie.link" not in channels_of(apart.replace("0000:c1:00.2", "0000:c2:00.2"))


def test_whole_gpus_in_one_fabric_share_nvlink_and_smaller_instances_do_not() -> None:
    whole = GPUS.replace("4g.40gb, start: 0", "7g.80gb, start: 0").replace(
        "    slice: {gpu: gpu0, profile: 3g.40gb, start: 4}\n", ""
    )
    assert pairs_of(whole)["nvlink"] == {("alice", "carol")}
    assert "nvlink" not in pairs_of(whole.replace("nvlink: board0\n", "nvlink: board1\n", 1))


def test_threads_of_one_core_are_a_channel_where_tenants_share_it() -> None:
    text = TWO.replace("cpus: 8", "cpus: 8\n  threads_per_core: 4", 1)
    assert channels_of(text)["cpu.smt"].through == ("core 0",)
    assert "cpu.smt" not in channels_of(text.replace("vcpus: 2", "vcpus: 4"))
    assert "cpu.smt" not in channels_of(text.replace("threads_per_core: 4", "threads_per_core: 2"))


def test_sockets_divide_the_last_level_cache_and_not_the_memory() -> None:
    text = TWO.replace("cpus: 8", "cpus: 8\n  sockets: 4", 1)
    assert "cpu.llc" not in channels_of(text) and set(channels_of(text)) >= HOST
    assert channels_of(text.replace("sockets: 4", "sockets: 2"))["cpu.llc"].through == ("socket 0",)
    assert channels_of(TWO)["cpu.llc"].through == ("gpu-host-5",)


def test_those_who_use_an_instance_by_turns_share_its_caches_and_its_engines() -> None:
    found = channels_of(TURNS)
    assert pairs_of(TURNS)["gpu.instance"] == pairs_of(TURNS)["gpu.engines"] == {("alice", "bob")}
    engines = ("CE", "NVDEC", "NVENC", "NVJPG")
    assert found["gpu.engines"].through == tuple(f"{engine} of 1g.24gb+gfx at 0 of gpu0" for engine in engines)


def test_a_profile_without_media_engines_shares_none() -> None:
    found = channels_of(TURNS.replace("1g.24gb+gfx", "1g.24gb-me"))
    assert found["gpu.engines"].through == ("CE of 1g.24gb-me at 0 of gpu0",)


def test_engines_of_which_instances_own_more_than_there_are_are_shared() -> None:
    text = TWO.replace("H100-80GB", "RTX-PRO-6000").replace("2g.20gb, start: 0", "1g.24gb+me.all, start: 0")
    deployment = parse_deployment(text.replace("1g.10gb, start: 2", "1g.24gb-me, start: 3"), "d.yaml", ("minimal",))
    allocation = allocate(deployment)
    alice, bob = allocation.tenants
    assert shared_engines(Placement(deployment, allocation, alice, bob)) == ()
    more = evolve(bob, instances=(evolve(bob.instances[0], profile="1g.24gb"),))
    placement = Placement(deployment, evolve(allocation, tenants=(alice, more)), alice, more)
    assert shared_engines(placement) == ("NVDEC of gpu0", "NVENC of gpu0", "NVJPG of gpu0")


def test_a_channel_is_shown_on_the_models_that_its_source_names_and_elsewhere_on_others() -> None:
    a100 = TWO.replace("H100-80GB", "A100-80GB")
    assert channels_of(a100)["gpu.tlb"].grades == (Grade.SHOWN_HERE,)
    assert channels_of(TWO)["gpu.tlb"].grades == (Grade.SHOWN_ELSEWHERE,)
    assert channels_of(a100)["cpu.llc"].grades == (Grade.SHOWN_ELSEWHERE,), "a deployment does not name its CPU"
    tlb = next(kind for kind in load_channels() if kind.identifier == "gpu.tlb")
    assert tlb.grade(frozenset({"A100-40GB", "H100-80GB"})) is Grade.SHOWN_ELSEWHERE, "the weakest counts"
    assert tlb.grade(frozenset()) is Grade.SHOWN_ELSEWHERE
    assert channels_of(TURNS)["gpu.engines"].grades == (Grade.DOCUMENTED,)


def test_what_nobody_has_shown_is_not_called_shown() -> None:
    text = """[[channel]]
id = "x"
sentence = "x"
arises = "one-host"
hardware = "x"
source = "x"
evidence = "x"
known = "KNOWN"
shown_on = "ON"
shown_models = []
removed_by = "x"
"""
    (kind,) = channels_from(text.replace("KNOWN", "inferred").replace("ON", ""))
    assert kind.grade(frozenset({"A30"})) is Grade.INFERRED
    for known, on in (("shown", ""), ("documented", "a GPU"), ("rumoured", "")):
        with pytest.raises(ValueError):
            channels_from(text.replace("KNOWN", known).replace("ON", on))


def test_a_group_of_trust_may_have_any_number_and_counts_towards_each_other_group() -> None:
    carol = TWO.replace("accept:", "  - {name: carol, trust: TRUST, vcpus: 1, memory: 2GiB}\naccept:")
    assert pairs_of(carol.replace("TRUST", "alice"))["cpu.llc"] == {("alice", "bob"), ("bob", "carol")}
    assert len(pairs_of(carol.replace("TRUST", "carol"))["cpu.llc"]) == 3
    assert pairs_of(carol.replace("TRUST", "bob").replace("trust: alice", "trust: bob")) == {}
