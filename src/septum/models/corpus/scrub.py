"""Memory that comes to a guest with what was in it before."""

from septum.language import Concern, example
from septum.models.assumptions.scrub_reaches_memory import ScrubReachesMemory
from septum.models.corpus.procedures import AttackProcedures
from septum.models.guests import Guest, Guests
from septum.models.hardware.errata import Errata
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, FrameKind, Memory, Page, Word
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import Gfn
from septum.models.vmids import Vmid


class ScrubAttacks(Concern):
    """Bob reads what he was not given."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    tlb: Tlb
    errata: Errata
    procedures: Procedures
    attack: AttackProcedures

    @example(without="lend.NOT_SCRUBBED", leak=True)
    def the_hosts_own_memory_is_lent(
        self, cpu: Cpu, vcpu: Vcpu, bob: Guest, vmid: Vmid, gfn: Gfn, page: Page, ram: Frame, zero: Word, secret: Word
    ) -> None:
        """A frame that the host had used for itself goes to Bob as it is."""
        assert self.memory.ZERO == zero and self.memory.kind(ram) == FrameKind.RAM
        self.attack.lend_unscrubbed(bob, page, ram)
        self.attack.start(cpu, vcpu, bob, vmid)
        self.attack.use(bob, page, gfn, cpu)
        self.tlb.load(cpu, bob, gfn, page)

    @example(without="lend.NOT_SCRUBBED", leak=True)
    def a_table_is_built_in_used_memory(
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
        """What is written for Bob does not fill its page: in the rest he finds what Alice had there."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, hers, alice, vmid, gfn, one, ram)
        self.tlb.store(cpu, alice, gfn, one, secret)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.scheduling.save_vcpu(cpu, hers)
        self.attack.lend_unscrubbed(bob, two, ram)
        self.attack.start(cpu, his, bob, tag)
        self.attack.use(bob, two, gfn, cpu)
        assert self.tlb.load(cpu, bob, gfn, two) == secret

    @example(without=ScrubReachesMemory, leak=True)
    def a_scrub_stays_in_the_cache(
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
        """The caches were cleaned before the scrub, not after it: Bob reads past them."""
        assert self.memory.ZERO == zero
        self.attack.boot(cpu, hers, alice, vmid, gfn, one, ram)
        self.tlb.store(cpu, alice, gfn, one, secret)
        self.procedures.take_page(cpu, alice, gfn, one)
        self.scheduling.save_vcpu(cpu, hers)
        self.errata.scrub_in_cache(ram)
        self.attack.lend_unscrubbed(bob, two, ram)
        self.attack.start(cpu, his, bob, tag)
        self.attack.use(bob, two, gfn, cpu)
        assert self.tlb.load(cpu, bob, gfn, two) == secret
