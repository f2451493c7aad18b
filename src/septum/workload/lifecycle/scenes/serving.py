"""A guest at work: it leaves its word everywhere that it can reach, and finds it again."""

from collections.abc import Iterator

from septum.workload.lifecycle.calls import Call
from septum.workload.lifecycle.guest import FunctionPart, GuestPlan
from septum.workload.lifecycle.scenes.calling import ZERO, access, call, parts

READ_AND_WRITE = ("READ", "WRITE")
EVERY_ACCESS = ("READ", "WRITE", "EXECUTE")


def write(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The guest writes its word from its CPUs, by its functions and into its instances; its functions interrupt it."""
    yield from touch(guest, phase)
    yield from use_registers(guest, phase, found=ZERO, left=guest.word)
    for part in guest.functions:
        yield from _move_in(guest, part, phase)
    for number, turn in enumerate(guest.turns):
        for ram in guest.ram if number == 0 else guest.ram[:1]:
            yield access(phase, "store", turn, guest, ram, word=guest.word)
            yield access(phase, "fetch", turn, guest, ram, returns=guest.word)
    for part in guest.functions:
        yield from _move_out(guest, part, phase)
        yield from _interrupt(guest, part, phase)
    turn = guest.turns[0]
    for gpu in guest.gpus:
        page = gpu.function.registers
        for part in parts(gpu):
            yield access(phase, "gpu_store", turn, guest, page, instance=gpu.instance, part=part, word=guest.word)
    yield from use_local_memory(guest, phase, found=ZERO, left=guest.word)
    yield from _interrupt_siblings(guest, phase)


def read(guest: GuestPlan, phase: str, word: str) -> Iterator[Call]:
    """The guest reads all that it has, and finds `word` everywhere."""
    turn = guest.turns[0]
    for ram in guest.ram:
        yield access(phase, "load", turn, guest, ram, returns=word)
    for part in guest.functions:
        yield access(phase, "load_register", turn, guest, part.registers, returns=word)
    for gpu in guest.gpus:
        page = gpu.function.registers
        for part in parts(gpu):
            yield access(phase, "gpu_load", turn, guest, page, returns=word, instance=gpu.instance, part=part)
    yield from use_local_memory(guest, phase, found=word, left=word)
    yield from use_registers(guest, phase, found=word, left=word)


def look(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """A guest that has written nothing reads all that it has, and finds nothing in it."""
    yield from touch(guest, phase)
    yield from read(guest, phase, ZERO)


def touch(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The CPUs remember the guest's translations: the first one all, the others one page of RAM."""
    first, *others = guest.turns
    for ram in guest.ram:
        for right in EVERY_ACCESS:
            yield access(phase, "fill_tlb", first, guest, ram, access=right)
    for part in guest.functions:
        for page in (part.registers, part.vectors):
            for right in READ_AND_WRITE:
                yield access(phase, "fill_tlb", first, guest, page, access=right)
    for turn in others:
        for right in EVERY_ACCESS:
            yield access(phase, "fill_tlb", turn, guest, guest.ram[0], access=right)


def use_registers(guest: GuestPlan, phase: str, found: str, left: str) -> Iterator[Call]:
    """Every virtual CPU finds a word in its registers, and leaves one."""
    for turn in guest.turns:
        for step in ("use_registers", "use_unswitched_registers"):
            yield call(phase, step, found, cpu=turn.cpu, vcpu=turn.vcpu, guest=guest.name, word=left)


def use_local_memory(guest: GuestPlan, phase: str, found: str, left: str) -> Iterator[Call]:
    """Every instance finds a word in its on-chip memory, and leaves one."""
    for gpu in guest.gpus:
        page = gpu.function.registers
        yield access(
            phase, "use_local_memory", guest.turns[0], guest, page, returns=found, instance=gpu.instance, word=left
        )


def _move_in(guest: GuestPlan, part: FunctionPart, phase: str) -> Iterator[Call]:
    """The function writes the word into its buffer, where the guest has not been yet."""
    where = {"requester": part.function, "iova": part.buffer.gfn, "page": part.buffer.page}
    yield call(
        phase,
        "map_io",
        guest=guest.name,
        function=part.function,
        iova=part.buffer.gfn,
        page=part.buffer.page,
        rights=frozenset(READ_AND_WRITE),
    )
    for right in READ_AND_WRITE:
        yield call(phase, "fill_iotlb", guest=guest.name, domain=guest.name, access=right, **where)
    yield call(phase, "dma_write", guest=guest.name, word=guest.word, **where)
    yield call(phase, "land_write", guest=guest.name, function=part.function, page=part.buffer.page, word=guest.word)
    yield access(phase, "load", guest.turns[0], guest, part.buffer, returns=guest.word)


def _move_out(guest: GuestPlan, part: FunctionPart, phase: str) -> Iterator[Call]:
    """The function reads the word out of its buffer: the guest finds it in the function's registers."""
    where = {"requester": part.function, "iova": part.buffer.gfn, "page": part.buffer.page}
    turn = guest.turns[0]
    yield access(phase, "load_register", turn, guest, part.registers, returns=ZERO)
    yield call(phase, "dma_read", guest=guest.name, **where)
    yield call(phase, "land_read", guest=guest.name, function=part.function, page=part.buffer.page)
    yield access(phase, "load_register", turn, guest, part.registers, returns=guest.word)
    # At a register, not at a doorbell, the word interrupts nobody: whoever the target is.
    yield access(phase, "store_register", turn, guest, part.registers, word=guest.word, target=guest.turns[0].vcpu)


def _interrupt(guest: GuestPlan, part: FunctionPart, phase: str) -> Iterator[Call]:
    """The function raises each of its interrupts, and the virtual CPU that it is for takes it."""
    for interrupt in part.interrupts:
        target = interrupt.target
        message = {"handle": interrupt.handle, "requester": part.function, "vcpu": target.vcpu}
        yield access(phase, "store_vector", guest.turns[0], guest, part.vectors, handle=interrupt.handle)
        yield call(phase, "fill_interrupt_cache", guest=guest.name, **message)
        yield call(phase, "fire_vector", guest=guest.name, **message)
        yield call(phase, "take_interrupt", cpu=target.cpu, vcpu=target.vcpu, guest=guest.name)


def _interrupt_siblings(guest: GuestPlan, phase: str) -> Iterator[Call]:
    """The first virtual CPU interrupts each of the others."""
    first, *others = guest.turns
    for other in others:
        yield call(phase, "interrupt_sibling", cpu=first.cpu, vcpu=first.vcpu, guest=guest.name, target=other.vcpu)
        yield call(phase, "take_interrupt", cpu=other.cpu, vcpu=other.vcpu, guest=guest.name)
