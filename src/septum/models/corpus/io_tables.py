"""Entries of I/O page tables that nobody keeps count of, or that nobody checked."""

from septum.language import Concern, example
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma, Iova
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu
from septum.models.translation import Access


class IoTableAttacks(Concern):
    """A walk of Alice's table leads to Bob."""

    guests: Guests
    memory: Memory
    dma: Dma
    iommu: Iommu
    attack: AttackProcedures

    @example(without="map_io.BEING_TAKEN", leak=True)
    def a_mapping_is_made_and_not_recorded(
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
        """The order fails half way and is forgotten: what it has mapped by then is cleared by no teardown."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.attack.forget_page(cpu, one)
        self.dma.map_io(alice, function, iova, one, {Access.WRITE})
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, one, word)

    @example(without="map_io.BEING_TAKEN", leak=True)
    def a_page_is_pinned_while_it_is_freed(
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
        secret: Word,
    ) -> None:
        """Two orders run against each other: one ends the loan, the other takes the page for lent."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.dma.unmap_io(alice, function, iova)
        self.attack.forget_page(cpu, one)
        self.dma.flush_io(one)
        self.dma.map_io(alice, function, iova, one, {Access.READ, Access.WRITE})
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, one, secret)

    @example(without="map_io.NOT_OWNER", leak=True)
    def a_mapping_is_too_wide(
        self,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        beside: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """Two ranges are joined, and with them what lies between: a page of Bob's."""
        assert self.memory.ZERO == zero
        self.attack.build(bob, two, beside)
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.dma.map_io(alice, function, iova, two, {Access.WRITE})
        self.iommu.fill_iotlb(alice, alice, requester, iova, two, Access.WRITE)
        self.attack.write_by_dma(alice, function, requester, iova, two, word)
