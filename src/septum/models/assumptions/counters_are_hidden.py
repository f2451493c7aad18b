"""A limit of the profile."""

from septum.language import Assumption


class CountersAreHidden(Assumption):
    """No guest reads a counter or metric that another's work changes."""

    identifier = "excluded.counters"
    kind = "exclusion"
    source = "CVE-2025-23290; Naghibijouybari et al., Rendered Insecure, ACM CCS 2018"
    check = "/proc/driver/nvidia/params: RmProfilingAdminOnly is 1"
    repair = "Use a driver with the repair of CVE-2025-23290; give no guest profiling or debugging rights."
