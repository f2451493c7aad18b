"""A limit of the profile."""

from septum.language import Assumption


class SiblingsAreNotShared(Assumption):
    """Two guests that do not trust each other do not run on the threads of one core."""

    identifier = "excluded.smt-siblings"
    kind = "exclusion"
    source = "IEEE S&P 2019: PortSmash"
    check = "sysfs: cpu/smt/active is 0, or each guest has whole cores"
    repair = "Give guests whole cores: vcpus in multiples of threads_per_core."
    reason = (
        "A CPU of the model is a thread, and what threads of a core share is time: the residual channel "
        "cpu.smt lists it."
    )
