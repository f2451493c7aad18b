"""What somebody is not told shows in the next answer."""

from septum.language import Concern, example, impossible, refused
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import NOT_RESERVED, Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, RequesterId
from septum.models.memory import Frame, Memory, Page
from septum.models.scheduling import Cpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import NOT_OWNER, Access


class UntoldAttacks(Concern):
    """The manager changes what Alice has, and nobody lets her know."""

    guests: Guests
    memory: Memory
    functions: Functions
    dma: Dma
    iommu: Iommu
    procedures: Procedures
    attack: AttackProcedures

    @example(without="create.CREATED", leak=True)
    def a_new_life_is_not_told(self, alice: Guest, page: Page, function: Function, iova: Iova) -> None:
        """Alice finds at a request that what was set aside for her is gone: her name has been given anew."""
        self.guests.create(alice)
        self.dma.reserve(alice, iova)
        self.guests.start(alice)
        self.guests.quiesce(alice)
        self.guests.destroy(alice)
        self.guests.create(alice)
        assert refused(self.dma.map_io(alice, function, iova, page, {Access.READ}), NOT_RESERVED)

    @example(without="take_back.TAKEN", leak=True)
    def the_end_of_a_loan_is_not_told(
        self, cpu: Cpu, alice: Guest, page: Page, ram: Frame, function: Function, iova: Iova
    ) -> None:
        """Alice finds at a request that a page on its way back is no longer hers."""
        self.attack.build(alice, page, ram)
        self.dma.reserve(alice, iova)
        self.procedures.forget_page(cpu, page)
        assert refused(self.dma.map_io(alice, function, iova, page, {Access.READ}), NOT_OWNER)

    @example(without="attach.ATTACHED", leak=True)
    def an_attachment_is_not_told(
        self, alice: Guest, page: Page, ram: Frame, function: Function, requester: RequesterId, iova: Iova
    ) -> None:
        """Alice finds that her function reaches her memory."""
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)

    @example(without="detach.DETACHED", leak=True)
    def a_detachment_is_not_told(
        self, alice: Guest, page: Page, ram: Frame, function: Function, requester: RequesterId, iova: Iova
    ) -> None:
        """Alice finds that her function no longer reaches her memory."""
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.functions.detach(requester)
        assert impossible(self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ))
