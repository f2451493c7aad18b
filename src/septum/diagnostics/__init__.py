"""Located messages about a user's input: what is wrong, where, and what to do.

The lowest layer: everything else may import it, and it imports nothing of septum.
"""

from septum.diagnostics.diagnostic import Diagnostic, InputError, Mark, did_you_mean, nearest
from septum.diagnostics.span import Span

__all__ = ["Diagnostic", "InputError", "Mark", "Span", "did_you_mean", "nearest"]
