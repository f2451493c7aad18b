"""`septum prove PROFILE`: the property, unbounded."""

from fnmatch import fnmatchcase

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.progress import ProgressLine
from septum.cli.proving import cost_notes, open_obligations, settings_of, with_attacks
from septum.cli.status import ExitStatus, status_of
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.engines.prove import Interrupted, prove
from septum.engines.results import Verdict
from septum.obligations import generate
from septum.report.documents.proof import proof_document
from septum.report.proof import interrupted_lines, proof_lines
from septum.report.quantities import count, plural
from septum.spec.load import load_profile
from septum.spec.model import Model


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Prove a profile, and show what fails. Raises InputError."""
    model = load_profile(arguments.argument)
    settings = settings_of(arguments)
    total = _total(model, settings.only) if settings.only else 0
    try:
        with ProgressLine(terminal.err, model.name) as progress:
            result = prove(model, settings, progress)
    except Interrupted as interrupted:
        result = interrupted.result
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
    failures = open_obligations(model, result)
    stopped = False
    try:
        failures = with_attacks(model, failures)
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


def _total(model: Model, only: tuple[str, ...]) -> int:
    """How many obligations there are. Raises InputError where a glob of `only` matches none."""
    names = [obligation.identifier for obligation in generate(model)]
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
