"""Edits of the recording of two tenants that break isolation, with what must be found."""

from collections.abc import Callable

from two_tenants import dropped, line, moved, replaced, swapped

Edit = Callable[[list[str]], None]

ONE, TWO = "guest 1", "guest 2"
SECOND_MAP, LAST_UNMAP, GIVEN_BACK = 8, 10, 12
BROKEN: dict[str, tuple[Edit, set[str], list[tuple[str, int]]]] = {
    "the last unmap is missing": (
        dropped(LAST_UNMAP),
        {"frames", "handover"},
        [(ONE, line(1, SECOND_MAP)), (TWO, line(2, 5) - 1)],
    ),
    "an unmap long before is missing": (
        dropped(7),
        {"frames", "handover"},
        [(ONE, line(1, 5)), (TWO, line(2, 5) - 1)],
    ),
    "one frame stays mapped": (
        replaced(
            LAST_UNMAP,
            "0x0000000000800000 size=8388608 unmapped_size=8388608",
            "0x00000000007ff000 size=8384512 unmapped_size=8384512",
        ),
        {"frames", "handover"},
        [(ONE, line(1, SECOND_MAP)), (TWO, line(2, 5))],
    ),
    "half is unmapped": (
        replaced(LAST_UNMAP, "unmapped_size=8388608", "unmapped_size=4194304"),
        {"frames", "handover"},
        [(ONE, line(1, SECOND_MAP)), (TWO, line(2, 5))],
    ),
    "the page of zeros stays mapped": (
        dropped(11),
        {"handover"},
        [(ONE, line(1, 6)), (TWO, line(2, 0) - 1)],
    ),
    "the kernel's own map stays": (
        dropped(4),
        {"frames", "handover"},
        [(ONE, line(1, 2)), (TWO, line(2, 2) - 1)],
    ),
    "the first does not give the function back": (
        dropped(9, GIVEN_BACK),
        {"attachments"},
        [(ONE, line(1, 0)), (TWO, line(2, 0) - 2)],
    ),
    "the first gives it back by half": (
        dropped(GIVEN_BACK),
        {"attachments"},
        [(ONE, line(1, 0)), (TWO, line(2, 0) - 1)],
    ),
    "an attachment of the second is missing": (
        dropped(13),
        {"attachments"},
        [(TWO, line(2, 9) - 1), (TWO, line(2, 12) - 1)],
    ),
    "the second never gives it back": (dropped(22, 25), {"returned"}, [(TWO, line(2, 1))]),
    "the second is attached too early": (
        moved([13, 14], 9),
        {"attachments"},
        [(ONE, line(1, 0)), (TWO, line(1, 9))],
    ),
    "the last unmap and the next attachment change places": (
        swapped(11, 13),
        {"attachments"},
        [(ONE, line(1, 0)), (TWO, line(1, 11))],
    ),
    "a map and its unmap change places": (
        swapped(5, 7),
        {"frames", "handover"},
        [(ONE, line(1, 7)), (TWO, line(2, 5))],
    ),
    "the last unmap of all is missing": (dropped(24), {"returned"}, [(TWO, line(2, 6))]),
}
"""The edit, the checks that fail, and the lines in conflict that the first finding begins with."""
