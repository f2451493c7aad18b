from septum.language import Concern, Principal, Profile, Sort, example
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    def twice_0(self, guest: Guest, page: Page) -> None:
        self.twice_1(guest, page)
        self.twice_1(guest, page)

    def twice_1(self, guest: Guest, page: Page) -> None:
        self.twice_2(guest, page)
        self.twice_2(guest, page)

    def twice_2(self, guest: Guest, page: Page) -> None:
        self.twice_3(guest, page)
        self.twice_3(guest, page)

    def twice_3(self, guest: Guest, page: Page) -> None:
        self.twice_4(guest, page)
        self.twice_4(guest, page)

    def twice_4(self, guest: Guest, page: Page) -> None:
        self.twice_5(guest, page)
        self.twice_5(guest, page)

    def twice_5(self, guest: Guest, page: Page) -> None:
        self.twice_6(guest, page)
        self.twice_6(guest, page)

    def twice_6(self, guest: Guest, page: Page) -> None:
        self.twice_7(guest, page)
        self.twice_7(guest, page)

    def twice_7(self, guest: Guest, page: Page) -> None:
        self.twice_8(guest, page)
        self.twice_8(guest, page)

    def twice_8(self, guest: Guest, page: Page) -> None:
        self.twice_9(guest, page)
        self.twice_9(guest, page)

    def twice_9(self, guest: Guest, page: Page) -> None:
        self.twice_10(guest, page)
        self.twice_10(guest, page)

    def twice_10(self, guest: Guest, page: Page) -> None:
        self.twice_11(guest, page)
        self.twice_11(guest, page)

    def twice_11(self, guest: Guest, page: Page) -> None:
        self.twice_12(guest, page)
        self.twice_12(guest, page)

    def twice_12(self, guest: Guest, page: Page) -> None:
        self.twice_13(guest, page)
        self.twice_13(guest, page)

    def twice_13(self, guest: Guest, page: Page) -> None:
        self.twice_14(guest, page)
        self.twice_14(guest, page)

    def twice_14(self, guest: Guest, page: Page) -> None:
        self.twice_15(guest, page)
        self.twice_15(guest, page)

    def twice_15(self, guest: Guest, page: Page) -> None:
        self.twice_16(guest, page)
        self.twice_16(guest, page)

    def twice_16(self, guest: Guest, page: Page) -> None:
        self.twice_17(guest, page)
        self.twice_17(guest, page)

    def twice_17(self, guest: Guest, page: Page) -> None:
        self.twice_18(guest, page)
        self.twice_18(guest, page)

    def twice_18(self, guest: Guest, page: Page) -> None:
        self.twice_19(guest, page)
        self.twice_19(guest, page)

    def twice_19(self, guest: Guest, page: Page) -> None:
        self.twice_20(guest, page)
        self.twice_20(guest, page)

    def twice_20(self, guest: Guest, page: Page) -> None:
        self.twice_21(guest, page)
        self.twice_21(guest, page)

    def twice_21(self, guest: Guest, page: Page) -> None:
        self.twice_22(guest, page)
        self.twice_22(guest, page)

    def twice_22(self, guest: Guest, page: Page) -> None:
        self.twice_23(guest, page)
        self.twice_23(guest, page)

    def twice_23(self, guest: Guest, page: Page) -> None:
        self.twice_24(guest, page)
        self.twice_24(guest, page)

    def twice_24(self, guest: Guest, page: Page) -> None:
        self.twice_25(guest, page)
        self.twice_25(guest, page)

    def twice_25(self, guest: Guest, page: Page) -> None:
        self.twice_26(guest, page)
        self.twice_26(guest, page)

    def twice_26(self, guest: Guest, page: Page) -> None:
        self.twice_27(guest, page)
        self.twice_27(guest, page)

    def twice_27(self, guest: Guest, page: Page) -> None:
        self.twice_28(guest, page)
        self.twice_28(guest, page)

    def twice_28(self, guest: Guest, page: Page) -> None:
        self.twice_29(guest, page)
        self.twice_29(guest, page)

    def twice_29(self, guest: Guest, page: Page) -> None:
        self.twice_30(guest, page)
        self.twice_30(guest, page)

    def twice_30(self, guest: Guest, page: Page) -> None:
        pass

    @example
    def a_run(self, guest: Guest, page: Page) -> None:
        self.twice_0(guest, page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
