"""A limit of the profile."""

from septum.language import Assumption


class ServiceIsNotPromised(Assumption):
    """Whether and when somebody is served is not claimed: the manager may stop any guest."""

    identifier = "excluded.denial-of-service"
    kind = "exclusion"
    source = "XSA-45: CVE-2013-1918, a guest that occupies a CPU"
    reason = (
        "The property says what may be written, read and learnt; no step or view can break a promise that is not made."
    )
