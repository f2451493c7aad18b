"""Lines of monitors, and what is followed in them."""

import re
from pathlib import Path

from recorded_lines import written

from septum.traces.following import Followed, follow
from septum.traces.reading import read_traces

KVM = 'openat(AT_FDCWD</>, "/dev/kvm", O_RDWR|O_CLOEXEC) = 3</dev/kvm>'
VM = "ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = 8<anon_inode:kvm-vm>"
VCPU = "ioctl(8<anon_inode:kvm-vm>, KVM_CREATE_VCPU, 0) = 9<anon_inode:kvm-vcpu:0>"
RUN = "ioctl(9<anon_inode:kvm-vcpu:0>, KVM_RUN, 0) = 0"
GROUP = 'openat(AT_FDCWD</>, "/dev/vfio/10", O_RDWR) = 10</dev/vfio/10>'
CONTAINER = 'openat(AT_FDCWD</>, "/dev/vfio/vfio", O_RDWR) = 11</dev/vfio/vfio>'
SET_CONTAINER = "ioctl(10</dev/vfio/10>, VFIO_GROUP_SET_CONTAINER, 0x7f) = 0"
SET_IOMMU = "ioctl(11</dev/vfio/vfio>, VFIO_SET_IOMMU, 0x3) = 0"
DEVICE = "ioctl(10</dev/vfio/10>, VFIO_GROUP_GET_DEVICE_FD, 0x7f) = 13"
INFO = "ioctl(13<anon_inode:[vfio-device]>, VFIO_DEVICE_GET_INFO, 0x7f) = 0"


def timed(*lines: tuple[int, str]) -> list[str]:
    """Lines of threads, a microsecond apart."""
    return [f"{thread} 1795248236.{number:06} {line}" for number, (thread, line) in enumerate(lines, 1)]


def run(folder: Path, *lines: tuple[int, str], kernel: tuple[str, ...] = ()) -> list[Followed]:
    """What is followed in lines of strace, with lines of ftrace beside them."""
    files = [written(folder, "s", *timed(*lines))]
    if kernel:
        files.append(written(folder, "k", *kernel))
    return list(follow(read_traces(files)))


def plain(text: str) -> str:
    """A line as strace without -y writes it."""
    return re.sub(r"(\d)<[^>]*>", r"\1", text).replace("AT_FDCWD</>", "AT_FDCWD")
