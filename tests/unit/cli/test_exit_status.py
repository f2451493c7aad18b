"""The exit status says the verdict, and nothing undecided is ever 0."""

import pytest

from septum.cli.status import ExitStatus, status_of
from septum.engines.results import Verdict, worst


def test_only_a_proof_is_0() -> None:
    assert [v for v in Verdict if status_of(v) is ExitStatus.PROVED] == [Verdict.PROVED]


def test_only_a_violation_is_1_and_only_an_error_is_4() -> None:
    assert [v for v in Verdict if status_of(v) is ExitStatus.VIOLATED] == [Verdict.VIOLATED]
    assert [v for v in Verdict if status_of(v) is ExitStatus.ERROR] == [Verdict.ERROR]


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ([Verdict.PROVED, Verdict.UNKNOWN, Verdict.ERROR, Verdict.VIOLATED], ExitStatus.VIOLATED),
        ([Verdict.PROVED, Verdict.BUDGET, Verdict.ERROR], ExitStatus.ERROR),
        ([Verdict.PROVED, Verdict.VACUOUS], ExitStatus.UNDECIDED),
        ([Verdict.PROVED, Verdict.NOT_RUN], ExitStatus.UNDECIDED),
        ([Verdict.PROVED], ExitStatus.PROVED),
        ([], ExitStatus.UNDECIDED),
    ],
)
def test_where_several_hold_the_most_serious_counts(verdicts: list[Verdict], status: ExitStatus) -> None:
    assert status_of(worst(verdicts)) is status
