"""Dividing a host: deterministic, without waste, and never the same thing twice."""

from pathlib import Path

import pytest

from septum.workload import Allocation, MemoryBlock, allocate, parse_deployment
from septum.workload.frames import LARGEST, MOST_LENT, SMALLEST, fits, frame_size, lendable

EXAMPLES = Path(__file__).parents[3] / "examples"
SOUND = (EXAMPLES / "two-tenants.yaml").read_text(encoding="utf-8")
GIB = 1 << 30
MIB = 1 << 20


def _allocated(text: str) -> Allocation:
    return allocate(parse_deployment(text, "d.yaml", ("minimal",)))


def test_seven_tenants_get_what_is_written_down() -> None:
    found = _allocated((EXAMPLES / "seven-tenants.yaml").read_text(encoding="utf-8"))
    assert found.frame_size == GIB
    assert [t.cpus for t in found.tenants] == [(2 * n, 2 * n + 1) for n in range(7)]
    assert [t.memory for t in found.tenants] == [(MemoryBlock((4 + 4 * n) * GIB, 4 * GIB),) for n in range(7)]
    assert [t.instances[0].identifier for t in found.tenants] == list(range(7, 14))
    assert [t.handles for t in found.tenants] == [tuple(range(4 * n, 4 * n + 4)) for n in range(7)]
    functions = [str(t.instances[0].function) for t in found.tenants]
    assert functions == [f"0000:41:00.{n}" for n in range(4, 8)] + [f"0000:41:01.{n}" for n in range(3)]


def test_the_same_file_gives_the_same_division() -> None:
    assert _allocated(SOUND) == _allocated(SOUND)


def test_memory_goes_on_in_the_next_region() -> None:
    text = SOUND.replace("size: 16GiB}]", "size: 6GiB}, {base: 0x10_0000_0000, size: 4GiB}]")
    assert _allocated(text).tenant("bob").memory == (
        MemoryBlock(8 * GIB, 2 * GIB),
        MemoryBlock(0x10_0000_0000, 2 * GIB),
    )


def test_a_function_that_a_later_slice_names_is_left_for_it() -> None:
    text = SOUND.replace("1g.10gb, start: 2}", '1g.10gb, start: 2, function: "0000:41:00.4"}')
    found = _allocated(text)
    assert str(found.tenant("bob").instances[0].function) == "0000:41:00.4"
    assert str(found.tenant("alice").instances[0].function) == "0000:41:00.5"


def test_a_gpu_given_whole_is_reached_by_its_own_function() -> None:
    text = (EXAMPLES / "two-gpus.yaml").read_text(encoding="utf-8")
    instance = _allocated(text).tenant("carol").instances[0]
    assert (str(instance.function), instance.identifier, len(instance.units)) == ("0000:61:00.0", 0, 8)


@pytest.mark.parametrize(
    ("regions", "amounts", "size"),
    [
        ([(4 * GIB, 68 * GIB)], [4 * GIB] * 7, GIB),
        ([(4 * GIB, 68 * GIB)], [4 * GIB, 6 * GIB], GIB),
        ([(4 * GIB, 68 * GIB)], [4 * GIB, 1536 * MIB], 512 * MIB),
        ([(256 * MIB, 8 * GIB)], [GIB], 256 * MIB),
        ([(0, 8 * GIB)], [2 * MIB], 2 * MIB),
        ([(4096, 8 * GIB + 4096)], [GIB], 2 * MIB),
    ],
)
def test_frames_are_the_largest_that_waste_nothing(
    regions: list[tuple[int, int]], amounts: list[int], size: int
) -> None:
    found = frame_size(regions, amounts)
    assert found == size or (found > size and sum(-(-a // size) for a in amounts) > MOST_LENT)
    assert SMALLEST <= found <= LARGEST and fits(regions, amounts, found)


def test_odd_amounts_are_rounded_up_rather_than_cut_into_thousands_of_frames() -> None:
    regions, amounts = [(4 * GIB, 68 * GIB)], [4_000_000_000] * 7
    found = frame_size(regions, amounts)
    assert sum(-(-amount // found) for amount in amounts) <= MOST_LENT
    assert sum(-(-amount // found) * found for amount in amounts) <= 28 * GIB


def test_where_there_is_no_room_for_larger_frames_the_small_ones_stay() -> None:
    amounts = [4 * GIB - 2 * MIB, 2 * MIB]
    regions = [(0, 4 * GIB)]
    assert frame_size(regions, amounts) == 2 * MIB
    assert fits(regions, amounts, 2 * MIB) and not fits(regions, amounts, 4 * MIB)


def test_only_whole_frames_of_a_region_are_lent() -> None:
    assert lendable([(MIB, 5 * MIB), (7 * MIB, 8 * MIB)]) == ((2 * MIB, 4 * MIB),)
