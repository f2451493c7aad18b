"""Who accepts which residual channel, on which day, and which entry does nothing."""

from datetime import date

import pytest
from placed_examples import TODAY, TWO, channels_of

from septum.workload import (
    Standing,
    Use,
    allocate,
    judge_entries,
    parse_deployment,
    residual_channels,
)


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2027, 6, 30), Standing.ACCEPTED),
        (date(2027, 7, 1), Standing.EXPIRED),
    ],
)
def test_a_channel_is_accepted_to_its_day_and_no_longer(today: date, standing: Standing) -> None:
    for channel in channels_of(TWO, today).values():
        assert {between.standing for between in channel.between} == {standing}
        assert all(b.acceptance is not None and b.acceptance.until.value == date(2027, 6, 30) for b in channel.between)


def _accepting(*entries: str) -> str:
    return TWO[: TWO.index("accept:")] + "accept:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def test_what_nobody_accepts_is_open() -> None:
    text = _accepting("channel: gpu.tlb, between: all, until: 2027-06-30, because: known")
    standings = {name: channel.between[0].standing for name, channel in channels_of(text).items()}
    assert standings.pop("gpu.tlb") is Standing.ACCEPTED
    assert set(standings.values()) == {Standing.OPEN}


def test_pairs_are_accepted_in_any_order_and_for_themselves_alone() -> None:
    carol = TWO.replace("accept:", "  - {name: carol, trust: carol, vcpus: 1, memory: 2GiB}\naccept:")
    text = carol[: carol.index("accept:")] + (
        "accept:\n  - {channel: cpu.llc, between: [bob, alice], until: 2027-06-30, because: known}\n"
    )
    standings = {b.pair: b.standing for b in channels_of(text)["cpu.llc"].between}
    assert standings == {
        ("alice", "bob"): Standing.ACCEPTED,
        ("alice", "carol"): Standing.OPEN,
        ("bob", "carol"): Standing.OPEN,
    }


def test_a_renewed_acceptance_outlasts_the_expired_one() -> None:
    old = "channel: gpu.tlb, between: all, until: 2026-01-01, because: known"
    new = "channel: gpu.tlb, between: [alice, bob], until: 2028-01-01, because: still known"
    for entries in ((old, new), (new, old)):
        between = channels_of(_accepting(*entries))["gpu.tlb"].between[0]
        assert between.standing is Standing.ACCEPTED
        assert between.acceptance is not None and between.acceptance.because == "still known"


def _uses(text: str, today: date = TODAY) -> list[tuple[str, Use, str]]:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    found = residual_channels(deployment, allocate(deployment), today)
    return [(e.acceptance.channel.value, e.use, e.why) for e in judge_entries(deployment, found)]


def test_every_entry_says_what_it_came_to() -> None:
    old = "channel: gpu.tlb, between: all, until: 2026-01-01, because: known"
    new = "channel: gpu.tlb, between: [alice, bob], until: 2028-01-01, because: still known"
    idle = "channel: nvlink, between: all, until: 2028-01-01, because: of course"
    over = "channel: gpu.power, between: all, until: 2026-01-01, because: known"
    text = _accepting(old, new, idle, over)
    line = text.count("\n", 0, text.index("still known")) + 1
    assert _uses(text) == [
        ("gpu.tlb", Use.NOTHING, f"line {line} accepts it as long or longer"),
        ("gpu.tlb", Use.ACCEPTS, ""),
        ("nvlink", Use.NOTHING, "no such pair shares what it is about"),
        ("gpu.power", Use.EXPIRED, ""),
    ]


def test_an_entry_on_a_host_with_one_tenant_accepts_nothing() -> None:
    alone = TWO[: TWO.index("  - name: bob")] + TWO[TWO.index("accept:") :]
    assert {why for _, _, why in _uses(alone)} == {"no such pair shares what it is about"}


def test_an_entry_for_tenants_of_one_trust_accepts_nothing() -> None:
    uses = _uses(TWO.replace("trust: bob", "trust: alice"))
    assert {(use, why) for _, use, why in uses} == {(Use.NOTHING, "these tenants are of one trust group")}
