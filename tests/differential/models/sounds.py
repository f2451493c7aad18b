"""Two different steps that tell the same, and do the same to whoever hears it."""

from septum.language import (
    Concern,
    Manager,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    capability,
    core,
    initially,
    see,
    sees,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """A tenant."""


class Page(Sort):
    """A page of its memory."""


OK = Status()

GROWN = News()


class Growing(Concern):
    """Pages are given, or given in advance; the core counts the two apart."""

    has: Relation[Guest, Page] = core()
    advanced: Relation[Page] = core()

    @initially
    def nothing_is_given(self) -> bool:
        return not any(self.has[:, :]) and not any(self.advanced[:])

    @capability(by=Manager)
    def give(self, guest: Guest, page: Page) -> Status:
        """Give a page."""
        self.has[guest, page] = True
        tell(guest, GROWN, page)
        return OK

    @capability(by=Manager)
    def advance(self, guest: Guest, page: Page) -> Status:
        """Give a page in advance."""
        self.has[guest, page] = True
        self.advanced[page] = True
        tell(guest, GROWN, page)
        return OK

    @sees(Guest)
    def own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.has(viewer, page))


class SameSound(Profile):
    """Proved by both: whichever it was, the guest sees the same."""

    includes = [Growing]
    observers = [Guest]
    property = Isolation
    assumes = []
