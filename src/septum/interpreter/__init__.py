"""Concrete execution of a model on a finite instance: steps, checks, views, examples, traces.

The oracle of the symbolic side. A `Machine` compiles a model to Python; `evaluate` is a second evaluator of terms
that shares nothing with it.
"""

from septum.interpreter.effects import MASKED, Action, Effect, Entry, News, Seen, State, Violation
from septum.interpreter.example_instances import ExampleFailure, instance_of
from septum.interpreter.examples import BrokenInvariant, ExampleResult, ExampleVerdict, play_example
from septum.interpreter.instance import Instance, Meaning, Value
from septum.interpreter.machine import Machine
from septum.interpreter.observing import Observing, hears
from septum.interpreter.starting import initial_states, sample_initial, sample_state
from septum.interpreter.structure import Structure, Table, evaluate
from septum.interpreter.traces import Replay, ReplayVerdict, Trace, TraceEvent, describe, record, replay
from septum.interpreter.walks import attempts, walk

__all__ = [
    "MASKED",
    "Action",
    "BrokenInvariant",
    "Effect",
    "Entry",
    "ExampleFailure",
    "ExampleResult",
    "ExampleVerdict",
    "Instance",
    "Machine",
    "Meaning",
    "News",
    "Observing",
    "Replay",
    "ReplayVerdict",
    "Seen",
    "State",
    "Structure",
    "Table",
    "Trace",
    "TraceEvent",
    "Value",
    "Violation",
    "attempts",
    "describe",
    "evaluate",
    "hears",
    "initial_states",
    "instance_of",
    "play_example",
    "record",
    "replay",
    "sample_initial",
    "sample_state",
    "walk",
]
