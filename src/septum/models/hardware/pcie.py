"""What a PCI Express fabric does where one bit of its configuration is missing."""

from septum.language import Concern, Hardware, choose, step, waits, when
from septum.models.assumptions.acs_redirect import AcsRedirect
from septum.models.assumptions.acs_source_validation import AcsSourceValidation
from septum.models.assumptions.aliases_are_known import AliasesAreKnown
from septum.models.assumptions.ats_requests_are_genuine import AtsRequestsAreGenuine
from septum.models.assumptions.bar_pages_are_exclusive import BarPagesAreExclusive
from septum.models.dma import Iova
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling
from septum.models.translation import Access, Gfn


class Pcie(Concern):
    """Requests that pass the IOMMU by, and names that are not the sender's."""

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    functions: Functions
    iommu: Iommu
    tlb: Tlb

    @step(by=Hardware, for_="guest", unless=AcsRedirect)
    def write_to_peer(self, guest: Guest, function: Function, peer: Function, word: Word) -> None:
        """A switch turns a write round: it reaches another function and never comes to the IOMMU.

        Source: PCI Express, ACS P2P request redirect."""
        when(self.functions.uses(guest, function))
        self.pci.registers[peer] = word

    @step(by=Hardware, for_="guest", unless=AcsRedirect)
    def read_from_peer(self, guest: Guest, function: Function, peer: Function) -> None:
        """A switch turns a read round.

        Source: PCI Express, ACS P2P request redirect."""
        when(self.functions.uses(guest, function))
        self.pci.registers[function] = self.pci.registers(peer)

    @step(by=Hardware, for_="guest", unless=AcsSourceValidation)
    def write_as_another(
        self, guest: Guest, function: Function, requester: RequesterId, iova: Iova, page: Page, word: Word
    ) -> None:
        """A function sends under a requester id that is another's.

        Source: PCI Express, ACS source validation."""
        frame = choose(
            f
            for f in Frame
            if self.functions.uses(guest, function) and self.iommu.iotlb(requester, iova, page, f, Access.WRITE)
        )
        self.iommu.writes[function, page, frame, word] = True

    @step(by=Hardware, for_="guest", unless=AliasesAreKnown)
    def write_as_phantom(
        self,
        guest: Guest,
        domain: Guest,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        page: Page,
        word: Word,
    ) -> None:
        """A function sends under an id that the core takes for another's, and that is still attached there.

        Source: XSA-449."""
        when(
            self.functions.uses(guest, function)
            and self.iommu.is_translated(requester, domain, iova, page, Access.WRITE)
        )
        self.iommu.writes[function, page, self.memory.backing(page), word] = True

    @step(by=Hardware, for_="guest", unless=AtsRequestsAreGenuine)
    def write_forged(self, guest: Guest, function: Function, page: Page, frame: Frame, word: Word) -> None:
        """A function marks as translated what nobody has translated.

        Source: PCI Express, ACS translation blocking."""
        when(self.functions.uses(guest, function))
        self.iommu.writes[function, page, frame, word] = True

    @step(by="guest", unless=BarPagesAreExclusive)
    def store_beside(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, beside: Function, word: Word) -> None:
        """A page of a BAR holds the registers of two functions.

        Source: XSA-461."""
        waits(self.scheduling.is_on(cpu, guest))
        when(
            any(
                self.tlb.reaches(cpu, guest, gfn, page, frame, Access.WRITE)
                and self.memory.kind(frame) == FrameKind.BAR
                for frame in Frame
            )
        )
        self.pci.registers[beside] = word
