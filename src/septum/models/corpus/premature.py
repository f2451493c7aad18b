"""Records that are made before their time, and what is given after it."""

from septum.language import Concern, example
from septum.models.corpus.procedures import AttackProcedures
from septum.models.dma import Dma, Iova
from septum.models.functions import Functions
from septum.models.guests import Guest, Guests
from septum.models.hardware.iommu import Iommu
from septum.models.hardware.pci import Function, RequesterId
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn, Translation
from septum.models.vmids import Vmid, Vmids


class PrematureAttacks(Concern):
    """A completion that nobody waited for counts when it is asked for."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    functions: Functions
    dma: Dma
    iommu: Iommu
    procedures: Procedures
    attack: AttackProcedures

    @example(without="acknowledge.when", leak=True)
    def a_cpu_acknowledges_beforehand(
        self,
        cpu: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """A CPU says that it has forgotten a page, and remembers it anew; nobody asks again when it is revoked."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, hers, alice, vmid, gfn, one, ram)
        self.translation.acknowledge(cpu, one)
        self.procedures.touch(cpu, alice, gfn, one)
        self.translation.unmap_page(alice, gfn, one)
        self.memory.revoke(one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.scheduling.save_vcpu(cpu, hers)
        self.attack.lend_on(bob, two, ram)
        self.attack.start(cpu, his, bob, tag)
        self.attack.use(bob, two, gfn, cpu)
        self.tlb.store(cpu, bob, gfn, two, secret)
        self.attack.switch(cpu, his, hers)
        assert self.tlb.load(cpu, alice, gfn, one) == secret

    @example(without="flush_io.when", leak=True)
    def a_page_is_flushed_beforehand(
        self,
        cpu: Cpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """The IOMMU has flushed a page that is still mapped; what it remembers afterwards outlives the loan."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, one, ram, function, requester, iova)
        self.dma.flush_io(one)
        self.iommu.fill_iotlb(alice, alice, requester, iova, one, Access.WRITE)
        self.attack.forget_page(cpu, one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.start(cpu, his, bob, vmid)
        self.attack.use(bob, two, gfn, cpu)
        self.attack.write_by_dma(alice, function, requester, iova, one, secret)
        assert self.tlb.load(cpu, bob, gfn, two) == secret

    @example(without="drain.when", leak=True)
    def a_function_is_drained_beforehand(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """A function counts as drained while it goes on; what it asks for then is answered to the next user."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.functions.drain(function)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.WRITE)
        self.iommu.fill_iotlb(alice, alice, requester, iova, page, Access.READ)
        self.attack.write_by_dma(alice, function, requester, iova, page, secret)
        self.iommu.dma_read(alice, requester, iova, page)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.attack.hand_over(function, bob, requester)
        self.iommu.land_read(bob, function, page)

    @example(without="attach.QUARANTINED", leak=True)
    def a_function_is_attached_after_its_drain(
        self,
        alice: Guest,
        bob: Guest,
        page: Page,
        ram: Frame,
        function: Function,
        requester: RequesterId,
        iova: Iova,
        zero: Word,
        secret: Word,
    ) -> None:
        """A function is attached again when it has been drained, and takes Alice's tables with it to Bob."""
        assert self.memory.ZERO == zero
        self.attack.build_with_function(alice, page, ram, function, requester, iova)
        self.functions.detach(requester)
        self.functions.quarantine(function)
        self.functions.drain(function)
        self.functions.attach(requester)
        self.functions.reset(function)
        self.functions.release(function)
        self.guests.create(bob)
        self.functions.assign(bob, function)
        self.iommu.fill_iotlb(bob, alice, requester, iova, page, Access.WRITE)
        self.attack.write_by_dma(bob, function, requester, iova, page, secret)

    @example(without="unbind_vmid.ON_A_CPU", leak=True)
    def a_tag_is_taken_from_a_running_guest(
        self,
        here: Cpu,
        there: Cpu,
        hers: Vcpu,
        his: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        tag: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice runs on without a tag, so that no flush finds what her CPU remembers."""
        assert self.memory.ZERO == zero
        self.vmids.flush_vmid(there, vmid)
        self.vmids.flush_vmid(here, tag)
        self.attack.boot(here, hers, alice, vmid, gfn, one, ram)
        self.vmids.unbind_vmid(alice)
        self.translation.unmap_page(alice, gfn, one)
        self.attack.forget_page(here, one)
        self.translation.acknowledge(there, one)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        self.attack.lend_on(bob, two, ram)
        self.attack.start(there, his, bob, tag)
        self.attack.use(bob, two, gfn, there)
        self.tlb.store(there, bob, gfn, two, secret)
        assert self.tlb.load(here, alice, gfn, one) == secret
