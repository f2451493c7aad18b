"""The neutral format of recorded runs: JSON lines, read and written. Their schema: `recording.schema.json`.

A run is a header and what happened after it, in order: calls of a profile's steps (`calls`), or what happened to real
memory and real functions (`physical`). Cores and monitors of other people write it; recordings of Linux are brought
into it.
"""

from septum.traces.recording.calls import Answer, StepCall, Told
from septum.traces.recording.physical import PhysicalEvent
from septum.traces.recording.reading import read_runs
from septum.traces.recording.runs import Gap, Header, Line, Run
from septum.traces.recording.writing import written

__all__ = [
    "Answer",
    "Gap",
    "Header",
    "Line",
    "PhysicalEvent",
    "Run",
    "StepCall",
    "Told",
    "read_runs",
    "written",
]
