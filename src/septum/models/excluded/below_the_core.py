"""Who reaches memory without the core: firmware, somebody at the machine, another core in this one's place."""

from septum.language import Concern, Hardware, Manager, step, when
from septum.models.assumptions.core_is_measured import CoreIsMeasured
from septum.models.assumptions.firmware_is_quiet import FirmwareIsQuiet
from septum.models.assumptions.key_per_guest import KeyPerGuest
from septum.models.assumptions.nobody_touches_the_machine import NobodyTouchesTheMachine
from septum.models.guests import Guest
from septum.models.memory import Frame, FrameKind, Memory, Word


class BelowTheCore(Concern):
    """No page table stands in their way."""

    memory: Memory

    @step(by=Hardware, unless=FirmwareIsQuiet)
    def write_from_firmware(self, frame: Frame, word: Word) -> None:
        """System management mode, or a management controller, writes where it likes.

        Embleton et al., SMM Rootkits, SecureComm 2008.
        """
        self.memory.contents[frame] = word

    @step(by=Hardware, unless=NobodyTouchesTheMachine)
    def change_module(self, frame: Frame, word: Word) -> None:
        """Somebody at the machine changes what a memory module holds.

        De Meulemeester et al., BadRAM, IEEE S&P 2025.
        """
        self.memory.contents[frame] = word

    @step(by="guest", unless=KeyPerGuest)
    def tap_the_bus(self, guest: Guest, frame: Frame) -> Word:
        """An accomplice of a guest listens on the memory bus and reads what passes.

        Halderman et al., Lest We Remember, USENIX Security 2008, for modules that are read elsewhere.
        """
        return self.memory.contents(frame)

    @step(by=Manager, unless=CoreIsMeasured)
    def start_another_core(self, frame: Frame, word: Word) -> None:
        """The manager starts the machine with a core of its own.

        CVE-2020-10713 (BootHole).
        """
        when(self.memory.kind(frame) == FrameKind.CORE)
        self.memory.contents[frame] = word
