"""How an instance of a partitioned GPU is made ready and cleared, with every capability that one could use for it."""

from septum.language import Concern
from septum.models.driver import GpuDriver
from septum.models.functions import Functions
from septum.models.guests import Guest
from septum.models.hardware.mig import Instance, Part, Slice
from septum.models.hardware.pci import Function
from septum.models.instances import Instances


class InstanceBuilding(Concern):
    """The driver's part."""

    functions: Functions
    instances: Instances
    driver: GpuDriver

    def renew(self, instance: Instance, part: Part, unit: Slice) -> None:
        """The driver prepares an instance of one part for its next user."""
        self.driver.scrub_slice(unit)
        self.driver.route(instance, part, unit)
        self.driver.clear_local_memory(instance)
        self.instances.renew(instance)

    def give(self, guest: Guest, function: Function, instance: Instance) -> None:
        """The function serves the instance."""
        self.instances.bind(guest, function, instance)

    def take(self, function: Function, instance: Instance, part: Part) -> None:
        """The function serves the instance no longer, and is reset and released."""
        self.instances.unbind(function, instance)
        self.functions.reset(function)
        self.functions.release(function)
        self.driver.unroute(instance, part)
