"""Where instances were looked for in vain."""

from attrs import field, frozen

from septum.smt.query import Answer


@frozen
class NoInstances:
    """Why there are none: the goal fails, or the solvers do not know within their budget."""

    identifier: str
    answer: Answer
    detail: str = field(default="")
