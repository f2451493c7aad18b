"""The exit status says the verdict, and nothing undecided is ever 0."""

import pytest

from septum.cli.status import ExitStatus, most_serious, status_of
from septum.engines.results import Verdict


def test_only_a_proof_is_0() -> None:
    assert [v for v in Verdict if status_of(v) is ExitStatus.PROVED] == [Verdict.PROVED]


def test_only_a_violation_is_1_and_only_an_error_is_4() -> None:
    assert [v for v in Verdict if status_of(v) is ExitStatus.VIOLATED] == [Verdict.VIOLATED]
    assert [v for v in Verdict if status_of(v) is ExitStatus.ERROR] == [Verdict.ERROR]


@pytest.mark.parametrize(
    ("statuses", "one"),
    [((0, 1, 2, 3, 4), 2), ((0, 1, 3, 4), 1), ((0, 3, 4), 4), ((0, 3), 3), ((0,), 0), ((), 0)],
)
def test_where_several_hold_the_most_serious_counts(statuses: tuple[int, ...], one: int) -> None:
    assert most_serious(ExitStatus(status) for status in statuses) == one
