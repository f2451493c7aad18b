"""PCI functions: where they answer, and what they hold."""

from septum.language import Concern, Map, Relation, Sort, constant, content, hardware
from septum.models.memory import Frame, Word


class Function(Sort):
    """A PCI function: a network function, or a virtual function of a GPU."""


class RequesterId(Sort):
    """A requester id: the name under which the IOMMU knows who sends a request. A function may have several."""


class Handle(Sort):
    """What a message-signalled interrupt carries: the index of an entry of the remapping table."""


class Pci(Concern):
    """A device frame leads to a function, and a requester id stands for one."""

    function_at: Map[Frame, Function] = constant()  # behind a BAR or an MSI-X table
    function_of: Map[RequesterId, Function] = constant()  # the core's table of requester ids, aliases included
    registers: Map[Function, Word] = content()  # all that a function holds: what a reset clears
    vectors: Relation[Function, Handle] = hardware()  # its MSI-X table
