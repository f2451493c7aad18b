"""Refutation: real traces from an initial state on a small instance, shortest first, replayed before they are shown.

`search` is the door; `reach` finds the runs that examples tell.
"""
