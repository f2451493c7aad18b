"""What a command answers, before anything is printed."""

from collections.abc import Mapping

from attrs import field, frozen

from septum.cli.status import ExitStatus


@frozen
class Answer:
    """`lines` are the text on standard output, `document` the same as JSON, `notes` go to standard error.

    `interrupted`: the user stopped the command; after printing, the process dies of SIGINT.
    """

    lines: tuple[str, ...]
    document: Mapping[str, object] = field(repr=False)
    status: ExitStatus = ExitStatus.PROVED
    notes: tuple[str, ...] = ()
    interrupted: bool = False
