"""For whom functions are attached, and what is left in a table that no function uses any more."""

from collections.abc import Iterator

from attrs import field, frozen

from septum.traces.judging.tables import Tables, Taken


@frozen
class Clash:
    """A function that is attached for one guest (line `newer`) while it still is for another (line `older`)."""

    function: str
    older_guest: str
    older: int
    newer_guest: str
    newer: int


@frozen
class Unmatched:
    """A detachment (line `newer`) of a function that was not attached for the guest, after line `older` about it."""

    function: str
    guest: str
    older: int
    newer: int


@frozen
class LeftBehind:
    """A piece of a map that is there when the function that used its table is attached for another guest."""

    piece: Taken
    function: str
    guest: str
    line: int


@frozen
class Attachments:
    """Which functions are attached for whom. It lives as long as the judging of one run.

    A function that was attached twice for a guest is attached until it was detached twice: an operating system
    attaches it to an empty table before and after its use. `held`: for each function and guest, the lines of the
    attachments that have not ended, and the domain; `used`: for each function the domains that it was ever attached
    to, with the guest; `last`: the last line about a function; `early`: detachments of functions that no line
    attached before: the run begins later.
    """

    tables: Tables
    held: dict[str, dict[str, list[int]]] = field(factory=dict[str, dict[str, list[int]]])
    used: dict[str, dict[tuple[str, str], None]] = field(factory=dict[str, dict[tuple[str, str], None]])
    last: dict[str, int] = field(factory=dict[str, int])
    handovers: dict[tuple[str, str, str], int] = field(factory=dict[tuple[str, str, str], int])
    clashes: list[Clash] = field(factory=list[Clash])
    unmatched: list[Unmatched] = field(factory=list[Unmatched])
    left: list[LeftBehind] = field(factory=list[LeftBehind])
    early: list[int] = field(factory=list[int])

    def attach(self, line: int, function: str, guest: str, domain: str) -> None:
        """A function is attached for a guest, to a domain."""
        holders = self.held.setdefault(function, {})
        for other, lines in holders.items():
            if other != guest and lines:
                self.clashes.append(Clash(function, other, lines[0], guest, line))
        used = self.used.setdefault(function, {})
        if not holders.get(guest):
            others = dict.fromkeys(other for other, _ in used if other != guest)
            self.handovers.update({(function, other, guest): line for other in others})
            for piece in self._leftovers(function, guest, domain):
                self.left.append(LeftBehind(piece, function, guest, line))
        used[(guest, domain)] = None
        holders.setdefault(guest, []).append(line)
        self.last[function] = line

    def detach(self, line: int, function: str, guest: str | None) -> None:
        """A function is detached from a guest, from whoever has it where nobody is named."""
        holders = self.held.setdefault(function, {})
        holding = [other for other, lines in holders.items() if lines]
        whose = guest if guest is not None else holding[0] if len(holding) == 1 else None
        if whose is not None and holders.get(whose):
            holders[whose].pop()
        elif self.used.get(function):
            self.unmatched.append(Unmatched(function, whose or "nobody", self.last[function], line))
        else:
            self.early.append(line)
        self.last[function] = line

    def _leftovers(self, function: str, guest: str, domain: str) -> Iterator[Taken]:
        """What other guests have in tables that this function used or is about to use, and that no function uses."""
        seen: dict[str, None] = {domain: None}
        for other, used in self.used[function]:
            if other != guest:
                seen |= {used: None, f"guest {other}": None}
        for one in seen:
            if one == domain or not self._in_use(one):
                yield from (piece for piece in self.tables.left(one) if piece.mapped.guest not in (guest, None))

    def _in_use(self, domain: str) -> bool:
        for function, users in self.used.items():
            for guest, used in users:
                if (used == domain or domain == f"guest {guest}") and self.held.get(function, {}).get(guest):
                    return True
        return False
