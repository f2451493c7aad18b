"""A limit of the profile."""

from septum.language import Assumption


class TimeIsNotJudged(Assumption):
    """How long something takes is no observation."""

    identifier = "excluded.timing"
    kind = "exclusion"
    source = "IEEE S&P 2015: Liu et al., Last-Level Cache Side-Channel Attacks are Practical"
    reason = (
        "The model has steps and no clock. Each verdict lists instead the residual channels, cpu.llc to "
        "pcie.link, and the waits."
    )
