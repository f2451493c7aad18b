"""One clause of the GPU driver's contract."""

from septum.language import Assumption


class SlicesAreScrubbed(Assumption):
    """The driver scrubs a slice before it routes an instance to it."""

    identifier = "gpu.slices-scrubbed"
    kind = "contract"
    source = "CVE-2023-4969: what a GPU without scrubbing leaves to the next user"
    repair = "Reset the instance, or overwrite its memory, before another guest gets it."
