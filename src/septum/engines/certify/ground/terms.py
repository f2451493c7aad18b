"""Ground terms as numbers, so that closing them under equality is quick."""

from attrs import define, field

from septum.logic.terms import FALSE, TRUE, Operator, Term

FALSE_NUMBER, TRUE_NUMBER = 0, 1
"""The numbers of the truth values among terms."""

_VALUES = (Operator.MEMBER, Operator.TRUE, Operator.FALSE)


@define(eq=False)
class Numbers:
    """Numbers of terms; the arguments of a term come before it. Only applications have arguments here.

    `applications`: of those with arguments, the number, the number of what is applied, and those of the arguments.
    `values`: which terms are truth values or members of an enumeration, which all differ. `inside`: for each term, the
    applications in it.
    """

    terms: list[Term] = field(factory=list[Term])
    applications: list[tuple[int, int, tuple[int, ...]]] = field(factory=list[tuple[int, int, tuple[int, ...]]])
    values: list[bool] = field(factory=list[bool])
    inside: list[tuple[int, ...]] = field(factory=list[tuple[int, ...]])
    _known: dict[Term, int] = field(factory=dict[Term, int])
    _applied: dict[tuple[object, ...], int] = field(factory=dict[tuple[object, ...], int])

    def __attrs_post_init__(self) -> None:
        for term in (FALSE, TRUE):
            self.number(term)

    def number(self, term: Term) -> int:
        """The number of a term; a new one where it was not met before."""
        found = self._known.get(term)
        if found is not None:
            return found
        opaque = term.operator not in (Operator.APPLY, Operator.CONTAINS)
        arguments = () if opaque else tuple(self.number(a) for a in term.arguments)
        within = dict.fromkeys(place for a in arguments for place in self.inside[a])
        number = len(self.terms)
        if arguments:
            what = (term.operator, term.symbol, term.state, term.name)
            within[len(self.applications)] = None
            self.applications.append((number, self._applied.setdefault(what, len(self._applied)), arguments))
        self._known[term] = number
        self.terms.append(term)
        self.values.append(term.operator in _VALUES)
        self.inside.append(tuple(within))
        return number
