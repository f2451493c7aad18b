from septum.language import Concern, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Page(Sort):
    pass


class Memory(Concern):
    lent: Relation[Page] = core()

    def part_0(self, page: Page) -> bool:
        return self.part_1(page) and self.part_1(page)

    def part_1(self, page: Page) -> bool:
        return self.part_2(page) and self.part_2(page)

    def part_2(self, page: Page) -> bool:
        return self.part_3(page) and self.part_3(page)

    def part_3(self, page: Page) -> bool:
        return self.part_4(page) and self.part_4(page)

    def part_4(self, page: Page) -> bool:
        return self.part_5(page) and self.part_5(page)

    def part_5(self, page: Page) -> bool:
        return self.part_6(page) and self.part_6(page)

    def part_6(self, page: Page) -> bool:
        return self.part_7(page) and self.part_7(page)

    def part_7(self, page: Page) -> bool:
        return self.part_8(page) and self.part_8(page)

    def part_8(self, page: Page) -> bool:
        return self.part_9(page) and self.part_9(page)

    def part_9(self, page: Page) -> bool:
        return self.part_10(page) and self.part_10(page)

    def part_10(self, page: Page) -> bool:
        return self.part_11(page) and self.part_11(page)

    def part_11(self, page: Page) -> bool:
        return self.part_12(page) and self.part_12(page)

    def part_12(self, page: Page) -> bool:
        return self.part_13(page) and self.part_13(page)

    def part_13(self, page: Page) -> bool:
        return self.part_14(page) and self.part_14(page)

    def part_14(self, page: Page) -> bool:
        return self.part_15(page) and self.part_15(page)

    def part_15(self, page: Page) -> bool:
        return self.part_16(page) and self.part_16(page)

    def part_16(self, page: Page) -> bool:
        return self.part_17(page) and self.part_17(page)

    def part_17(self, page: Page) -> bool:
        return self.part_18(page) and self.part_18(page)

    def part_18(self, page: Page) -> bool:
        return self.part_19(page) and self.part_19(page)

    def part_19(self, page: Page) -> bool:
        return self.part_20(page) and self.part_20(page)

    def part_20(self, page: Page) -> bool:
        return self.part_21(page) and self.part_21(page)

    def part_21(self, page: Page) -> bool:
        return self.part_22(page) and self.part_22(page)

    def part_22(self, page: Page) -> bool:
        return self.part_23(page) and self.part_23(page)

    def part_23(self, page: Page) -> bool:
        return self.part_24(page) and self.part_24(page)

    def part_24(self, page: Page) -> bool:
        return self.part_25(page) and self.part_25(page)

    def part_25(self, page: Page) -> bool:
        return self.part_26(page) and self.part_26(page)

    def part_26(self, page: Page) -> bool:
        return self.part_27(page) and self.part_27(page)

    def part_27(self, page: Page) -> bool:
        return self.part_28(page) and self.part_28(page)

    def part_28(self, page: Page) -> bool:
        return self.part_29(page) and self.part_29(page)

    def part_29(self, page: Page) -> bool:
        return self.part_30(page) and self.part_30(page)

    def part_30(self, page: Page) -> bool:
        return self.lent(page)

    @invariant
    def it_holds(self, page: Page) -> bool:
        return self.part_0(page)


class Mine(Profile):
    includes = [Memory]
    observers = [Guest]
    property = Isolation
    assumes = []
