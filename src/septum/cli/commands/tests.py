"""`septum tests PROFILE`: sequences of calls with the answers expected, for those who implement a core."""

import json
from pathlib import Path
from time import perf_counter

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.settings import settings_of
from septum.cli.status import status_of
from septum.cli.terminal import Terminal
from septum.cli.writing import write_files
from septum.engines.conformance.generating import STATES, generate_sequences
from septum.report.conformance import conformance_lines, conformance_verdict
from septum.report.documents.conformance import conformance_document
from septum.report.quantities import seconds
from septum.report.sequences import sequence_files
from septum.spec.load import load_profile

INDEX = "index.json"


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Find sequences, and write each into a file of a directory, or all on standard output. Raises InputError."""
    del terminal
    started = perf_counter()
    model = load_profile(arguments.argument)
    seed, folder = arguments.number("--seed", 0), arguments.text("-o")
    result = generate_sequences(model, settings_of(arguments), seed, arguments.number("--states", STATES))
    status = status_of(conformance_verdict(result))
    document = conformance_document(result, model, seed, folder or None, status)
    summary = conformance_lines(result, model, arguments.flag("--all"))
    files = sequence_files(result, model)
    took = seconds(perf_counter() - started)
    if folder:
        index = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        write_files(Path(folder), {**files, INDEX: index})
        return Answer(tuple(summary), document, status, (took,))
    lines = tuple(line for text in files.values() for line in text.splitlines())
    return Answer(lines, document, status, (*summary, took))
