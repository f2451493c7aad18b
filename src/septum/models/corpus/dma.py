"""Translations that an IOMMU keeps, requests that are under way, and tables that nobody clears."""

from septum.language import Concern, example
from septum.models.assumptions.iommu_from_boot import IommuFromBoot
from septum.models.assumptions.iotlb_invalidation_completes import IotlbInvalidationCompletes
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma, Iova
from septum.models.guests import Guest
from septum.models.hardware.errata import Errata
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu
from septum.models.translation import Access


class DmaAttacks(Concern):
    """Alice's function reaches a frame after it has gone to Bob."""

    memory: Memory
    dma: Dma
    iommu: Iommu
    errata: Errata
    attack: AttackProcedures

    @example(without="take_back.NOT_IO_INVALIDATED", leak=True)
    def an_unmapping_is_not_flushed(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The entry leaves the table, and stays in the IOTLB."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.dma.unmap_io(alice, function, iova)
        self.attack.forget_page(cpu, one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.write_by_dma(alice, function, requester, iova, one, word)

    @example(without="take_back.NOT_IO_INVALIDATED", leak=True)
    def flushes_stay_switched_off(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        low: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """An order that failed has left word that no flush is needed, and the next order believes it."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.READ)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.fail_to_map(alice, function, low, one)
        self.attack.forget_page(cpu, one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.read_by_dma(alice, function, requester, iova, one)
        self.attack.write_by_dma(alice, function, requester, iova, one, word)

    @example(without="take_back.NOT_IO_INVALIDATED", leak=True)
    def a_page_is_freed_before_its_flush(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The flush is put off until later; a write that is under way arrives in between."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.iommu.dma_write(alice, requester, iova, one, word)
        self.attack.forget_page(cpu, one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.iommu.land_write(alice, function, one, word)

    @example(without="take_back.NOT_IO_INVALIDATED", leak=True)
    def one_of_two_mappings_is_counted(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        other: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The page is mapped twice and unmapped once: the count says that nobody reaches it."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.attack.map_also(alice, function, requester, other, one)
        self.dma.unmap_io(alice, function, iova)
        self.attack.forget_page(cpu, one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.write_by_dma(alice, function, requester, other, one, word)

    @example(without=IotlbInvalidationCompletes, leak=True)
    def a_flush_misses_an_entry(
        self,
        cpu: Cpu,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """The flush is ordered and reported; what the IOMMU found in memory, or keeps of a large page, is older."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.forget_page(cpu, one)
        self.errata.flush_io_early(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.write_by_dma(alice, function, requester, iova, one, word)

    @example(without=IommuFromBoot, leak=True)
    def a_device_is_on_before_the_iommu(self, bob: Guest, page: Page, ram: Frame, zero: Word, word: Word) -> None:
        """No IOMMU stands before a device: it writes where it likes."""
        assert self.memory.ZERO == zero
        self.attack.build(bob, page, ram)
        self.errata.write_before_boot(ram, word)
