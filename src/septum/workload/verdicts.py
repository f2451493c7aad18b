"""The words for what has been found about a host."""

from enum import StrEnum


class Finding(StrEnum):
    """Whether a condition holds on this deployment. NOT_RUN never counts as holding.

    SHARED: not between some tenants, who are taken for one towards all others.
    """

    HOLDS = "holds"
    SHARED = "shared"
    BROKEN = "broken"
    NOT_RUN = "not run"
