"""A model that uses the rarer words: news to a set, news that carry a relation, sets, loops, ghosts, statuses."""

from septum.language import (
    Concern,
    Enumeration,
    Manager,
    Map,
    News,
    Principal,
    Profile,
    Relation,
    Sort,
    Status,
    always,
    capability,
    constant,
    core,
    example,
    ghost,
    hardware,
    implies,
    initially,
    invariant,
    refuse,
    refused,
    see,
    sees,
    step,
    tell,
    waits,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody with doorbells."""


class Bell(Sort):
    """A doorbell."""


class Line(Sort):
    """A line of a bell."""


class Edge(Enumeration):
    """How a line may ring."""

    RISING, FALLING = range(2)


OK = Status()
TAKEN = Status()
SILENT = Status()

GIVEN = News()
RANG = News()
CLEARED = News()


class Doorbells(Concern):
    """Bells are given to guests, with the lines that they have; a shared bell rings for all that listen."""

    owned: Relation[Bell] = core()
    owner: Map[Bell, Guest] = core()
    allowed: Relation[Bell, Edge] = core()
    listens: Relation[Guest, Bell] = core()
    present: Relation[Bell, Line] = core()
    fitted: Relation[Bell, Line] = constant()
    rings: Relation[Guest, Bell] = core()
    pulled: Relation[Bell] = hardware()
    given_once: Relation[Bell] = ghost()

    def owns(self, guest: Guest, bell: Bell) -> bool:
        return self.owned(bell) and self.owner(bell) == guest

    @initially
    def all_is_quiet(self) -> bool:
        return (
            not any(self.owned[:])
            and not any(self.listens[:, :])
            and not any(self.rings[:, :])
            and not any(self.given_once[:])
        )

    @capability(by=Manager)
    def give(self, guest: Guest, bell: Bell, edges: set[Edge]) -> Status:
        """Give a bell, with the lines that it has now, and say which."""
        refuse(TAKEN, "somebody has it", when=self.owned(bell))
        tell(guest, GIVEN, bell, edges, self.present[bell, :])
        self.owned[bell] = True
        self.owner[bell] = guest
        self.allowed[bell, :] = edges
        self.given_once[bell] = self.given_once(bell) or True
        for line in Line:
            if self.fitted(bell, line):
                self.present[bell, line] = True
        return OK

    @capability(by=Manager)
    def listen(self, guest: Guest, bell: Bell) -> Status:
        """Let a guest hear a bell, which rings for nobody yet."""
        refuse(TAKEN, "it rings", when=any(self.rings[:, bell]))
        self.listens[guest, bell] = True
        return OK

    @capability(by=Manager)
    def ring(self, bell: Bell, edge: Edge) -> Status:
        """Ring for everybody who listens."""
        refuse(SILENT, "nobody has it", unless=self.owned(bell))
        refuse(TAKEN, "not that way", unless=self.allowed(bell, edge))
        for guest in Guest:
            if self.listens(guest, bell):
                self.rings[guest, bell] = True
        tell((g for g in Guest if self.listens(g, bell)), RANG, bell)
        return OK

    @capability(by=Manager)
    def clear(self, bell: Bell) -> Status:
        """The bell is quiet for all."""
        tell((g for g in Guest if self.rings(g, bell)), CLEARED, bell)
        self.rings[:, bell] = False
        return OK

    @capability(by="guest")
    def restrict(self, guest: Guest, bell: Bell, edges: set[Edge]) -> Status:
        """The owner takes ways of ringing away."""
        refuse(SILENT, "it is another's", unless=self.owns(guest, bell))
        for edge in Edge:
            if edge not in edges:
                self.allowed[bell, edge] = False
        return OK

    @step(by="guest")
    def look(self, guest: Guest, bell: Bell, edge: Edge) -> bool:
        """Does it ring, or could it?"""
        waits(self.owns(guest, bell))
        return self.rings(guest, bell) or self.allowed(bell, edge)

    @sees(Guest)
    def own_rings(self, viewer: Guest, bell: Bell) -> None:
        see(self.rings(viewer, bell))

    @sees(Guest)
    def own_bells(self, viewer: Guest, bell: Bell, edge: Edge) -> None:
        see(self.allowed(bell, edge), where=self.owns(viewer, bell))

    @sees(Guest)
    def lines_of_own_bells(self, viewer: Guest, bell: Bell, line: Line) -> None:
        see(self.present(bell, line), where=self.owns(viewer, bell))

    @invariant
    def owned_bells_were_given(self, bell: Bell) -> bool:
        return implies(self.owned(bell), self.given_once(bell))

    @always
    def only_listeners_hear(self, guest: Guest, bell: Bell) -> bool:
        """A bell rings for those who listen."""
        return implies(self.rings(guest, bell), self.listens(guest, bell))

    @example
    def two_hear_one_bell(self, alice: Guest, bob: Guest, bell: Bell, line: Line) -> None:
        """Both are told, the third word is the line."""
        assert self.fitted(bell, line)
        assert refused(self.ring(bell, Edge.RISING), SILENT)
        self.give(alice, bell, {Edge.RISING})
        assert self.present(bell, line) and not self.allowed(bell, Edge.FALLING)
        self.listen(alice, bell)
        self.listen(bob, bell)
        assert refused(self.ring(bell, Edge.FALLING), TAKEN)
        self.ring(bell, Edge.RISING)
        assert self.rings(alice, bell) and self.rings(bob, bell)
        assert self.look(alice, bell, Edge.FALLING) == True  # noqa: E712
        self.clear(bell)
        assert not self.rings(bob, bell)
        self.restrict(alice, bell, {Edge.FALLING})
        assert refused(self.ring(bell, Edge.RISING), TAKEN)


class Bells(Profile):
    """Bells that tell their hearers."""

    includes = [Doorbells]
    observers = [Guest]
    property = Isolation
    assumes = []
