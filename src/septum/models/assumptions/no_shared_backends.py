"""A limit of the profile."""

from septum.language import Assumption


class NoSharedBackends(Assumption):
    """No device that the host emulates serves a guest: no virtio ring, no emulated register leads to the manager."""

    identifier = "excluded.shared-backends"
    kind = "exclusion"
    source = "CVE-2015-3456: VENOM; CVE-2019-14835, vhost"
    repair = "Give guests functions of devices, and nothing emulated; where that cannot be, one backend for each guest."
