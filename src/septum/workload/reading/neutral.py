"""What stands in for a value that has been reported, so that the rest of the file can still be judged.

Each is a value that no file can give and that no check objects to; a deployment that holds one is never returned.
"""

from datetime import date
from typing import TypeVar

from septum.diagnostics import Span
from septum.workload.deployment import Located
from septum.workload.pci import PciAddress

T = TypeVar("T")

NO_NAME = ""
NO_NUMBER = 0
NO_ADDRESS = PciAddress(-1, 0)
NO_DAY = date.min


def otherwise(value: Located[T] | None, neutral: T, span: Span) -> Located[T]:
    """The value, or `neutral` at `span`."""
    return value if value is not None else Located(neutral, span)
