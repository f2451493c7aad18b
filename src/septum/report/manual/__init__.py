"""The manual of a profile: pages for its concerns, steps, assumptions and invariants, from the specification alone."""

from septum.report.manual.pages import manual_pages

__all__ = ["manual_pages"]
