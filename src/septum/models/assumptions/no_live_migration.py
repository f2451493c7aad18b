"""A limit of the profile."""

from septum.language import Assumption


class NoLiveMigration(Assumption):
    """No guest is moved to another machine or saved while it lives: the manager copies none of its pages."""

    identifier = "excluded.live-migration"
    kind = "exclusion"
    source = "Black Hat DC 2008: Oberheide et al., Empirical Exploitation of Live Virtual Machine Migration"
    repair = "Start guests without migration and snapshots; shut a guest down and start it elsewhere."
