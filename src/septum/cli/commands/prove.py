"""`septum prove PROFILE`: the property, unbounded."""

from fnmatch import fnmatchcase

from attrs import evolve

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes, open_obligations, with_attacks
from septum.cli.settings import settings_of
from septum.cli.status import ExitStatus, status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.engines.prove import Interrupted, prove
from septum.engines.readings import read_profile
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations import Obligation, generate
from septum.report.documents.proof import proof_document
from septum.report.proof import interrupted_lines, proof_lines
from septum.report.quantities import count, plural
from septum.spec.model import Model


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Prove a profile, and show what fails. Raises InputError."""
    settings = settings_of(arguments)
    model = read_profile(arguments.argument, settings.cache)
    specified = model
    statement = arguments.text("--statement", "runs")
    stated: tuple[Obligation, ...] | None = None
    total = 0
    try:
        with ProgressLine(terminal.err, model.name) as progress:
            if statement == "reach":
                model, stated = _reach(model, settings)
            if settings.only:
                total = _total(model, settings.only, stated)
            result = evolve(prove(model, settings, progress, stated), statement=statement)
    except Interrupted as interrupted:
        result = evolve(interrupted.result, statement=statement)
        total = total or len(result.outcomes)
        kept = sum(o.verdict is Verdict.PROVED and not o.untouched for o in result.outcomes)
        note = f"{plural(kept, 'answer')} kept" if settings.cache is not None else "nothing kept"
        return Answer(
            tuple(interrupted_lines(result)),
            proof_document(result, model, (), total, 130, interrupted=True),
            ExitStatus.UNDECIDED,
            (*cost_notes(result)[:1], note),
            interrupted=True,
        )
    total = total or len(result.outcomes)
    failures = open_obligations(model, result, stated)
    stopped = False
    try:
        failures = with_attacks(specified, failures)
    except KeyboardInterrupt:
        stopped = True
    status = status_of(result.verdict)
    return Answer(
        tuple(proof_lines(result, model, failures, total, arguments.flag("--all"))),
        proof_document(result, model, failures, total, 130 if stopped else status, stopped),
        status,
        cost_notes(result),
        stopped,
    )


def _reach(model: Model, settings: Settings) -> tuple[Model, tuple[Obligation, ...]]:
    """The second statement. Raises Interrupted, with nothing known, where the user stops it."""
    from septum.engines.reach.stating import state

    try:
        stated = state(model, settings)
    except KeyboardInterrupt:
        raise Interrupted(prove(model, evolve(settings, only=("-",)), None, ())) from None
    return stated.model, stated.obligations


def _total(model: Model, only: tuple[str, ...], stated: tuple[Obligation, ...] | None) -> int:
    """How many obligations there are. Raises InputError where a glob of `only` matches none."""
    names = [o.identifier for o in (generate(model) if stated is None else stated)]
    problems = [
        Diagnostic(
            "SEP-CLI-010",
            f"no obligation of {model.name} matches `{glob}`{did_you_mean(glob, names)}",
            help=f"there are {count(len(names))}, such as `{names[0]}`; quote globs: '*/o_inv/*'",
        )
        for glob in only
        if not any(fnmatchcase(name, glob) for name in names)
    ]
    if problems:
        raise InputError(problems)
    return len(names)
