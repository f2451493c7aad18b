"""`septum explain ID`: the reason behind any id that septum prints."""

from collections.abc import Iterator

from attrs import evolve

from septum.cli.answer import Answer
from septum.cli.options import STANDARD, Arguments
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.diagnostics.catalogue import explanation
from septum.obligations import Obligation
from septum.report import explanation as texts
from septum.report.assumptions import assumption_texts
from septum.report.documents.specification import explain_document
from septum.spec.load import load_profile
from septum.spec.model import Model
from septum.spec.source import profile_names


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Explain an id. Raises InputError where nothing has it."""
    identifier = arguments.argument
    found = _anywhere(identifier) or _in_profile(identifier, arguments, terminal)
    return Answer(tuple(texts.answer_lines(found)), explain_document(found))


def _anywhere(identifier: str) -> texts.Answer | None:
    """Codes, bugs and channels: no profile is needed."""
    code = explanation(identifier)
    if code is not None:
        return texts.explain_code(code)
    if identifier.upper().startswith("SEP-"):
        message = f"no code `{identifier}`"
        raise InputError([Diagnostic("SEP-CLI-009", message)])
    from septum.engines.corpus.bugs import find_bug
    from septum.report.channels import explain_channel
    from septum.report.corpus import explain_bug
    from septum.workload import load_channels

    bug = find_bug(identifier)
    if bug is not None:
        return explain_bug(bug)
    channel = next((c for c in load_channels() if c.identifier == identifier), None)
    return None if channel is None else explain_channel(channel)


def _in_profile(identifier: str, arguments: Arguments, terminal: Terminal) -> texts.Answer:
    profile = arguments.text("--profile", STANDARD)
    first, _, rest = identifier.partition(".")
    if first in profile_names():
        profile, identifier = first, rest or first
    model = load_profile(profile)
    found = texts.explain_in_profile(identifier, _with_both_statements(model)) or _obligation(identifier, model)
    if found is not None and found.kind == "assumption":
        return _assumption(found, model, arguments, terminal)
    if found is not None:
        return found
    from septum.workload import load_channels

    known = [*texts.known_in_profile(model), *(c.identifier for c in load_channels()), model.name]
    message = f"nothing is called `{identifier}` in {model.name}{did_you_mean(identifier, known)}"
    hint = "codes, channels, and the names of a profile can be explained; --profile names another one"
    raise InputError([Diagnostic("SEP-CLI-009", message, help=hint)])


def _assumption(found: texts.Answer, model: Model, arguments: Arguments, terminal: Terminal) -> texts.Answer:
    """The same, with the attack that its absence allows: from the cache, else sought now."""
    assumption = model.assumption(found.identifier)
    if assumption.name not in model.assumes or assumption.reason is not None:
        return found
    from septum.cli.progress import ProgressLine
    from septum.cli.settings import settings_of
    from septum.engines.bearing import bearing

    with ProgressLine(terminal.err, model.name) as progress:
        borne = bearing(model, assumption.identifier, settings_of(arguments), progress)
    return texts.Answer(found.identifier, found.kind, assumption_texts(assumption, model, borne))


def _with_both_statements(model: Model) -> Model:
    from septum.engines.reach.clauses import reach_property

    return evolve(model, properties=(*model.properties, reach_property()))


def _obligations(identifier: str, model: Model) -> Iterator[Obligation]:
    """The obligations among which it would be: of the profile's own property, or of the second statement."""
    from septum.engines.reach.claims import Claims
    from septum.engines.reach.clauses import counterpart
    from septum.engines.reach.statement import reach_obligations
    from septum.engines.settings import Settings
    from septum.obligations import generate

    parts = identifier.split("/")
    clause = parts[-2]
    step = frozenset({parts[0].split("+")[0]}) if len(parts) > 2 else None
    if counterpart(clause) == clause:
        yield from generate(model, step or frozenset())
    else:
        yield from reach_obligations(model, Claims(Settings()), step)


def _obligation(identifier: str, model: Model) -> texts.Answer | None:
    if "/" not in identifier:
        return None
    for obligation in _obligations(identifier, model):
        if obligation.identifier == identifier:
            step = model.step(obligation.step) if obligation.step is not None else None
            place = f"{obligation.target} ({obligation.target_span})"
            return texts.explain_obligation(identifier, step, obligation.should, obligation.may, place)
    return None
