"""`septum enumerate`: the capabilities that a workload exercises, by its deployment or by a recording of it."""

from septum.cli.answer import Answer
from septum.cli.enumerating import enumerate_deployment
from septum.cli.enumerating_recordings import enumerate_recording
from septum.cli.options import Arguments
from septum.cli.terminal import Terminal
from septum.diagnostics import Diagnostic, InputError


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Enumerate what is exercised. Raises InputError."""
    recorded = arguments.texts("--trace")
    if bool(recorded) is bool(arguments.argument):
        message = "`enumerate` needs a deployment or recordings, and one of the two only"
        hint = "septum enumerate DEPLOYMENT, or septum enumerate --trace FILE…"
        raise InputError([Diagnostic("SEP-CLI-003", message, help=hint)])
    if recorded:
        return enumerate_recording(arguments)
    return enumerate_deployment(arguments, terminal)
