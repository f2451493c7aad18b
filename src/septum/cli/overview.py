"""What septum says when it is asked nothing, and about a command when it is asked for help."""

from septum import __version__
from septum.cli.options import ALL, FORMAT, HELP, Command
from septum.report.layout import WIDTH, wrapped

_FIRST = ("verify", "enumerate", "prove", "refute", "explain")
"""What most people need; the others are named without a sentence."""
_MORE = WIDTH - len("(COMMAND --help)")


def overview_lines(commands: tuple[Command, ...]) -> list[str]:
    """The page for no arguments."""
    by_name = {command.name: command for command in commands}
    lines = ["septum: does this core isolate these tenants, and what must be true for that?"]
    for name in _FIRST:
        command = by_name[name]
        shown = f"{name} {command.argument.strip('[]')}".strip()
        lines.append(f"  {shown:<20}  {command.sentence}")
    rest = " ".join(command.name for command in commands if command.name not in _FIRST)
    *more, last = wrapped(rest, "  more: ", 8, _MORE)
    return [
        *lines,
        "",
        *more,
        f"{last:<{_MORE}}(COMMAND --help)",
        "exit: 0 proved  1 violated  2 bad input  3 undecided  4 internal error",
        "try:  septum verify examples/seven-tenants.yaml",
    ]


def help_lines(command: Command) -> list[str]:
    """The page of one command."""
    options = (*command.options, FORMAT, HELP)
    width = max(len(option.usage) for option in options)
    lines = [f"septum {command.usage}: {command.sentence}"]
    if command.details:
        lines += wrapped(command.details, "  ", 2)
    lines.append("")
    for option in options:
        if option is ALL or option.sentence:
            lines += wrapped(option.sentence, f"  {option.usage:<{width}}  ", width + 4)
    return lines


def version_lines() -> list[str]:
    """The version."""
    return [f"septum {__version__}"]
