"""Runs in which a frame and a tag serve one guest after another."""

from septum.language import Concern, example, refused
from septum.models.dma import NOT_IO_INVALIDATED, Dma
from septum.models.guests import NO_SUCH_GUEST, Guest, Guests
from septum.models.hardware.tlb import FAULT, Tlb
from septum.models.memory import (
    BEING_TAKEN,
    FRAME_LENT,
    NOT_LENT,
    NOT_RAM,
    NOT_SCRUBBED,
    PAGE_NAME_USED,
    Frame,
    FrameKind,
    Memory,
    Page,
    Word,
)
from septum.models.scheduling import Cpu, Scheduling, Vcpu
from septum.models.stories.procedures import Procedures
from septum.models.translation import (
    GFN_IN_USE,
    NOT_INVALIDATED,
    NOT_OWNER,
    STILL_MAPPED,
    Access,
    Gfn,
    Translation,
)
from septum.models.vmids import Vmid, Vmids


class MemoryStories(Concern):
    """Lend, map, use, unmap, revoke, take back, scrub, lend again."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    vmids: Vmids
    translation: Translation
    tlb: Tlb
    dma: Dma
    procedures: Procedures

    @example
    def a_frame_serves_two_guests(
        self,
        cpu: Cpu,
        alices: Vcpu,
        bobs: Vcpu,
        alice: Guest,
        bob: Guest,
        vmid: Vmid,
        gfn: Gfn,
        one: Page,
        two: Page,
        ram: Frame,
        cores: Frame,
        zero: Word,
        secret: Word,
    ) -> None:
        """Alice writes a secret, gives her page back and ends; Bob gets the frame and reads nothing."""
        assert self.memory.ZERO == zero
        assert self.memory.kind(ram) == FrameKind.RAM and self.memory.kind(cores) == FrameKind.CORE
        assert self.scheduling.guest_of(alices) == alice and self.scheduling.guest_of(bobs) == bob
        assert refused(self.memory.lend(alice, one, ram), NO_SUCH_GUEST)
        self.procedures.boot(cpu, alices, alice, vmid, gfn, one, ram)
        self.tlb.fill_tlb(cpu, alice, gfn, one, Access.EXECUTE)
        self.tlb.store(cpu, alice, gfn, one, secret)
        assert self.tlb.load(cpu, alice, gfn, one) == secret
        assert self.tlb.fetch(cpu, alice, gfn, one) == secret
        assert refused(self.memory.scrub(ram), FRAME_LENT)
        assert refused(self.memory.scrub(cores), NOT_RAM)
        assert refused(self.translation.map_page(bob, gfn, one, {Access.READ}), NOT_OWNER)
        assert refused(self.memory.revoke(one), STILL_MAPPED)
        self.translation.unmap_page(alice, gfn, one)
        assert self.tlb.load(cpu, alice, gfn, one) == secret
        assert refused(self.memory.take_back(one), NOT_INVALIDATED)
        self.memory.revoke(one)
        assert refused(self.translation.map_page(alice, gfn, one, {Access.READ}), BEING_TAKEN)
        self.translation.acknowledge(cpu, one)
        assert refused(self.tlb.load(cpu, alice, gfn, one), FAULT)
        assert refused(self.tlb.store(cpu, alice, gfn, one, secret), FAULT)
        assert refused(self.tlb.fetch(cpu, alice, gfn, one), FAULT)
        assert refused(self.memory.take_back(one), NOT_IO_INVALIDATED)
        self.dma.flush_io(one)
        self.memory.take_back(one)
        assert refused(self.memory.take_back(one), NOT_LENT)
        assert refused(self.memory.revoke(one), NOT_LENT)
        self.procedures.stop(cpu, alices, alice)
        self.guests.destroy(alice)
        self.guests.create(bob)
        assert refused(self.memory.lend(bob, one, ram), PAGE_NAME_USED)
        assert refused(self.memory.lend(bob, two, cores), NOT_RAM)
        assert refused(self.memory.lend(bob, two, ram), NOT_SCRUBBED)
        self.procedures.give_page(bob, gfn, two, ram)
        self.procedures.start(cpu, bobs, bob, vmid)
        self.procedures.touch(cpu, bob, gfn, two)
        assert self.tlb.load(cpu, bob, gfn, two) == zero

    @example
    def a_gfn_maps_one_page(self, alice: Guest, gfn: Gfn, one: Page, two: Page, here: Frame, there: Frame) -> None:
        """The second page waits until the first is unmapped; rights can be withdrawn one by one."""
        assert self.memory.kind(here) == FrameKind.RAM and self.memory.kind(there) == FrameKind.RAM
        self.guests.create(alice)
        self.memory.scrub(there)
        self.memory.lend(alice, two, there)
        self.procedures.give_page(alice, gfn, one, here)
        self.translation.map_page(alice, gfn, one, {Access.READ})
        assert refused(self.translation.map_page(alice, gfn, two, {Access.READ}), GFN_IN_USE)
        self.translation.unmap_page(alice, gfn, one)
        self.translation.map_page(alice, gfn, two, {Access.READ})

    @example
    def entries_come_and_go(
        self, cpu: Cpu, vcpu: Vcpu, alice: Guest, vmid: Vmid, gfn: Gfn, page: Page, ram: Frame, word: Word
    ) -> None:
        """Entries go when there is no room, and come back."""
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(vcpu) == alice
        self.procedures.boot(cpu, vcpu, alice, vmid, gfn, page, ram)
        self.tlb.store(cpu, alice, gfn, page, word)
        self.tlb.forget(cpu, alice, gfn, page, Access.READ)
        assert refused(self.tlb.load(cpu, alice, gfn, page), FAULT)
        self.tlb.fill_tlb(cpu, alice, gfn, page, Access.READ)
        assert self.tlb.load(cpu, alice, gfn, page) == word

    @example
    def a_cpu_may_be_late(
        self,
        here: Cpu,
        there: Cpu,
        vcpu: Vcpu,
        alice: Guest,
        vmid: Vmid,
        gfn: Gfn,
        page: Page,
        ram: Frame,
        word: Word,
    ) -> None:
        """While one CPU has not acknowledged, its entries work, and the page does not come back."""
        assert self.memory.kind(ram) == FrameKind.RAM and self.scheduling.guest_of(vcpu) == alice
        self.vmids.flush_vmid(there, vmid)
        self.procedures.boot(here, vcpu, alice, vmid, gfn, page, ram)
        self.tlb.store(here, alice, gfn, page, word)
        self.translation.unmap_page(alice, gfn, page)
        self.memory.revoke(page)
        self.translation.acknowledge(there, page)
        self.dma.flush_io(page)
        assert refused(self.memory.take_back(page), NOT_INVALIDATED)
        assert self.tlb.load(here, alice, gfn, page) == word
        self.translation.acknowledge(here, page)
        self.memory.take_back(page)
