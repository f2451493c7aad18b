"""A profile in which an answer depends on nothing but what was chosen inside: that shows in it, too."""

from septum.language import Concern, Principal, Profile, Relation, Sort, choose, core, example, see, sees, step
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody who rolls a die."""


class Side(Sort):
    """A side of the die."""


class Dice(Concern):
    """One die for all."""

    rolled: Relation[Guest] = core()

    @step(by="guest")
    def roll(self, guest: Guest) -> Side:
        """Roll it."""
        side = choose(side for side in Side)
        self.rolled[guest] = True
        return side

    @sees(Guest)
    def own_turn(self, viewer: Guest) -> None:
        see(self.rolled(viewer))

    @example(leak=True)
    def the_die_tells(self, alice: Guest, one: Side, two: Side) -> None:
        """Which side it is was not hers to say."""
        self.roll(alice)


class Game(Profile):
    """Refuted."""

    includes = [Dice]
    observers = [Guest]
    property = Isolation
    assumes = []
