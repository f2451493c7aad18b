"""`septum refute PROFILE --without NAME`: the attack that NAME stops."""

from functools import partial
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.settings import settings_of
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.engines.corpus.reading import scripts_about
from septum.engines.drop import drop
from septum.engines.readings import read_profile
from septum.report.documents.loss import loss_document
from septum.report.loss import loss_lines
from septum.report.quantities import seconds
from septum.spec.model import Model, droppable


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Drop a part of a profile and see what it was for. Raises InputError."""
    started = perf_counter()
    settings = settings_of(arguments)
    model = read_profile(arguments.argument, settings.cache)
    name = arguments.text("--without").removeprefix(f"{model.name}.")
    _check(name, model)
    with ProgressLine(terminal.err, model.name) as progress:
        scripts = partial(scripts_about, arguments.argument, settings.cache)
        result = drop(model, name, settings, progress, scripts)
    status = status_of(result.verdict)
    return Answer(
        tuple(loss_lines(result, model, arguments.flag("--all"))),
        loss_document(result, model, status),
        status,
        (seconds(perf_counter() - started),),
    )


def _check(name: str, model: Model) -> None:
    kinds = droppable(model)
    classes = [a.name for a in model.assumptions if a.name in model.assumes]
    if name in kinds or name in classes:
        return
    steps = {step.name for step in model.steps}
    owed = [g for _, g in model.guards() if g.identifier == name and g.assumption is not None]
    hint = "name a check (step.STATUS), news (step.NEWS), a view, an invariant or an assumption"
    if owed:
        hint = f"it is a duty: drop the assumption, --without {model.assumption(owed[0].assumption or '').identifier}"
    elif name in steps:
        own = [identifier for identifier in kinds if identifier.startswith(f"{name}.")]
        hint = f"of this step: {' '.join(own) or 'nothing'}"
    near = "" if name in steps or owed else did_you_mean(name, [*kinds, *classes])
    raise InputError([Diagnostic("SEP-CLI-008", f"{model.name} has no `{name}` to drop{near}", help=hint)])
