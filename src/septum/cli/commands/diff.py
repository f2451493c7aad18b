"""`septum diff OLD NEW`: what has changed between two results."""

from septum.cli.answer import Answer
from septum.cli.options import Arguments
from septum.cli.status import ExitStatus
from septum.cli.terminal import Terminal
from septum.report.comparison.compare import compare
from septum.report.comparison.lines import comparison_lines
from septum.report.comparison.read import read_results
from septum.report.comparison.rules import Direction, load_rules
from septum.report.documents.comparison import comparison_document


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """Compare two results. Raises InputError where a file is none, or they are not of one command."""
    del terminal
    old, new = read_results(arguments.argument, arguments.second)
    rules = load_rules()
    comparison = compare(old.command, (old.file, old.document), (new.file, new.document), rules)
    status = ExitStatus.VIOLATED if comparison.outcome is Direction.WORSE else ExitStatus.PROVED
    lines = comparison_lines(comparison, rules, arguments.flag("--all"))
    return Answer(tuple(lines), comparison_document(comparison, rules, status), status)
