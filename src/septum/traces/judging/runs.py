"""Every run of a recording, each by its kind."""

from collections.abc import Iterable, Mapping

from septum.diagnostics import Diagnostic, InputError
from septum.spec.model import Model
from septum.traces.judging.judging import judge_physical
from septum.traces.judging.results import Judgement
from septum.traces.judging.steps import Machines, judge_steps
from septum.traces.recording.calls import StepCall
from septum.traces.recording.runs import Run


def judge_runs(runs: Iterable[Run], model: Model, texts: Mapping[str, str]) -> tuple[Judgement, ...]:
    """The verdict on each run. `texts`: of the files that runs stand in. Raises InputError, of all runs at once."""
    judgements: list[Judgement] = []
    problems: list[Diagnostic] = []
    machines = Machines(model)
    for run in runs:
        try:
            if any(isinstance(line, StepCall) for line in run.lines):
                judgements.append(judge_steps(run, machines, texts.get(run.places[0].file, "")))
            else:
                judgements.append(judge_physical(run, model))
        except InputError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise InputError(problems, dict(texts))
    return tuple(judgements)
