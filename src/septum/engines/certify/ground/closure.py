"""What follows from equations and their denials between ground terms: congruence closure, with reasons.

Terms and atoms are numbers. A reason is a set of atoms, as the bits of a number; it is enough, and may be too much.
"""

from collections.abc import Iterable, Iterator

from septum.engines.certify.ground.terms import FALSE_NUMBER, TRUE_NUMBER, Numbers

Sides = tuple[int, int] | int
"""An atom: the two sides of an equation, or the term that is a truth value."""


class Closure:
    """The classes of equal terms, where some literals hold.

    `conflict`: a reason why they cannot hold together, 0 while they may. A conditional term is a term like others:
    what it equals is said by literals.
    """

    __slots__ = ("_denied", "_numbers", "_reasons", "_representatives", "conflict")

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._representatives = list(range(len(numbers.terms)))
        self._reasons = [0] * len(numbers.terms)
        self._denied: list[tuple[int, int, int]] = []
        self.conflict = 0

    def copy(self) -> "Closure":
        """The same classes, to go on with."""
        other = Closure.__new__(Closure)
        other._numbers = self._numbers
        other._representatives = self._representatives.copy()
        other._reasons = self._reasons.copy()
        other._denied = self._denied.copy()
        other.conflict = self.conflict
        return other

    def note(self, atom: Sides, holds: bool, bit: int, places: Iterable[int] | None = None) -> None:
        """A literal holds. `places`: which applications to look at, where not all."""
        for new in range(len(self._representatives), len(self._numbers.terms)):
            self._representatives.append(new)
            self._reasons.append(0)
        if isinstance(atom, int):
            self._join(atom, TRUE_NUMBER if holds else FALSE_NUMBER, bit)
        elif holds:
            self._join(*atom, bit)
        else:
            left, right = atom
            self._denied.append((left, right, bit))
            if self._representatives[left] == self._representatives[right]:
                self.conflict = bit | self._reasons[left] | self._reasons[right]
            return
        self._close(places)

    def value(self, atom: Sides) -> bool | None:
        """Whether an atom holds; None where that is open."""
        representatives = self._representatives
        if isinstance(atom, int):
            found = representatives[atom]
            return True if found == TRUE_NUMBER else False if found == FALSE_NUMBER else None
        left, right = representatives[atom[0]], representatives[atom[1]]
        if left == right:
            return True
        if self._numbers.values[left] and self._numbers.values[right]:
            return False
        for first, second, _ in self._denied:
            one, other = representatives[first], representatives[second]
            if (one == left and other == right) or (one == right and other == left):
                return False
        return None

    def spent(self) -> tuple[int, int] | None:
        """A term of an enumeration that is none of its members, and a reason why."""
        denied: dict[int, dict[int, int]] = {}
        for first, second, bit in self._denied:
            for term, member in ((first, second), (second, first)):
                left, right = self._representatives[term], self._representatives[member]
                if self._numbers.values[right] and not self._numbers.values[left]:
                    reason = bit | self._reasons[member]
                    mine = denied.setdefault(left, {})
                    mine.setdefault(right, reason | self._reasons[term])
                    if len(mine) == len(self._numbers.terms[left].sort.members):
                        found = 0
                        for other in mine.values():
                            found |= other
                        return term, found
        return None

    def kept_apart(self, places: Iterable[int]) -> Iterator[list[tuple[int, int]]]:
        """The arguments in which two applications of one symbol differ, where their values do."""
        groups: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for place in places:
            number, what, arguments = self._numbers.applications[place]
            groups.setdefault(what, []).append((number, arguments))
        representatives = self._representatives
        for group in groups.values():
            for index, (first, left) in enumerate(group):
                for second, right in group[index + 1 :]:
                    if representatives[first] != representatives[second]:
                        pairs = zip(left, right, strict=True)
                        yield [(a, b) for a, b in pairs if representatives[a] != representatives[b]]

    def is_value(self, term: int) -> bool:
        """Is a term known to be a truth value or a member of an enumeration?"""
        return self._numbers.values[self._representatives[term]]

    def _join(self, left: int, right: int, reason: int) -> None:
        representatives, reasons, values = self._representatives, self._reasons, self._numbers.values
        first, second = representatives[left], representatives[right]
        if first == second:
            return
        if values[first]:
            if values[second]:
                self.conflict = self.conflict or reason | reasons[left] | reasons[right]
                return
            left, right, first, second = right, left, second, first
        reason |= reasons[left] | reasons[right]
        for term, representative in enumerate(representatives):
            if representative == first:
                representatives[term] = second
                reasons[term] |= reason
        for one, other, bit in self._denied:
            if representatives[one] == representatives[other]:
                self.conflict = self.conflict or bit | reasons[one] | reasons[other]

    def _close(self, places: Iterable[int] | None) -> None:
        representatives, reasons = self._representatives, self._reasons
        every = self._numbers.applications
        looked_at = every if places is None else [every[place] for place in places]
        changed = True
        while changed and not self.conflict:
            changed = False
            known: dict[tuple[int, ...], tuple[int, tuple[int, ...]]] = {}
            for application in looked_at:
                number, what, arguments = application
                key = (what, *[representatives[a] for a in arguments])
                other, like = known.setdefault(key, (number, arguments))
                if representatives[other] != representatives[number]:
                    reason = 0
                    for one, two in zip(arguments, like, strict=True):
                        if one != two:
                            reason |= reasons[one] | reasons[two]
                    self._join(other, number, reason)
                    changed = True
