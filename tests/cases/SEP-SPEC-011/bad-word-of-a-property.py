from septum.language import (
    Concern, Event, Manager, Observer, Principal, Profile, Property, Sort, Status, after, before, capability, own,
    same_view, suppose,
)


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Still(Property):
    def still(self, u: Observer, e: Event) -> bool:
        suppose(not own(u))
        return same_view(u, before(e), after(e))


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Still
    assumes = []
