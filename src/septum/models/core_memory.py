"""What the core keeps for itself: its code, page tables, remapping tables and the registers of the IOMMU."""

from septum.language import Concern, Map, always, constant, implies, initially
from septum.models.memory import Frame, FrameKind, Memory, Word


class CoreMemory(Concern):
    """Nobody and no device writes a frame of the core."""

    memory: Memory

    image: Map[Frame, Word] = constant()  # what the core has put into its frames

    @initially
    def the_core_is_loaded(self, frame: Frame) -> bool:
        return implies(self.memory.kind(frame) == FrameKind.CORE, self.memory.contents(frame) == self.image(frame))

    @always
    def the_cores_frames_keep_their_content(self, frame: Frame) -> bool:
        """No guest, device or manager changes a frame of the core."""
        return implies(self.memory.kind(frame) == FrameKind.CORE, self.memory.contents(frame) == self.image(frame))
