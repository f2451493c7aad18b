"""What a view entry says where two states look alike; and that it is the same, where its parts are."""

from collections.abc import Iterator

from attrs import define, field

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.hypotheses import part
from septum.export.rocq.proofs.scenes import observing as observed
from septum.export.rocq.proofs.scenes import printer
from septum.logic.terms import TRUE, Operator, Term
from septum.obligations.constants import goal_constants, observing
from septum.obligations.events import joined
from septum.obligations.meaning import Before
from septum.obligations.spelt import FIRST, SECOND, same_entry
from septum.spec.model import Observer, View

_MOST_VALUES = 5


@define(eq=False)
class Entry:
    """One entry of a view. `position` among `count` entries of the observer."""

    names: Names
    observer: Observer
    view: View
    position: int
    count: int
    _scope: dict[Term, str] = field(init=False)
    _viewer: Term | None = field(init=False)
    _places: dict[Term, Term] = field(init=False)

    def __attrs_post_init__(self) -> None:
        if len(self.view.values) > _MOST_VALUES:
            raise NotExpressible(f"the view {self.view.name} has more than {_MOST_VALUES} values", self.view.span)
        self._viewer = observing(self.observer) if self.view.viewer is not None else None
        self._places = goal_constants(self.view.parameters)
        viewers = [self._viewer] if self._viewer is not None else []
        self._scope = self.names.bind([*viewers, *self._places.values()], {})

    def lemmas(self) -> Iterator[str]:
        """All that is known of the entry."""
        name, who = self.names.views[self.view.name], self._who
        same = f"same_{name}{self._whom}"
        quantified = f"forall{self._bound}, " if self._bound else ""
        yield from lines(f"Definition same_{name}{who} (s t : State) : Prop :={ITEM}{quantified}{self._equation}.")
        alike = f"(V : alike {observed(self.names, self.observer, self._whom.strip())} s t)"
        yield from lines(f"Lemma {name}_alike{who} (s t : State) {alike} :{ITEM}{same} s t.")
        yield f"Proof. exact {part('V', self.position, self.count)}. Qed."
        itself = f"(fun{' _' * len(self._places)} => eq_refl)" if self._places else "eq_refl"
        yield from lines(f"Lemma {name}_itself{who} (s : State) : {same} s s.")
        yield f"Proof. exact {itself}. Qed."
        yield from self._said(f"{who} (s t : State) {alike}{self._bound}")
        yield from self._shown(f"{who} (s t : State){self._bound}")

    @property
    def _statements(self) -> tuple[Term, ...]:
        values = dict(self._places)
        if self._viewer is not None and self.view.viewer is not None:
            values[self.view.viewer.bare] = self._viewer
        return same_entry(self.view, values, Before(FIRST), Before(SECOND))

    def _said(self, given: str) -> Iterator[str]:
        """What follows from states that look alike: visible in both or in neither, and each value."""
        name = self.names.views[self.view.name]
        visible, *equal = self._statements
        entry = f"({name}_alike{self._whom} s t V{self._at})"
        masked = visible is not TRUE
        if masked:
            yield from lines(f"Lemma {name}_visible{given} :{ITEM}is_true ({self._text(visible)}).")
            yield f"Proof. exact (visible {entry}). Qed."
        for number, statement in enumerate(equal, 1):
            value = f"(valued {entry} h)" if masked else entry
            proof = f"(alike_{self._kinds[number - 1]} (component{number}of{len(equal)} {value}))"
            yield from lines(f"Lemma {name}_value{number}{given} :{ITEM}is_true ({self._text(statement)}).")
            yield f"Proof. exact {f'(implied _ _ (fun h => {proof}))' if masked else proof}. Qed."

    def _shown(self, given: str) -> Iterator[str]:
        """That the entry is the same, from its parts."""
        name = self.names.views[self.view.name]
        visible, *equal = self._statements
        whole = self._text(joined(Operator.AND, [visible, *equal]))
        yield from lines(f"Lemma {name}_shown{given} (G : is_true ({whole})) :{ITEM}{self._equation}.")
        masked = visible is not TRUE
        parts = ["G"]
        for _ in range(len(equal) - (0 if masked else 1)):
            parts = [f"(fst_true {parts[0]})", f"(snd_true {parts[0]})", *parts[1:]]
        if masked:
            first, *others = parts
            texts = [f"(equal_{k} (concluded {p} h))" for k, p in zip(self._kinds, others, strict=True)]
            yield f"Proof. exact (shown {first} (fun h => {_paired(texts)})). Qed."
        else:
            texts = [f"(equal_{k} {p})" for k, p in zip(self._kinds, parts, strict=True)]
            yield f"Proof. exact {_paired(texts)}. Qed."

    def _text(self, term: Term) -> str:
        return printer(self.names).value(term, self._scope)

    @property
    def _kinds(self) -> list[str]:
        return ["truth" if carried.value.sort.is_boolean else "value" for carried in self.view.values]

    @property
    def _who(self) -> str:
        """The observer, bound."""
        if self._viewer is None:
            return ""
        return f" ({self._scope[self._viewer]} : {self.names.sort(self._viewer.sort)})"

    @property
    def _whom(self) -> str:
        """The observer, as an argument."""
        return "" if self._viewer is None else f" {self._scope[self._viewer]}"

    @property
    def _bound(self) -> str:
        """The places, bound."""
        return "".join(f" ({self._scope[v]} : {self.names.sort(v.sort)})" for v in self._places.values())

    @property
    def _at(self) -> str:
        """The places, as arguments."""
        return "".join(f" {self._scope[v]}" for v in self._places.values())

    @property
    def _equation(self) -> str:
        seen = f"{self.names.views[self.view.name]}{self._whom}"
        return f"{seen} s{self._at} = {seen} t{self._at}"


def _paired(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"(pair{len(texts)} {' '.join(texts)})"
