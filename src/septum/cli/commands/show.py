"""`septum show PROFILE[.STEP]`: the specification itself, assembled."""

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError, did_you_mean
from septum.report.documents.specification import show_document
from septum.report.reading import profile_lines
from septum.report.specification import policy_lines, step_lines
from septum.spec.load import load_profile


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Show a profile, one of its steps, or its policy. Raises InputError."""
    del terminal
    profile, name = profile_and_step(arguments.argument)
    model = load_profile(profile)
    everything = arguments.flag("--all")
    if name:
        steps = tuple(step for step in model.steps if step.name == name)
        if not steps:
            known = [step.name for step in model.steps]
            message = f"{model.name} has no step `{name}`{did_you_mean(name, known)}"
            raise InputError([Diagnostic("SEP-CLI-008", message)])
    else:
        steps = model.active_steps()
    lines: list[str] = []
    if name:
        lines += step_lines(steps[0], model, everything)
    if arguments.flag("--policy"):
        lines += policy_lines(model)
    if not lines:
        lines = profile_lines(model, everything)
    return Answer(tuple(lines), show_document(model, steps))


def profile_and_step(text: str) -> tuple[str, str]:
    """`minimal.take_back` or `a/b.py.take_back`, apart; the step is empty where none is named."""
    if ".py." in text:
        file, _, step = text.rpartition(".py.")
        return f"{file}.py", step
    if text.endswith(".py") or "/" in text:
        return text, ""
    profile, _, step = text.partition(".")
    return profile, step
