"""What the requests of KVM, VFIO and iommufd are called, what they are sent to, and what their arguments hold."""

from septum.traces.decoding.arguments import argument_of, decode, kvm_device, structures
from septum.traces.decoding.requests import Request, find_request, is_virtualization, requests, written_number

__all__ = [
    "Request",
    "argument_of",
    "decode",
    "find_request",
    "is_virtualization",
    "kvm_device",
    "requests",
    "structures",
    "written_number",
]
