"""Judging recorded runs: what happened to real memory and functions by ranges, steps of a profile by replay."""

from septum.traces.judging.judging import judge_physical
from septum.traces.judging.results import Check, Finding, Judgement, Standing, Witness

__all__ = ["Check", "Finding", "Judgement", "Standing", "Witness", "judge_physical"]
