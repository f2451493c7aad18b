from septum.language import Concern, Manager, Sort, Status, capability


class Page(Sort):
    pass


OK = Status()


class Memory(Concern):
    @capability(by=Manager)
    def change(self, page: Page) -> Status:
        return OK
