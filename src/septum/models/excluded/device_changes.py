"""What becomes of a function where devices come and go, and where guests say at which addresses they answer."""

from septum.language import Concern, Hardware, step, when
from septum.models.assumptions.no_configuration_writes import NoConfigurationWrites
from septum.models.assumptions.no_hotplug import NoHotplug
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.pci import Function, Pci
from septum.models.memory import Word


class DeviceChanges(Concern):
    """Another device behind the same name, another name before the same device."""

    pci: Pci
    functions: Functions

    @step(by=Hardware, unless=NoHotplug)
    def exchange_device(self, function: Function, other: Function) -> None:
        """A device is pulled, and another takes its place with what its last user left in it.

        PCI Express Base Specification 5.0, section 6.7: Hot-Plug Support.
        """
        self.pci.registers[function] = self.pci.registers(other)

    @step(by="guest", unless=NoConfigurationWrites)
    def move_bar(self, guest: Guest, function: Function, over: Function, word: Word) -> None:
        """A guest moves a BAR of its function over another's, and what it writes there goes to both.

        XSA-120: a guest may write to the configuration space of its device.
        """
        when(self.functions.uses(guest, function))
        self.pci.registers[over] = word
