"""Requests that say of themselves that they are translated, or who sends them."""

from septum.language import Concern, example
from septum.models.assumptions.acs_source_validation import AcsSourceValidation
from septum.models.assumptions.ats_requests_are_genuine import AtsRequestsAreGenuine
from septum.models.assumptions.device_tlbs_are_invalidated import DeviceTlbsAreInvalidated
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Iova
from septum.models.guests import Guest, Guests
from septum.models.hardware.ats import Ats
from septum.models.hardware.errata import Errata
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.pcie import Pcie
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access


class TranslatedRequestAttacks(Concern):
    """The IOMMU believes what a request says."""

    guests: Guests
    memory: Memory
    pci: Pci
    iommu: Iommu
    ats: Ats
    pcie: Pcie
    errata: Errata
    procedures: Procedures
    attack: AttackProcedures

    @example(without=DeviceTlbsAreInvalidated, leak=True)
    def a_device_remembers_a_page(
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
        """The IOMMU forgets the page; the function that had it translated does not."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.ats.fill_device_tlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.forget_page(cpu, one)
        self.errata.flush_io_without_functions(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.ats.write_translated(alice, function, iova, one, word)
        self.iommu.land_write(alice, function, one, word)

    @example(without=AtsRequestsAreGenuine, leak=True)
    def a_translation_is_forged(
        self,
        alice: Guest,
        bob: Guest,
        one: Page,
        two: Page,
        ram: Frame,
        other: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """Alice's function calls an address of Bob's translated that nobody translated."""
        assert self.memory.ZERO == zero
        self.attack.build(bob, two, other)
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.pcie.write_forged(alice, function, one, other, word)
        self.iommu.land_write(alice, function, one, word)

    @example(without=AcsSourceValidation, leak=True)
    def a_requester_id_is_anothers(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        bobs: Function,
        requester: RequesterId,
        his: RequesterId,
        iova: Iova,
        zero: Word,
        word: Word,
    ) -> None:
        """Bob's function sends under the id of Alice's, and is translated as if it were hers."""
        assert self.memory.ZERO == zero and self.pci.function_of(his) == bobs
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.guests.create(bob)
        self.procedures.renew(bobs)
        self.procedures.give_function(bob, bobs, his)
        self.pcie.write_as_another(bob, bobs, requester, iova, page, word)
        self.iommu.land_write(bob, bobs, page, word)
