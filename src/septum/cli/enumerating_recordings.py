"""What a recorded run exercises, as an answer."""

from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import STANDARD, Arguments
from septum.cli.status import ExitStatus
from septum.report.documents.recorded_enumeration import recorded_enumeration_document
from septum.report.quantities import seconds
from septum.report.recorded_enumeration import enumeration_lines
from septum.spec.load import load_profile
from septum.traces.classifying import enumerate_capabilities


def enumerate_recording(arguments: Arguments) -> Answer:
    """Every call and every event of the IOMMU, and the capability that each realises. Raises InputError."""
    started = perf_counter()
    model = load_profile(arguments.text("--profile", STANDARD))
    result = enumerate_capabilities(arguments.texts("--trace"), model)
    status = ExitStatus.UNDECIDED if result.undecided else ExitStatus.PROVED
    notes = [seconds(perf_counter() - started)]
    if result.unread_lines:
        notes.insert(0, "help: a line that cannot be read may be cut; docs/recordings.md says what is read")
    if result.unclassified:
        notes.insert(0, "help: no rule knows what is unclassified; docs/recordings.md says how to add one")
    lines = enumeration_lines(result, arguments.flag("--all"))
    return Answer(tuple(lines), recorded_enumeration_document(result, status), status, tuple(notes))
