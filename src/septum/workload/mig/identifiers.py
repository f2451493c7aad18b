"""The id of a GPU instance follows from its place on the GPU's memory."""


def instance_identifier(units: int, start: int, size: int) -> int:
    """The id that the driver gives an instance of `size` memory units at `start`, on a GPU of `units`.

    0 is the whole GPU, 1 and 2 are its halves, 3 to 6 its quarters, 7 to 14 its eighths, from left to right. So
    `nvidia-smi mig -lgi`, which prints id, profile and placement, says the same thing twice and can be checked.

    Raises ValueError for a size that is no such fraction, or a start that is no multiple of the size.
    Source: open-gpu-kernel-modules, kmigmgr_ga100.c, kmigmgrMemSizeFlagToSwizzIdRange_GA100.
    """
    parts = units // size if size > 0 else 0
    if parts not in (1, 2, 4, 8) or parts * size != units:
        raise ValueError(f"{size} of {units} memory units is not the whole, a half, a quarter or an eighth")
    if start % size or not 0 <= start < units:
        raise ValueError(f"an instance of {size} memory units cannot start at {start}")
    return parts - 1 + start // size
