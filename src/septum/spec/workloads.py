"""What tenants want, said without the capabilities that serve it."""

import ast
from collections.abc import Mapping, Sequence

from septum.diagnostics import Span
from septum.spec.model import ExampleCall, ExampleFact, Happening, Step, StepKind
from septum.spec.problems import Problems


def check_workload(
    script: Sequence[ExampleCall | ExampleFact], span: Span, steps: Mapping[str, Step], problems: Problems
) -> None:
    """Note every capability that a workload calls, and that it does nothing."""
    events = [line for line in script if isinstance(line, ExampleCall)]
    if not events:
        problems.add("033", span, "nothing is done in this workload", None, "call steps of guests and of hardware")
    for line in events:
        if steps[line.step].kind is StepKind.CAPABILITY:
            text = f"`{line.step}` is a capability: a workload says what is done, not what is asked for"
            cure = "call steps of guests and of hardware, and assert what must hold"
            problems.add("033", line.span, text, None, cure)


def happening_of(procedure: ast.FunctionDef, first: int, end: int, span: Span) -> Happening:
    """What a run calls at `span`; its lines are those from `first` up to `end` of the script."""
    return Happening(procedure.name, (ast.get_docstring(procedure) or "").partition("\n")[0], first, end, span)
