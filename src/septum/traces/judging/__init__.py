"""Judging recorded runs: what happened to real memory and functions by ranges, steps of a profile by replay."""

from septum.traces.judging.results import Check, Finding, Judgement, Standing, Witness
from septum.traces.judging.runs import judge_runs

__all__ = ["Check", "Finding", "Judgement", "Standing", "Witness", "judge_runs"]
