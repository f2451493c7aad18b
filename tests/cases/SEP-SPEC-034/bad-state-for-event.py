from septum.language import (
    Concern, Event, Manager, Observer, Principal, Profile, Property, Sort, Status, after, capability, same_view,
)


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


OK = Status()


class Still(Property):
    def still(self, u: Observer, e: Event) -> bool:
        return same_view(u, e, after(e))


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Still
    assumes = []
