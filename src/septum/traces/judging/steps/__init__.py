"""Runs of a profile's steps: each is replayed by the interpreter, and what a core answered is compared."""

from septum.traces.judging.steps.checking import Machines
from septum.traces.judging.steps.judging import judge_steps

__all__ = ["Machines", "judge_steps"]
