"""What a manager does with guests' memory where it may migrate, overcommit, share and serve."""

from septum.language import Concern, Manager, step, tell, when
from septum.models.assumptions.no_live_migration import NoLiveMigration
from septum.models.assumptions.no_overcommit import NoOvercommit
from septum.models.assumptions.no_shared_backends import NoSharedBackends
from septum.models.assumptions.no_shared_memory import NoSharedMemory
from septum.models.guests import Guest, Guests
from septum.models.memory import Memory, Page, Word
from septum.models.scheduling import Scheduling, Vcpu
from septum.models.translation import MAPPED, Access, Gfn, Translation


class MemoryServices(Concern):
    """Services of a manager that reach into pages which are lent."""

    guests: Guests
    memory: Memory
    scheduling: Scheduling
    translation: Translation

    def is_memory_of_a_guest(self, page: Page) -> bool:
        return self.memory.lent(page) and self.memory.is_ram(page)

    @step(by=Manager, unless=NoLiveMigration)
    def copy_out(self, page: Page) -> Word:
        """The manager copies a page to send it to another machine.

        Oberheide et al., Empirical Exploitation of Live Virtual Machine Migration, Black Hat DC 2008.
        """
        when(self.is_memory_of_a_guest(page))
        return self.memory.contents(self.memory.backing(page))

    @step(by=Manager, unless=NoLiveMigration)
    def copy_registers(self, vcpu: Vcpu) -> Word:
        """The manager copies the registers of a virtual CPU that is saved.

        Oberheide et al., as above.
        """
        when(self.guests.is_alive(self.scheduling.guest_of(vcpu)))
        return self.scheduling.saved(vcpu)

    @step(by=Manager, unless=NoOvercommit)
    def swap_in(self, page: Page, word: Word) -> None:
        """A page comes back from swap with what the manager puts there.

        Waldspurger, Memory Resource Management in VMware ESX Server, OSDI 2002.
        """
        when(self.is_memory_of_a_guest(page))
        self.memory.contents[self.memory.backing(page)] = word

    @step(by=Manager, unless=NoSharedBackends)
    def answer_request(self, page: Page, word: Word) -> Word:
        """The manager reads a request from a guest's ring, and writes the answer there.

        Virtual I/O Device (VIRTIO) 1.2, section 2.7: the device reads and writes what the driver offers.
        """
        when(self.is_memory_of_a_guest(page))
        request = self.memory.contents(self.memory.backing(page))
        self.memory.contents[self.memory.backing(page)] = word
        return request

    @step(by=Manager, unless=NoSharedMemory)
    def share_page(self, page: Page, guest: Guest, gfn: Gfn, rights: set[Access]) -> None:
        """A second guest gets a translation to a page that is lent.

        XSA-255 and four later advisories: pages that stay shared longer than anybody counted.
        """
        when(self.is_memory_of_a_guest(page) and self.guests.is_alive(guest))
        self.translation.stage2[guest, gfn, page, :] = rights
        tell(guest, MAPPED, gfn, page, rights)
