"""`septum assumptions [PROFILE]`: what is taken on trust."""

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.terminal import Terminal
from septum.report.assumptions import assumption_lines
from septum.report.documents.specification import assumptions_document
from septum.spec.load import load_profile

STANDARD = "minimal"


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """The register of a profile. Raises InputError."""
    del terminal
    model = load_profile(arguments.argument or STANDARD)
    return Answer(tuple(assumption_lines(model, arguments.flag("--all"))), assumptions_document(model))
