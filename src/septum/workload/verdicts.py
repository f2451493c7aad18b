"""The words for what has been found about a host."""

from enum import StrEnum


class Finding(StrEnum):
    """Whether a condition holds on this deployment. NOT_RUN never counts as holding."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_RUN = "not run"
