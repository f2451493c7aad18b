"""The command `septum`: the process around an answer. It imports the rest late, to hear Ctrl-C from the start."""

import gc
import os
import signal
import sys
from typing import NoReturn


def run_process() -> NoReturn:
    """`main` for a process of its own."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            # All is written and closed. To take every term apart before the end takes a tenth of the time.
            os._exit(end.code)
        raise


def main() -> NoReturn:
    """Answer the command line of this process, and end it with its status, or by the signal that ended it."""
    # Terms and places are kept to the end: to look for garbage among them again and again costs a tenth of the time.
    gc.set_threshold(200_000, 50, 1_000)
    try:
        from septum.cli.command_line import answer_process

        status = int(answer_process(sys.argv[1:]))
    except KeyboardInterrupt:
        _die(signal.SIGINT)
    except BrokenPipeError:
        # Whoever read the answer has seen enough: end as other tools do.
        _die(signal.SIGPIPE)
    _silence()
    sys.exit(status)


def _die(number: signal.Signals) -> NoReturn:
    """End by a signal, as the shell expects of a command that was interrupted."""
    signal.signal(number, signal.SIG_DFL)
    _silence()
    os.kill(os.getpid(), number)
    os._exit(128 + number)


def _silence() -> None:
    """Nothing is printed at the interpreter's own end, whatever became of the streams."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
