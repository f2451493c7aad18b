"""What the requests of KVM, VFIO and iommufd are called, what they are sent to, and what their arguments hold."""

from septum.traces.decoding.requests import Request, find_request, requests, written_number

__all__ = ["Request", "find_request", "requests", "written_number"]
