"""How long a recording takes to read and to enumerate, and how much memory: a run of a monitor, made up in any length.

python bench/traces.py [--lines 300000]
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from septum.spec.load import load_profile
from septum.traces.classifying import enumerate_capabilities
from septum.traces.reading import read_traces

_KVM, _VM, _VCPU = "3</dev/kvm>", "8<anon_inode:kvm-vm>", "10<anon_inode:kvm-vcpu:0>"
_START = 1_796_000_000


def run(lines: int, seed: int = 1) -> Iterator[str]:
    """A run of so many lines: nine of ten are exits of a virtual CPU, as in recordings of QEMU."""
    made = random.Random(seed)
    micros = 0

    def stamped(thread: int, text: str) -> str:
        return f"{thread}   {_START + micros // 1_000_000}.{micros % 1_000_000:06} {text}"

    yield stamped(233, f'openat(AT_FDCWD</>, "/dev/kvm", O_RDWR|O_CLOEXEC) = {_KVM}')
    yield stamped(233, f"ioctl({_KVM}, KVM_CREATE_VM, 0) = {_VM}")
    yield stamped(236, f"ioctl({_VM}, KVM_CREATE_VCPU, 0) = {_VCPU}")
    for _ in range(lines - 3):
        micros += made.randint(1, 90)
        chance = made.random()
        address = f"0x7f{made.randrange(1 << 32):08x}"
        if chance < 0.92:
            yield stamped(236, f"ioctl({_VCPU}, KVM_RUN, 0) = 0")
        elif chance < 0.95:
            yield stamped(233, f"madvise({address}, 4096, MADV_DONTNEED) = 0")
        elif chance < 0.98:
            slot = f"slot={made.randrange(9)}, flags=0, guest_phys_addr=0x{made.randrange(1 << 30):x}"
            size = made.choice((0, 4096))
            arguments = f"{{{slot}, memory_size={size}, userspace_addr={address}}}"
            yield stamped(233, f"ioctl({_VM}, KVM_SET_USER_MEMORY_REGION, {arguments}) = 0")
        else:
            yield stamped(233, f"ioctl({_VM}, KVM_IRQ_LINE_STATUS, {address}) = 0")


def main() -> None:
    """Make a recording, read it, enumerate it, and print seconds of the processor and of the clock, and megabytes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--lines", type=int, default=300_000)
    count = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "run.strace")
        Path(file).write_text("".join(line + "\n" for line in run(count)), encoding="utf-8")
        model = load_profile("minimal")
        before = time.process_time(), time.perf_counter()
        events = sum(1 for _ in read_traces([file]))
        between = time.process_time(), time.perf_counter()
        result = enumerate_capabilities([file], model)
        after = time.process_time(), time.perf_counter()
    print(f"{count:,} lines, {events:,} events, {result.ioctls:,} ioctls")
    print(f"read       {between[0] - before[0]:.2f} s of processor, {between[1] - before[1]:.2f} s")
    print(f"enumerate  {after[0] - between[0]:.2f} s of processor, {after[1] - between[1]:.2f} s")
    print(f"memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main()
