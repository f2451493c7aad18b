"""Runs that must be possible, and attacks that something stops.

A core that does nothing keeps everybody apart; only these runs notice it. The names in a run are different things,
and what it does not name is not there.
"""
