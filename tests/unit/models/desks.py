"""A model with a workload, two ways to serve it, and a capability that is of no use for it."""

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
    content,
    core,
    example,
    implies,
    initially,
    invariant,
    refuse,
    see,
    sees,
    step,
    tell,
    waits,
    when,
    workload,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody who works at desks."""


class Desk(Sort):
    """What one guest at a time works at."""


class Paper(Sort):
    """What lies on a desk."""


class Light(Enumeration):
    """The light in the hall."""

    OFF, DIM, BRIGHT = range(3)


OK = Status()
TAKEN = Status()
FREE = Status()
DIRTY = Status()
DARK = Status()

GIVEN = News()
LEFT = News()


class Desks(Concern):
    """Desks are given, given up, cleaned, and handed over."""

    light: Map[Guest, Light] = core()
    taken: Relation[Desk] = core()
    owner: Map[Desk, Guest] = core()
    clean: Relation[Desk] = core()
    painted: Relation[Desk] = core()
    BLANK: Map[Desk, Paper] = core()
    paper: Map[Desk, Paper] = content()

    def has(self, guest: Guest, desk: Desk) -> bool:
        return self.taken(desk) and self.owner(desk) == guest

    @initially
    def all_is_dark(self, guest: Guest) -> bool:
        return (
            not any(self.taken[:])
            and not any(self.clean[:])
            and not any(self.painted[:])
            and self.light(guest) == Light.OFF
        )

    @capability(by=Manager)
    def switch_on(self, guest: Guest) -> Status:
        """Let a guest see."""
        self.light[guest] = Light.BRIGHT
        return OK

    @capability(by=Manager)
    def wipe(self, desk: Desk) -> Status:
        """Take everything off a desk that nobody has."""
        refuse(TAKEN, "somebody works there", when=self.taken(desk))
        self.clean[desk] = True
        self.paper[desk] = self.BLANK(desk)
        return OK

    @capability(by=Manager)
    def give(self, guest: Guest, desk: Desk) -> Status:
        """Let a guest work at a desk."""
        refuse(TAKEN, "somebody works there", when=self.taken(desk))
        refuse(DIRTY, "there may be papers", unless=self.clean(desk))
        self.taken[desk] = True
        self.owner[desk] = guest
        self.clean[desk] = False
        tell(guest, GIVEN, desk, self.BLANK(desk))
        return OK

    @capability(by=Manager)
    def take_back(self, desk: Desk) -> Status:
        """The desk is free again, with what lies on it."""
        refuse(FREE, "nobody works there", unless=self.taken(desk))
        self.taken[desk] = False
        tell(self.owner(desk), LEFT, desk)
        return OK

    @capability(by=Manager)
    def hand_over(self, desk: Desk, guest: Guest) -> Status:
        """Another guest works there from now on, at a clean desk."""
        refuse(FREE, "nobody works there", unless=self.taken(desk))
        tell(self.owner(desk), LEFT, desk)
        tell(guest, GIVEN, desk, self.BLANK(desk))
        self.owner[desk] = guest
        self.paper[desk] = self.BLANK(desk)
        return OK

    @capability(by=Manager)
    def paint(self, desk: Desk) -> Status:
        """Paint a desk."""
        self.painted[desk] = True
        return OK

    @step(by="guest")
    def write(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """Leave something on one's desk."""
        when(self.has(guest, desk))
        waits(self.light(guest) == Light.BRIGHT)
        self.paper[desk] = paper

    @sees(Guest)
    def own_desks(self, viewer: Guest, desk: Desk) -> None:
        see(self.paper(desk), where=self.has(viewer, desk))

    @invariant
    def clean_desks_are_blank(self, desk: Desk) -> bool:
        return implies(self.clean(desk), self.paper(desk) == self.BLANK(desk))

    @always
    def clean_desks_are_free(self, desk: Desk) -> bool:
        return not (self.clean(desk) and self.taken(desk))

    @workload
    def a_desk_serves_two(self, alice: Guest, bob: Guest, desk: Desk, paper: Paper) -> None:
        """Alice works at a desk, and Bob after her."""
        self.write(alice, desk, paper)
        self.write(bob, desk, paper)
        assert self.owner(desk) == bob

    @example
    def after_cleaning(self, alice: Guest, bob: Guest, desk: Desk, paper: Paper) -> None:
        """The desk is taken back, wiped and given again."""
        self.paint(desk)
        self.switch_on(alice)
        self.switch_on(bob)
        self.wipe(desk)
        self.give(alice, desk)
        self.write(alice, desk, paper)
        self.take_back(desk)
        self.wipe(desk)
        self.give(bob, desk)
        self.write(bob, desk, paper)

    @example
    def handed_over(self, alice: Guest, bob: Guest, desk: Desk, paper: Paper) -> None:
        """The desk goes from one to the other."""
        self.switch_on(alice)
        self.switch_on(bob)
        self.wipe(desk)
        self.give(alice, desk)
        self.write(alice, desk, paper)
        self.hand_over(desk, bob)
        self.write(bob, desk, paper)


class Hall(Profile):
    """Desks in a hall."""

    includes = [Desks]
    observers = [Guest]
    property = Isolation
    assumes = []
