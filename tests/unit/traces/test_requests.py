"""What requests mean, by name, by number, and by what they are sent to."""

import pytest

from septum.traces.decoding import find_request, requests, written_number


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("KVM_RUN", "vcpu", "KVM_RUN"),
        ("VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA", "container", "VFIO_IOMMU_MAP_DMA"),
        ("VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA", "device", "VFIO_DEVICE_PCI_HOT_RESET"),
        ("VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA", None, None),
        ("0xae01", "kvm", "KVM_CREATE_VM"),
        ("0xae80 /* KVM_RUN */", "vcpu", "KVM_RUN"),
        ("_IOC(_IOC_NONE, 0xae, 0x1, 0)", None, "KVM_CREATE_VM"),
        ("_IOC(_IOC_READ|_IOC_WRITE, 0xae, 0xd4, 0x40)", "vm", "KVM_CREATE_GUEST_MEMFD"),
        ("_IOC(_IOC_NONE, ';', 0x85, 0)", "iommufd", "IOMMU_IOAS_MAP"),
        ("0x3b71", "device", "VFIO_DEVICE_PCI_HOT_RESET"),
        ("0xffffffffc008ae88", "vcpu", "KVM_GET_MSRS"),
        ("0x8040ae9f", None, "KVM_GET_VCPU_EVENTS"),
        ("0x8070ae9f", None, "KVM_GET_PIT2"),
        ("VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY", "device", "VFIO_DEVICE_BIND_IOMMUFD"),
        ("VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY", None, "VFIO_IOMMU_SPAPR_UNREGISTER_MEMORY"),
        ("0x4010aeab", "vcpu", "KVM_GET_ONE_REG"),
        ("0x4010aeab", "vm", "KVM_ARM_SET_DEVICE_ADDR"),
        ("0x8360ae81", "vcpu", "KVM_GET_REGS"),
        ("TCGETS", None, None),
        ("KVM_NO_SUCH_THING", "vm", None),
        ("0xaeff", "vm", None),
    ],
)
def test_a_request_is_found_by_what_is_written_and_what_it_is_sent_to(
    text: str, kind: str | None, name: str | None
) -> None:
    found = find_request(text, kind)
    assert (found.name if found is not None else None) == name


def test_every_request_is_found_by_its_own_number_for_every_kind() -> None:
    for request in requests().values():
        for kind in request.kinds:
            by_number = find_request(f"{request.number:#x}", kind)
            assert by_number is not None and by_number.number == request.number and kind in by_number.kinds
            assert find_request(request.name, kind) == request


def test_the_tables_hold_the_requests_of_the_headers() -> None:
    families = {name.split("_")[0] for name in requests()}
    assert families == {"KVM", "VFIO", "IOMMU"} and len(requests()) > 210


def test_numbers_are_read_as_they_are_written() -> None:
    assert written_number("_IOC(_IOC_WRITE, 0xae, 0x46, 0x20)") == 0x4020AE46
    assert written_number("_IOC(0x1, 0xae, 0x46, 0x20)") == 0x4020AE46
    assert written_number("KVM_SET_USER_MEMORY_REGION") == 0x4020AE46
    assert written_number("TCGETS") is None
