"""Layouts and texts that nobody thought of: what is valid is accepted, and all else ends in located messages."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from septum.diagnostics import InputError
from septum.diagnostics.render import render
from septum.workload import Allocation, allocate, parse_deployment, read_deployment
from septum.workload.mig import GpuModel, Profile, exceeded_engines, load_tables, media_twice
from septum.workload.quantities import MOST, UNITS, parse_quantity, show_bytes
from septum.workload.reading.files import read_text

MODELS = load_tables().models
SOUND = (Path(__file__).parents[2] / "examples" / "two-tenants.yaml").read_text(encoding="utf-8")
Layout = list[tuple[Profile, int]]


@st.composite
def placements(draw: st.DrawFn) -> tuple[GpuModel, Layout]:
    """A model, and instances each of which stands where its profile may."""
    model = draw(st.sampled_from(MODELS))
    profiles = draw(st.lists(st.sampled_from(model.profiles), min_size=1, max_size=9))
    return model, [(profile, draw(st.sampled_from(profile.starts))) for profile in profiles]


def _deployment(model: GpuModel, layout: Layout) -> str:
    lines = [
        "septum: 1",
        "host: {name: box, architecture: x86_64, cpus: 32, memory: [{base: 0x0, size: 64GiB}]}",
        "gpus:",
        f'  - {{name: gpu0, model: {model.name}, address: "0000:41:00.0",',
        '     functions: {first: "0000:41:00.4", count: 16}}',
        "tenants:",
    ]
    for number, (profile, start) in enumerate(layout):
        lines += [
            f"  - {{name: t{number}, trust: t{number}, vcpus: 1, memory: 2GiB,",
            f"     slice: {{gpu: gpu0, profile: {profile.name}, start: {start}}}}}",
        ]
    return "\n".join(lines) + "\n"


def _codes(text: str) -> set[str]:
    try:
        parse_deployment(text, "d.yaml", ("minimal",))
    except InputError as error:
        return {diagnostic.code for diagnostic in error.diagnostics}
    return set()


@given(placements())
@settings(max_examples=150, deadline=None)
def test_a_layout_is_refused_for_what_is_wrong_with_it_and_accepted_else(found: tuple[GpuModel, Layout]) -> None:
    model, layout = found
    units = [set(profile.units(start)) for profile, start in layout]
    pairs = [(i, j) for j in range(len(layout)) for i in range(j) if units[i] & units[j]]
    same = {(i, j) for i, j in pairs if layout[i] == layout[j]}
    profiles = [profile for profile, _ in layout]
    expected: set[str] = set()
    if same:
        expected.add("SEP-DEP-023")
    if set(pairs) - same:
        expected.add("SEP-DEP-014")
    if media_twice(profiles):
        expected.add("SEP-DEP-013")
    elif not pairs and exceeded_engines(model, profiles):
        expected.add("SEP-DEP-040")
    assert _codes(_deployment(model, layout)) == expected


@given(placements())
@settings(max_examples=60, deadline=None)
def test_an_accepted_layout_is_divided_without_sharing(found: tuple[GpuModel, Layout]) -> None:
    model, layout = found
    apart: Layout = []
    taken: set[int] = set()
    for profile, start in layout:
        plain = not profile.has_media_extensions
        if plain and not taken & set(profile.units(start)):
            apart.append((profile, start))
            taken |= set(profile.units(start))
    allocation = allocate(parse_deployment(_deployment(model, apart), "d.yaml", ("minimal",))) if apart else None
    assert allocation is None or _nothing_twice(allocation, model)


def _nothing_twice(allocation: Allocation, model: GpuModel) -> bool:
    instances = [tenant.instances[0] for tenant in allocation.tenants]
    for things in (
        [instance.identifier for instance in instances],
        [instance.function for instance in instances],
        [unit for instance in instances for unit in instance.units],
        [cpu for tenant in allocation.tenants for cpu in tenant.cpus],
        [frame for tenant in allocation.tenants for frame in allocation.frames(tenant)],
    ):
        assert len(set(things)) == len(things)
    assert all(0 <= unit < model.units for instance in instances for unit in instance.units)
    return True


def _survives(text: str) -> None:
    try:
        parse_deployment(text, "d.yaml", ("minimal",))
    except InputError as error:
        assert error.diagnostics
        assert all(d.code.startswith("SEP-DEP-") and d.span is not None for d in error.diagnostics)
        assert render(error)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_answered(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "d.yaml"
    file.write_bytes(data)
    try:
        read_deployment(str(file), ("minimal",))
    except InputError as error:
        assert render(error)


PIECES = [*"abn019 \n:-,[]{}&*!|>'\"#%@`?~.\\\t<=\u00e9", "\n  ", "septum: 1\n", "host: ", "trust: ?", "- - "]
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


@given(YAMLISH)
@settings(max_examples=300, deadline=None)
@example("? ? ?\n")
@example('"\\UFFFFFFFF"')
@example("%YAML 99999999999999999999.1\n---\na")
@example("&a [*a]")
@example("<<: *a")
@example("!<tag:yaml.org,2002:python/object:os.system> x")
@example("- - - - &\n")
@example("|9\n a\n")
@example("%TAG ! !\n---\n!a b")
def test_any_text_is_answered(text: str) -> None:
    _survives(text)


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_a_deployment_damaged_anywhere_is_answered(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND) - 1))
    length = data.draw(st.integers(0, 12))
    _survives(SOUND[:start] + data.draw(YAMLISH) + SOUND[start + length :])


LEAVES = [line for line in SOUND.split("\n") if ": " in line and not line.startswith("#")]
PLAIN = "[] {} '' ~ no 1:30 -1 0 1e9 4G 4GiB 0x ? *a '0000:41:00.4' 0000:41:00.4 [[[]]] 2027-13-01 all 1g.10gb live"
VALUES = st.sampled_from([*PLAIN.split(), "9" * 5000, "&a x", "!!int 3", "{a: b}", "[alice, bob]", '"\\uD800"'])


@given(st.sampled_from(LEAVES), VALUES)
@settings(max_examples=250, deadline=None)
def test_a_value_of_any_kind_anywhere_is_answered(line: str, value: str) -> None:
    key = line.split(": ")[0]
    _survives(SOUND.replace(line, f"{key}: {value}", 1))


@given(st.integers(1, MOST), st.sampled_from(sorted(UNITS)))
def test_amounts_mean_their_unit(number: int, unit: str) -> None:
    if number * UNITS[unit] <= MOST:
        assert parse_quantity(f"{number}{unit}") == number * UNITS[unit]
    else:
        with pytest.raises(OverflowError):
            parse_quantity(f"{number}{unit}")


@given(st.integers(1, MOST))
def test_amounts_are_shown_without_loss(amount: int) -> None:
    number, unit = show_bytes(amount).replace(",", "").split(" ")
    assert int(number) * UNITS.get(unit, 1) == amount


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_text_that_is_read_has_only_line_feeds(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("text") / "d.yaml"
    file.write_bytes(text.encode())
    try:
        found = read_text(str(file))
    except InputError:
        return
    assert not set(found) & set("\r\x00\x85\u2028\ufeff")
