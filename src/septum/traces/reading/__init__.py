"""Recordings as events: strace's text, ftrace's text, and dumps of arguments, merged by time.

`read_traces` is all that others need; `open_sources` and `read_sources` are its two halves.
"""

from septum.traces.reading.read import read_sources, read_traces
from septum.traces.reading.sources import Clock, Format, Source, open_sources

__all__ = ["Clock", "Format", "Source", "open_sources", "read_sources", "read_traces"]
