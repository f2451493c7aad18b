"""How much can be done at once here."""

import os


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))
