"""What a CPU remembers where the core follows tables that a guest writes."""

from septum.language import Concern, step, waits
from septum.models.assumptions.no_nested_virtualization import NoNestedVirtualization
from septum.models.guests import Guest
from septum.models.hardware.tlb import Tlb
from septum.models.memory import Frame, Page
from septum.models.scheduling import Cpu, Scheduling
from septum.models.translation import Access, Gfn
from septum.models.vmids import Vmids


class NestedVirtualization(Concern):
    """A guest's own machines, whose tables and control blocks it may change while the core reads them."""

    scheduling: Scheduling
    vmids: Vmids
    tlb: Tlb

    @step(by="guest", unless=NoNestedVirtualization)
    def shadow(self, cpu: Cpu, guest: Guest, gfn: Gfn, page: Page, frame: Frame, access: Access) -> None:
        """An entry that the core made from a guest's table leads where the guest chose after the check.

        CVE-2021-29657, of the control block; a table of a guest's own can be changed in the same way.
        """
        waits(self.scheduling.is_on(cpu, guest))
        self.tlb.tlb[cpu, self.vmids.vmid(guest), gfn, page, frame, access] = True
