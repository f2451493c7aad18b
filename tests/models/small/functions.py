"""Which guest uses which function of the GPU."""

from septum.language import (
    Concern,
    Manager,
    Map,
    News,
    Relation,
    Status,
    capability,
    core,
    implies,
    initially,
    invariant,
    joins,
    refuse,
    see,
    sees,
    tell,
)

from .guests import OK, Guest, Guests
from .memory import NO_SUCH_GUEST, Frame, Memory, Page
from .mig import Function, Mig

FUNCTION_TAKEN = Status()
NOT_ASSIGNED = Status()
NOT_YOURS = Status()
BAR_LENT = Status()
HOLDS_FUNCTIONS = Status()

ASSIGNED = News()
RELEASED = News()
LENT_AS_BAR = News()


class Functions(Concern):
    """A function has one user, and its BAR goes to that user alone."""

    guests: Guests
    memory: Memory
    mig: Mig

    assigned: Relation[Function] = core()
    user: Map[Function, Guest] = core()  # of a function that is assigned

    def uses(self, guest: Guest, function: Function) -> bool:
        return self.assigned(function) and self.user(function) == guest

    def function_behind(self, page: Page) -> Function:
        return self.mig.bar(self.memory.backing(page))

    @initially
    def nothing_is_assigned(self) -> bool:
        return not any(self.assigned[:])

    @capability(by=Manager)
    def assign(self, guest: Guest, function: Function) -> Status:
        """Let `guest` use `function`."""
        refuse(NO_SUCH_GUEST, "no such guest is alive", unless=self.guests.is_alive(guest))
        refuse(FUNCTION_TAKEN, "a guest uses the function", when=self.assigned(function))
        self.assigned[function] = True
        self.user[function] = guest
        tell(guest, ASSIGNED, function)
        return OK

    @capability(by=Manager)
    def release(self, function: Function) -> Status:
        """End the use of `function`. Others add what must have happened before."""
        refuse(NOT_ASSIGNED, "nobody uses the function", unless=self.assigned(function))
        refuse(
            BAR_LENT,
            "a page of its BAR is lent",
            when=any(
                self.memory.lent(page) and not self.memory.is_ram(page) and self.function_behind(page) == function
                for page in Page
            ),
        )
        self.assigned[function] = False
        tell(self.user(function), RELEASED, function)
        return OK

    @joins(Memory.lend)
    def a_bar_goes_to_the_user(self, guest: Guest, page: Page, frame: Frame) -> None:
        refuse(
            NOT_YOURS,
            "the frame is the BAR of another's function",
            when=self.memory.is_device(frame) and not self.uses(guest, self.mig.bar(frame)),
        )
        tell(guest, LENT_AS_BAR, page, self.mig.bar(frame), where=self.memory.is_device(frame))

    @joins(Guests.destroy)
    def all_functions_are_back(self, guest: Guest) -> None:
        refuse(
            HOLDS_FUNCTIONS, "it still uses a function", when=any(self.uses(guest, function) for function in Function)
        )

    @sees(Guest)
    def own_functions(self, viewer: Guest, function: Function) -> None:
        see(self.uses(viewer, function))

    @sees(Guest)
    def functions_behind_own_pages(self, viewer: Guest, page: Page) -> None:
        see(self.function_behind(page), where=self.memory.holds(viewer, page) and not self.memory.is_ram(page))

    @invariant
    def a_bar_is_held_by_the_user(self, page: Page) -> bool:
        return implies(
            self.memory.lent(page) and not self.memory.is_ram(page),
            self.uses(self.memory.holder(page), self.function_behind(page)),
        )

    @invariant
    def users_are_alive(self, function: Function) -> bool:
        return implies(self.assigned(function), self.guests.is_alive(self.user(function)))
