"""A limit of the profile."""

from septum.language import Assumption


class NobodyTouchesTheMachine(Assumption):
    """Nobody has the machine in hand: no memory module is read or changed from outside."""

    identifier = "excluded.physical-access"
    kind = "exclusion"
    source = "Cold boot attacks: Halderman et al., Lest We Remember, USENIX Security 2008"
    repair = "Lock the machine away. Memory encryption helps against reading, less against changing."
