"""`septum minimal` answers, in text and as a document, with its status."""

from collections.abc import Callable
from typing import Any

LOCKERS = "tests/unit/models/lockers.py"


def test_parts_for_nothing_exit_with_one(septum: Callable[..., Any], validate: Callable[[str], dict[str, Any]]) -> None:
    done = septum("minimal", LOCKERS)
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "violated: of 21 parts 3 unexplained, 0 idle"
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    document = validate(septum("minimal", LOCKERS, "--format", "json").stdout)
    assert (document["verdict"], document["exit"]) == ("violated", 1)
    assert {f["standing"] for f in document["findings"]} == {
        "needed", "functional", "second-line", "timing", "unexplained",
    }  # fmt: skip
    assert all(f["attack"]["replayed"] for f in document["findings"] if f["attack"] is not None)


def test_a_profile_that_is_not_proved_is_not_weighed(septum: Callable[..., Any]) -> None:
    done = septum("minimal", "examples/leaky_allocator.py")
    assert done.returncode == 3
    assert done.stdout.splitlines()[-1].startswith("unknown: the whole of examples/leaky_allocator.py is not proved")
