"""Who is told what, and what of it a guest's own step shows a hostile principal."""

from collections.abc import Iterator

from septum.export.rocq.statement.writing import Writing


def policy(writing: Writing) -> Iterator[str]:
    """The policy and the downgrade set."""
    yield from ()
