"""A model with an assumption of every sort: a duty, an adverse step, an idle one, one with a reason, one unmade."""

from septum.language import (
    Assumption,
    Concern,
    Hardware,
    Manager,
    Map,
    Principal,
    Profile,
    Relation,
    Sort,
    constant,
    content,
    core,
    duty,
    initially,
    see,
    sees,
    step,
    when,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody with a drawer."""


class Drawer(Sort):
    """What one guest has, for ever."""


class Thing(Sort):
    """What lies in a drawer."""


class DrawersAreLocked(Assumption):
    """No drawer opens by itself."""

    identifier = "drawers.locked"
    kind = "hardware"
    source = "XSA-1: drawers; more about drawers"
    check = "pull at each"
    repair = "Lock them."


class CleanersLookAway(Assumption):
    """Who cleans leaves what lies in a drawer."""

    identifier = "cleaners.look-away"
    kind = "contract"
    source = "the contract"


class NobodyCounts(Assumption):
    """Nobody counts the drawers that nobody has."""

    identifier = "drawers.not-counted"
    kind = "exclusion"
    source = "nowhere"


class TimeIsFree(Assumption):
    """Nobody is in a hurry."""

    identifier = "time.free"
    kind = "exclusion"
    source = "experience"
    reason = "The model has no clock."


class NobodyKnocks(Assumption):
    """Nobody knocks."""

    identifier = "doors.quiet"
    kind = "exclusion"
    source = "hope"


class Drawers(Concern):
    """Drawers with owners."""

    owner: Map[Drawer, Guest] = constant()
    EMPTY: Thing = constant()
    counted: Relation[Drawer] = core()
    inside: Map[Drawer, Thing] = content()

    @initially
    def nothing_is_inside(self, drawer: Drawer) -> bool:
        return self.inside(drawer) == self.EMPTY

    @step(by="guest")
    def put(self, guest: Guest, drawer: Drawer, thing: Thing) -> None:
        """Put something in."""
        when(self.owner(drawer) == guest)
        self.inside[drawer] = thing

    @step(by=Manager)
    def clean(self, drawer: Drawer, thing: Thing) -> None:
        """Put everything in its place."""
        duty(CleanersLookAway, self.inside(drawer) == thing)
        self.inside[drawer] = thing

    @step(by=Hardware, unless=DrawersAreLocked)
    def slide(self, drawer: Drawer, other: Drawer) -> None:
        """What lies in one drawer comes to lie in another."""
        self.inside[other] = self.inside(drawer)

    @step(by=Manager, unless=NobodyCounts)
    def count(self, drawer: Drawer) -> None:
        """Count a drawer."""
        self.counted[drawer] = True

    @step(by=Hardware, unless=NobodyKnocks)
    def knock(self, drawer: Drawer) -> None:
        """Nothing comes of it."""
        self.counted[drawer] = False

    @sees(Guest)
    def own_drawers(self, viewer: Guest, drawer: Drawer) -> None:
        see(self.inside(drawer), where=self.owner(drawer) == viewer)


class Office(Profile):
    """Drawers in an office."""

    includes = [Drawers]
    observers = [Guest]
    property = Isolation
    assumes = [DrawersAreLocked, CleanersLookAway, NobodyCounts, TimeIsFree]
