"""Two tenants are two stages of a pipeline: the first hands its results to the second in a page of memory."""

from septum.language import Concern, example, workload
from septum.models.assumptions.no_shared_memory import NoSharedMemory
from septum.models.dma import Iova
from septum.models.excluded.memory_services import MemoryServices
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Pci, RequesterId
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmid, Vmids
from septum.models.workloads.building import Building
from septum.models.workloads.tenants import Tenants


class Pipeline(Concern):
    """The page is declared as shared: it is Alice's, and Bob may read it.

    Two stages stand for any number: between each two there is one such page. What the stages do on GPUs is in the
    other workloads. A deployment declares such a page under `channels`.
    """

    memory: Memory
    scheduling: Scheduling
    pci: Pci
    services: MemoryServices
    tenants: Tenants
    building: Building
    procedures: Procedures
    vmids: Vmids

    def machine(
        self, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, ram: Frame, his_ram: Frame, nic: Function,
        his_nic: Function, nic_id: RequesterId, his_nic_id: RequesterId, zero: Word,
    ) -> None:  # fmt: skip
        """Two CPUs, and two network functions."""
        assert self.memory.ZERO == zero
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(his_ram) == FrameKind.RAM
        assert self.pci.function_of(nic_id) == nic and self.pci.function_of(his_nic_id) == his_nic
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob

    @workload
    def pipeline(
        self, here: Cpu, there: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, hers: Vmid, his: Vmid,
        low: Gfn, shared: Gfn, page: Page, own: Page, ram: Frame, his_ram: Frame, nic: Function, his_nic: Function,
        nic_id: RequesterId, his_nic_id: RequesterId, iova: Iova, zero: Word, image: Word, batch: Word,
        result: Word,
    ) -> None:  # fmt: skip
        """A request comes to Alice, and Bob, to whom she hands her result, answers it."""
        self.machine(alices, bobs, alice, bob, ram, his_ram, nic, his_nic, nic_id, his_nic_id, zero)
        self.tenants.boot(here, alice, hers, low, page, ram, zero, image)
        self.tenants.boot(there, bob, his, low, own, his_ram, zero, image)
        self.tenants.move(alice, nic, nic_id, iova, page, batch)
        self.tenants.hand_over(here, alice, low, page, there, bob, shared, result)
        self.tenants.answer(bob, his_nic, his_nic_id, iova, own)

    @example(without=NoSharedMemory)
    def pipeline_run(
        self, here: Cpu, there: Cpu, alices: Vcpu, bobs: Vcpu, alice: Guest, bob: Guest, hers: Vmid, his: Vmid,
        low: Gfn, shared: Gfn, page: Page, own: Page, ram: Frame, his_ram: Frame, nic: Function, his_nic: Function,
        nic_id: RequesterId, his_nic_id: RequesterId, iova: Iova, zero: Word, image: Word, batch: Word,
        result: Word,
    ) -> None:  # fmt: skip
        """The same, with what the core is asked for, and a page that Alice shares with Bob."""
        self.machine(alices, bobs, alice, bob, ram, his_ram, nic, his_nic, nic_id, his_nic_id, zero)
        self.procedures.renew(nic)
        self.procedures.renew(his_nic)
        self.building.begin(alice, iova, low, page, ram)
        self.building.connect(alice, nic, nic_id, iova, page)
        self.vmids.flush_vmid(there, hers)
        self.procedures.start(here, alices, alice, hers)
        self.building.begin(bob, iova, low, own, his_ram)
        self.building.connect(bob, his_nic, his_nic_id, iova, own)
        self.vmids.flush_vmid(here, his)
        self.procedures.start(there, bobs, bob, his)
        self.tenants.boot(here, alice, hers, low, page, ram, zero, image)
        self.tenants.boot(there, bob, his, low, own, his_ram, zero, image)
        self.tenants.move(alice, nic, nic_id, iova, page, batch)
        self.services.share_page(page, bob, shared, {Access.READ})
        self.tenants.hand_over(here, alice, low, page, there, bob, shared, result)
        self.tenants.answer(bob, his_nic, his_nic_id, iova, own)
