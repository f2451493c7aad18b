"""Random entries of `accept` on random days: a pair is accepted exactly where one entry says so, to its last day."""

from datetime import date, timedelta
from itertools import combinations

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from septum.workload import Standing, Use, allocate, judge_entries, parse_deployment, residual_channels

TENANTS = ("ann", "ben", "cid")
PAIRS = tuple(combinations(TENANTS, 2))
KINDS = ("cpu.llc", "cpu.memory", "host.counters", "nvlink")
START = date(2027, 1, 1)


@frozen
class Entry:
    """An entry: about which channel, between whom (all of them where it is None), for how many days."""

    channel: str
    between: tuple[tuple[str, str], ...] | None
    days: int

    def covers(self, pair: tuple[str, str]) -> bool:
        """Whether it is about these two."""
        return self.between is None or any(set(pair) == set(other) for other in self.between)

    @property
    def text(self) -> str:
        """As a user writes it."""
        pairs = "all" if self.between is None else f"[{', '.join(f'[{a}, {b}]' for a, b in self.between)}]"
        until = START + timedelta(days=self.days)
        return f"  - {{channel: {self.channel}, between: {pairs}, until: {until}, because: known}}\n"


BETWEEN = st.none() | st.lists(
    st.permutations(TENANTS).map(lambda names: (names[0], names[1])), min_size=1, max_size=3
).map(tuple)
ENTRIES = st.lists(st.builds(Entry, st.sampled_from(KINDS), BETWEEN, st.integers(0, 9)), max_size=6)


@given(ENTRIES, st.integers(-1, 10), st.sampled_from(["ann", "ben"]))
@settings(max_examples=100)
def test_a_pair_is_accepted_where_an_entry_covers_it_that_day(entries: list[Entry], day: int, trust: str) -> None:
    lines = [
        "septum: 1\n",
        "host: {name: box, architecture: x86_64, cpus: 8, memory: [{base: 0x0, size: 16GiB}]}\n",
        "gpus: []\ntenants:\n",
        *(f"  - {{name: {n}, trust: {trust if n == 'ben' else n}, vcpus: 1, memory: 2GiB}}\n" for n in TENANTS),
        "accept:\n" if entries else "",
        *(entry.text for entry in entries),
    ]
    deployment = parse_deployment("".join(lines), "d.yaml", ("minimal",))
    today = START + timedelta(days=day)
    channels = residual_channels(deployment, allocate(deployment), today)
    apart = [pair for pair in PAIRS if not (trust == "ann" and pair == ("ann", "ben"))]
    assert [c.kind.identifier for c in channels] == ["cpu.llc", "cpu.memory", "host.counters"]
    for channel in channels:
        assert [between.pair for between in channel.between] == apart
        for between in channel.between:
            days = [e.days for e in entries if e.channel == channel.kind.identifier and e.covers(between.pair)]
            expected = Standing.OPEN if not days else Standing.ACCEPTED if day <= max(days) else Standing.EXPIRED
            assert between.standing is expected
    judged = judge_entries(deployment, channels)
    assert len(judged) == len(entries)
    for entry, found in zip(entries, judged, strict=True):
        assert (found.use is Use.NOTHING) == bool(found.why) == (not found.pairs)
        assert found.use is not Use.ACCEPTS or day <= entry.days
        assert found.use is not Use.EXPIRED or day > entry.days
    decided = [(found.acceptance.channel.value, pair) for found in judged for pair in found.pairs]
    standing = {(c.kind.identifier, b.pair) for c in channels for b in c.between if b.standing is not Standing.OPEN}
    assert len(decided) == len(set(decided)) and set(decided) == standing, "one entry decides each pair"
