"""A limit of the profile."""

from septum.language import Assumption


class NoSharedMemory(Assumption):
    """No page is shared between two guests."""

    identifier = "excluded.shared-memory"
    kind = "exclusion"
    source = "XSA-255; CVE-2018-7541, and four later advisories on shared grant pages"
    repair = "Give no guest ivshmem, grants or vhost-user memory of another."
