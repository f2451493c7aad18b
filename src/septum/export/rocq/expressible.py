"""What a development cannot say."""

from attrs import frozen

from septum.diagnostics.span import Span


@frozen
class NotExpressible(Exception):
    """Something of a model for which a development has no words: what, and where it was written."""

    what: str
    span: Span | None = None

    def __str__(self) -> str:
        return self.what if self.span is None else f"{self.what} ({self.span.file}:{self.span.line})"
