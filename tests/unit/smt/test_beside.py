"""One task beside another: its answer, what it tells, and what becomes of it."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from septum.smt.beside import Beside, Lost

Tell = Callable[[str], None]


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_answer_comes_from_another_process_after_what_it_tells() -> None:
    heard: list[str] = []

    def perform(tell: Tell) -> int:
        tell("one")
        tell("two")
        return os.getpid()

    with Beside(perform, heard.append) as task:
        other = task.answer()
        assert task.ready() and task.answer() == other
    assert other != os.getpid() and heard == ["one", "two"] and not _alive(other)


def test_it_is_not_ready_before_the_answer_is_there() -> None:
    def perform(_: Tell) -> None:
        time.sleep(0.2)

    with Beside(perform, print) as task:
        assert not task.ready()
        assert task.answer() is None
        assert task.ready()


def test_a_task_that_raises_is_lost_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    def perform(_: Tell) -> int:
        raise ArithmeticError("not here")

    with Beside(perform, print) as task, pytest.raises(Lost):
        task.answer()
    assert capfd.readouterr() == ("", "")


def test_a_task_that_is_killed_is_lost() -> None:
    def perform(_: Tell) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 1

    with Beside(perform, print) as task:
        with pytest.raises(Lost):
            task.answer()
        with pytest.raises(Lost):
            task.ready()


def test_nobody_waits_for_a_task_that_is_no_longer_wanted() -> None:
    told: list[int] = []

    def perform(tell: Callable[[int], None]) -> None:
        tell(os.getpid())
        time.sleep(60)

    started = time.monotonic()
    with pytest.raises(KeyError), Beside(perform, told.append) as task:
        while not told:
            task.ready()
        raise KeyError("something else went wrong")
    assert time.monotonic() - started < 20 and not _alive(told[0])
