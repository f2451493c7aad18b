"""What monitors do, in lines of strace: written for tests, after what QEMU, kvmtool and Cloud Hypervisor do."""

from collections.abc import Iterable

KVM, VM, VCPU = "3</dev/kvm>", "8<anon_inode:kvm-vm>", "9<anon_inode:kvm-vcpu:0>"
GROUP, CONTAINER, DEVICE = "10</dev/vfio/10>", "11</dev/vfio/vfio>", "13<anon_inode:[vfio-device]>"
MAP = "VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA"
UNMAP = "VFIO_DEVICE_QUERY_GFX_PLANE or VFIO_IOMMU_UNMAP_DMA"
SLOT = "{slot=0, flags=%s, guest_phys_addr=0, memory_size=%s, userspace_addr=0x7f1000000000}"

BOOT = (
    f'7 openat(AT_FDCWD</>, "/dev/kvm", O_RDWR|O_CLOEXEC) = {KVM}',
    f"7 ioctl({KVM}, KVM_CREATE_VM, 0) = {VM}",
    f"9 ioctl({VM}, KVM_CREATE_VCPU, 0) = {VCPU}",
    f"7 ioctl({VM}, KVM_SET_USER_MEMORY_REGION, {SLOT % (0, '0x200000')}) = 0",
)
RUN = (f"9 ioctl({VCPU}, KVM_RUN, 0) = 0",)
PLUG = (
    f'7 openat(AT_FDCWD</>, "/dev/vfio/10", O_RDWR|O_CLOEXEC) = {GROUP}',
    f'7 openat(AT_FDCWD</>, "/dev/vfio/vfio", O_RDWR|O_CLOEXEC) = {CONTAINER}',
    f"7 ioctl({GROUP}, VFIO_GROUP_SET_CONTAINER, 0x55d8) = 0",
    f"7 ioctl({CONTAINER}, VFIO_SET_IOMMU, 0x3) = 0",
    f"7 ioctl({VM}, KVM_CREATE_DEVICE, 0x7ffc) = 0",
    "7 ioctl(12<anon_inode:kvm-vfio>, KVM_SET_DEVICE_ATTR, 0x7ffc) = 0",
    f"7 ioctl({CONTAINER}, {MAP}, 0x7ffc) = 0",
    f"7 ioctl({GROUP}, VFIO_GROUP_GET_DEVICE_FD, 0x55f0) = 13",
    f"7 ioctl({DEVICE}, VFIO_DEVICE_RESET, 0) = 0",
    "7 eventfd2(0, EFD_CLOEXEC) = 14<anon_inode:[eventfd]>",
    f"7 ioctl({DEVICE}, VFIO_DEVICE_SET_IRQS, 0x55fc) = 0",
    f"7 ioctl({VM}, KVM_IRQFD, 0x7ffc) = 0",
)
UNPLUG = (
    f"7 ioctl({DEVICE}, VFIO_DEVICE_SET_IRQS, 0x55fc) = 0",
    f"7 ioctl({VM}, KVM_IRQFD, 0x7ffc) = 0",
    "7 close(14<anon_inode:[eventfd]>) = 0",
    f"7 ioctl({CONTAINER}, {UNMAP}, 0x7ffc) = 0",
    f"8 close({DEVICE}) = 0",
    "8 ioctl(12<anon_inode:kvm-vfio>, KVM_SET_DEVICE_ATTR, 0x7ffc) = 0",
    f"8 ioctl({CONTAINER}, {UNMAP}, 0x7ffc) = 0",
    f"8 ioctl({GROUP}, VFIO_GROUP_UNSET_CONTAINER, 0x55d8) = 0",
    f"8 close({CONTAINER}) = 0",
    f"8 close({GROUP}) = 0",
)
END = ("9 +++ exited with 0 +++", "7 +++ exited with 0 +++")

SPLIT_IRQCHIP = (
    f"7 ioctl({VM}, KVM_ENABLE_CAP, 0x7ffc) = 0",
    f"7 ioctl({VM}, KVM_SET_GSI_ROUTING, 0x55f8) = 0",
    f"7 ioctl({VM}, KVM_SIGNAL_MSI, 0x7ffc) = 1",
    f"9 ioctl({VCPU}, KVM_INTERRUPT, 0x7ffc) = 0",
    f"9 ioctl({VCPU}, KVM_SET_LAPIC, 0x7ffc) = 0",
)
KVMTOOL = (
    f"7 ioctl({VM}, KVM_SET_TSS_ADDR, 0xfffbd000) = 0",
    f"7 ioctl({VM}, KVM_CREATE_PIT2, 0x7ffc) = 0",
    f"7 ioctl({VM}, KVM_CREATE_IRQCHIP, 0xc) = 0",
    f"7 ioctl({VM}, KVM_IRQ_LINE, 0x7ffc) = 0",
    f"9 ioctl({VCPU}, KVM_GET_SREGS, {{cs={{base=0xffff0000, limit=65535, selector=61440}}, ...}}) = 0",
    f"9 ioctl({VCPU}, KVM_SET_FPU, 0x7ffc) = 0",
    f"7 ioctl({VM}, KVM_UNREGISTER_COALESCED_MMIO, 0x7ffc) = 0",
    f"7 ioctl({GROUP}, VFIO_GROUP_UNSET_CONTAINER, 0x55d8) = -1 EBUSY (Device or resource busy)",
    f"7 ioctl({CONTAINER}, {UNMAP}, 0x7ffc) = -1 EINVAL (Invalid argument)",
)
# A device of its own file, and /dev/iommu: names that an older strace does not know, or knows by another meaning.
IOMMUFD = (
    '7 openat(AT_FDCWD</>, "/dev/vfio/devices/vfio0", O_RDWR) = 20</dev/vfio/devices/vfio0>',
    '7 openat(AT_FDCWD</>, "/dev/iommu", O_RDWR) = 21</dev/iommu>',
    "7 ioctl(20</dev/vfio/devices/vfio0>, VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY, 0x7ffc) = 0",
    "7 ioctl(21</dev/iommu>, _IOC(_IOC_NONE, 0x3b, 0x81, 0), 0x7ffc) = 0",
    "7 ioctl(20</dev/vfio/devices/vfio0>, VFIO_IOMMU_SPAPR_TCE_CREATE, 0x7ffc) = 0",
    "7 ioctl(21</dev/iommu>, _IOC(_IOC_NONE, 0x3b, 0x84, 0), 0x7ffc) = -1 EMSGSIZE (Message too long)",
    "7 ioctl(21</dev/iommu>, _IOC(_IOC_NONE, 0x3b, 0x85, 0), 0x7ffc) = 0",
    "7 ioctl(21</dev/iommu>, _IOC(_IOC_NONE, 0x3b, 0x86, 0), 0x7ffc) = 0",
    "7 ioctl(20</dev/vfio/devices/vfio0>, VFIO_IOMMU_SPAPR_TCE_REMOVE, 0x7ffc) = 0",
    "7 ioctl(21</dev/iommu>, _IOC(_IOC_NONE, 0x3b, 0x80, 0), 0x7ffc) = 0",
    "7 close(20</dev/vfio/devices/vfio0>) = 0",
)
# An arm64 monitor asks on a machine that it throws away what the CPU can do, then builds its guest.
ARM = (
    f"7 ioctl({KVM}, KVM_CREATE_VM, 0) = 30<anon_inode:kvm-vm>",
    "7 ioctl(30<anon_inode:kvm-vm>, KVM_CREATE_VCPU, 0) = 31<anon_inode:kvm-vcpu:0>",
    "7 ioctl(30<anon_inode:kvm-vm>, KVM_ARM_PREFERRED_TARGET, 0x7ffc) = 0",
    "7 ioctl(31<anon_inode:kvm-vcpu:0>, KVM_ARM_VCPU_INIT, 0x7ffc) = 0",
    "7 ioctl(31<anon_inode:kvm-vcpu:0>, KVM_GET_ONE_REG or KVM_ARM_SET_DEVICE_ADDR, 0x7ffc) = 0",
    "7 close(31<anon_inode:kvm-vcpu:0>) = 0",
    "7 close(30<anon_inode:kvm-vm>) = 0",
    f"7 ioctl({VM}, KVM_GET_ONE_REG or KVM_ARM_SET_DEVICE_ADDR, 0x7ffc) = 0",
    "7 ioctl(32<anon_inode:kvm-arm-vgic-v3>, KVM_SET_DEVICE_ATTR, 0x7ffc) = 0",
    f"9 ioctl({VCPU}, 0x8360ae81, 0x7ffc) = 0",
)
CONFIDENTIAL = (
    f"7 ioctl({VM}, KVM_MEMORY_ENCRYPT_OP, 0x7ffc) = 0",
    f"7 ioctl({VM}, _IOC(_IOC_READ|_IOC_WRITE, 0xae, 0xd4, 0x40), 0x7ffc) = 33",
    f"7 ioctl({VM}, _IOC(_IOC_WRITE, 0xae, 0x49, 0xa0), 0x7ffc) = 0",
    f"7 ioctl({VM}, _IOC(_IOC_WRITE, 0xae, 0xd2, 0x20), 0x7ffc) = 0",
)


def stamped(*parts: Iterable[str]) -> list[str]:
    """Lines with times, a microsecond apart."""
    lines = [line for part in parts for line in part]
    return [f"{line.split()[0]} 1796000000.{number:06} {line.split(' ', 1)[1]}" for number, line in enumerate(lines, 1)]
