"""A model whose words are all taken: by Rocq, by the theory, by each other."""

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
    capability,
    core,
    initially,
    refuse,
    see,
    sees,
    tell,
)
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    """Somebody."""


class Set(Sort):
    """A sort with the name of a universe."""


class Type(Enumeration):
    """An enumeration with another."""

    Prop, Yes, RUNNING = range(3)


class Größe(Enumeration):
    """One whose name is not of ASCII, with a member that another has."""

    RUNNING, None_ = range(2)


OK = Status()
Some = Status()
Refused = Status()
RUNNING = News()


class Words(Concern):
    """Symbols, steps and parameters with names that mean something already."""

    forall: Map[Set, Type] = core()
    fun: Relation[Guest, Set] = core()
    choice: Map[Guest, Größe] = core()
    state: Relation[Guest] = core()

    @initially
    def exists(self, at: Guest, end: Set) -> bool:
        return not self.fun(at, end) and not self.state(at)

    @capability(by=Manager)
    def done(self, at: Guest, end: Set, s: Type, u: Größe) -> Status:
        """Say (* this *) and "that"."""
        refuse(Some, "nothing", when=self.fun(at, end))
        refuse(Refused, "nothing", unless=s == Type.Prop)
        self.fun[at, end] = True
        self.forall[end] = s
        self.choice[at] = u
        tell(at, RUNNING, end)
        return OK

    @capability(by="guest")
    def match(self, guest: Guest, at: Set, guest_1: Set) -> Status:
        """Two parameters that differ by a number."""
        self.state[guest] = at == guest_1
        return OK

    @sees(Guest)
    def with_(self, viewer: Guest, end: Set) -> None:
        see(self.forall(end), self.choice(viewer), self.state(viewer), where=self.fun(viewer, end))


class Clashing(Profile):
    """Words that clash."""

    includes = [Words]
    observers = [Guest]
    property = Isolation
    assumes = []
