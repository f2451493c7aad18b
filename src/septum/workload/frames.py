"""Dividing memory into frames of one size."""

from collections.abc import Iterable, Sequence

SMALLEST = 2 << 20
"""Bytes. Memory is lent in pieces of at least 2 MiB: what one entry of a second-stage table maps above the last
level, on x86-64 and on arm64 with a 4 KiB granule."""

LARGEST = 1 << 30
"""Bytes. The most that one entry maps, 1 GiB, on the same machines."""
MOST_LENT = 256
"""How many frames are lent at most, where larger frames still leave room for everybody."""


def lendable(regions: Iterable[tuple[int, int]], size: int = SMALLEST) -> tuple[tuple[int, int], ...]:
    """The part of each region (base, end) that consists of whole frames of `size` bytes; empty ones are left out."""
    inner = ((-(-base // size) * size, end // size * size) for base, end in regions)
    return tuple((base, end) for base, end in inner if base < end)


def frames_for(amount: int, size: int) -> int:
    """How many frames of `size` bytes hold `amount` bytes."""
    return -(-amount // size)


def frame_size(regions: Sequence[tuple[int, int]], amounts: Sequence[int]) -> int:
    """The size of the frames in which `amounts` of memory are lent from `regions` (base, end), in bytes.

    The largest power of two, from 2 MiB to 1 GiB, of which every amount (rounded up to 2 MiB) and every end of a
    region (cut to 2 MiB) is a multiple: no memory is wasted, and the fewest frames change hands. Odd amounts would
    make that size small and the frames many, so it doubles while more than MOST_LENT frames would be lent and the
    larger, rounded up, still fit.
    """
    rounded = [frames_for(amount, SMALLEST) * SMALLEST for amount in amounts]
    edges = [edge for region in lendable(regions) for edge in region]
    size = SMALLEST
    while size < LARGEST and all(value % (size * 2) == 0 for value in (*rounded, *edges)):
        size *= 2
    while sum(frames_for(amount, size) for amount in amounts) > MOST_LENT and fits(regions, amounts, size * 2):
        size *= 2
    return size


def fits(regions: Iterable[tuple[int, int]], amounts: Iterable[int], size: int) -> bool:
    """Whether the regions hold all amounts in frames of `size` bytes."""
    there_are = sum((end - base) // size for base, end in lendable(regions, size))
    return sum(frames_for(amount, size) for amount in amounts) <= there_are
