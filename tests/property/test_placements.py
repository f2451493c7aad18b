"""Residual channels of random placements: between two, the same each time, and fewer where less is shared."""

from datetime import date

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from septum.workload import (
    Allocation,
    Deployment,
    ResidualChannel,
    allocate,
    parse_deployment,
    residual_channels,
    shared_between,
    taken_as_one,
)
from septum.workload.channels.arises import RULES, Placement

TODAY = date(2026, 11, 21)
PLACES = [("gpu0", "2g.20gb", 0), ("gpu0", "2g.20gb", 2), ("gpu0", "3g.40gb", 4), ("gpu1", "7g.80gb", 0)]
Found = dict[str, dict[tuple[str, str], set[str]]]


@st.composite
def hosts(draw: st.DrawFn) -> str:
    """Up to four tenants on two GPUs; some instances are used by turns, some devices are on one bus."""
    number = draw(st.integers(2, 4))
    threads, sockets = draw(st.sampled_from([(1, ""), (2, ""), (2, ", sockets: 2"), (4, ", sockets: 4")]))
    nvlink = draw(st.sampled_from(["", ", nvlink: board"]))
    lines = [
        "septum: 1",
        f"host: {{name: box, architecture: x86_64, cpus: 16, threads_per_core: {threads}{sockets},",
        "       memory: [{base: 0x0, size: 32GiB}]}",
        "gpus:",
    ]
    for gpu, bus in (("gpu0", "41"), ("gpu1", "61")):
        functions = f'functions: {{first: "0000:{bus}:00.4", count: 16}}'
        lines.append(f'  - {{name: {gpu}, model: H100-80GB, address: "0000:{bus}:00.0", {functions}{nvlink}}}')
    lines.append("tenants:")
    for tenant in range(number):
        places = draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))
        slices = ", ".join(
            f'{{gpu: {gpu}, profile: {profile}, start: {start}, function: "{_function(gpu, start, tenant)}"}}'
            for gpu, profile, start in places
        )
        bus = draw(st.sampled_from(["a1", "a2", ""]))
        device = f'{{kind: nic, function: "0000:{bus}:00.{tenant}"}}' if bus else ""
        vcpus = draw(st.integers(1, 4))
        trust = draw(st.sampled_from(["red", "blue"]))
        lines.append(f"  - {{name: t{tenant}, trust: {trust}, vcpus: {vcpus}, memory: 2GiB,")
        lines.append(f"     slice: [{slices}], devices: [{device}]}}")
    return "\n".join(lines) + "\n"


def _function(gpu: str, start: int, tenant: int) -> str:
    """A function of a GPU that no other slice has: of sixteen, by place and tenant."""
    bus = "41" if gpu == "gpu0" else "61"
    number = 4 + (start // 2) * 4 + tenant
    return f"0000:{bus}:{number // 8:02x}.{number % 8}"


def _read(text: str) -> tuple[Deployment, Allocation]:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    return deployment, allocate(deployment)


def _by_pair(channels: tuple[ResidualChannel, ...]) -> Found:
    return {c.kind.identifier: {b.pair: set(b.through) for b in c.between} for c in channels}


@given(hosts())
@settings(max_examples=60)
def test_a_rule_takes_both_tenants_alike(text: str) -> None:
    deployment, allocation = _read(text)
    for one in allocation.tenants:
        for other in allocation.tenants:
            if one is not other:
                for rule in RULES.values():
                    assert rule(Placement(deployment, allocation, one, other)) == rule(
                        Placement(deployment, allocation, other, one)
                    )


@given(hosts())
@settings(max_examples=40)
def test_the_same_file_has_the_same_channels_and_trust_alone_hides_one(text: str) -> None:
    deployment, allocation = _read(text)
    found = residual_channels(deployment, allocation, TODAY)
    assert found == residual_channels(*_read(text), TODAY)
    for channel in found:
        for between in channel.between:
            one, other = (deployment.tenant(name).trust for name in between.pair)
            assert one != other and between.through
    apart = text.replace("trust: blue", "trust: red")
    assert residual_channels(*_read(apart), TODAY) == ()


@given(hosts(), st.data())
@settings(max_examples=60)
def test_giving_something_up_adds_no_channel(text: str, data: st.DataObject) -> None:
    deployment, allocation = _read(text)
    before = _by_pair(residual_channels(deployment, allocation, TODAY))
    tenant = data.draw(st.sampled_from(allocation.tenants))
    kinds = [kind for kind in ("instances", "devices", "cpus") if getattr(tenant, kind)]
    kind = data.draw(st.sampled_from(kinds))
    given_up = data.draw(st.sampled_from(getattr(tenant, kind)))
    less = evolve(tenant, **{kind: tuple(thing for thing in getattr(tenant, kind) if thing is not given_up)})
    tenants = tuple(less if t is tenant else t for t in allocation.tenants)
    after = _by_pair(residual_channels(deployment, evolve(allocation, tenants=tenants), TODAY))
    for identifier, pairs in after.items():
        for pair, through in pairs.items():
            assert through <= before[identifier][pair]
    if kind == "instances":
        _is_gone(after, less.name, str(given_up), given_up.gpu, {i.gpu for i in less.instances})


def _is_gone(after: Found, tenant: str, instance: str, gpu: str, kept: set[str]) -> None:
    """What was shared through the thing given up is shared no longer."""
    for identifier, pairs in after.items():
        for pair, through in pairs.items():
            if tenant in pair:
                assert not any(instance in name for name in through), identifier
                assert gpu in kept or gpu not in through, identifier


@given(hosts())
@settings(max_examples=40)
def test_those_who_share_are_one_tenant_with_all_that_they_have(text: str) -> None:
    deployment, allocation = _read(text)
    shared = shared_between(deployment)
    merged = taken_as_one(allocation, shared)
    names = [tenant.name.split("+") for tenant in merged.tenants]
    assert sorted(name for group in names for name in group) == sorted(t.name for t in allocation.tenants)
    together = {pair for pair in deployment.pairs if any(set(pair) <= set(group) for group in names)}
    assert together == {between.pair for between in shared}, "who is judged as one tenant is shared, and nobody else"
    for get in ("cpus", "memory", "handles", "functions"):
        whole = sorted(str(x) for t in allocation.tenants for x in getattr(t, get))
        assert sorted(str(x) for t in merged.tenants for x in getattr(t, get)) == whole, get
    places = [(i.gpu, i.start) for t in merged.tenants for i in t.instances]
    assert len(set(places)) == len(places)
