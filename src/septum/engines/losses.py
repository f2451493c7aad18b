"""What no longer holds when a model loses a part: invariants first, then isolation without them.

A loss that breaks only invariants proves nothing: the invariant may be decoration. So invariants that are no longer
inductive are dropped as well, until the rest is (Flanagan and Leino, Houdini, 2001), and isolation is asked again.
"""

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from septum.engines.known import Known
from septum.engines.prove import hint, judge
from septum.engines.refute.hints import Failing, Hints
from septum.engines.results import Attack, ObligationOutcome, Verdict
from septum.engines.settings import Progress, Settings
from septum.obligations import Obligation, generate
from septum.spec.model import FactKind, Model, without

ABOUT_FACTS = ("o_init", "o_inv")
"""The clauses about invariants and stated properties; all others are about isolation."""
Judged = tuple[Obligation, ObligationOutcome]


@frozen
class Loss:
    """`lost`: facts that are no longer inductive. `failing`: obligations of isolation that are not proved without them.

    `stated`: those of the lost facts that are properties of their own, not only means of proof.
    """

    lost: tuple[str, ...]
    failing: tuple[Judged, ...]
    stated: tuple[str, ...]

    @property
    def harmless(self) -> bool:
        """Is everything that is claimed still proved?"""
        return not self.failing and not self.stated


def judge_loss(
    whole: Model,
    weak: Model,
    settings: Settings,
    known: Known | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Loss:
    """What `weak`, which is `whole` less something, no longer keeps.

    `known`: of `whole`; proofs that use nothing of what is gone are then not made again.
    """
    return _Judgement(whole, weak, settings, known, progress).loss()


def is_harmless(
    whole: Model, weak: Model, settings: Settings, known: Known, progress: Callable[[Progress], None] | None = None
) -> bool:
    """Is all that is claimed of `whole` still proved of `weak`? As `judge_loss` says; it ends where it is known."""
    return _Judgement(whole, weak, settings, known, progress).harmless()


def judge_at_once(
    whole: Model, weak: Model, settings: Settings, progress: Callable[[Progress], None] | None = None
) -> tuple[Judged, ...]:
    """What fails at once, of invariants and of isolation, in the steps that the loss touches: says Z3 alone."""
    return tuple(_Judgement(whole, weak, settings, None, progress, hint).at_once())


def attack_on(
    whole: Model, weak: Model, loss: Loss, search: Callable[[Model, Model, Hints], Attack | None] | None = None
) -> Attack | None:
    """A replayed attack on the isolation of `weak`, else a run that breaks a stated property; None if none is found."""
    # Imported late: to know what fails, no search is needed.
    from septum.engines.refute.attacks import find_attack, find_violation

    attack = None
    if loss.failing:
        attack = (search or find_attack)(weak, whole, hints_of(loss.failing))
    if attack is None and loss.stated:
        attack = find_violation(weak, whole, loss.stated)
    return attack


def hints_of(failing: Iterable[Judged]) -> Hints:
    """What the search should look for."""
    return Hints(tuple(Failing(o.clause, o.observer, o.step, o.target) for o, _ in failing))


@frozen(eq=False)
class _Judgement:
    whole: Model
    weak: Model
    settings: Settings
    known: Known | None
    progress: Callable[[Progress], None] | None
    ask: Callable[[list[Obligation], Settings, Callable[[Progress], None] | None], list[ObligationOutcome]] = judge

    def loss(self) -> Loss:
        lost: list[str] = []
        first: list[Judged] = []
        failing: list[Judged] = []
        for broken, failing in self._rounds():
            lost.extend(broken)
            first = first or failing
        if not lost and not first and self.known is None:
            # Nothing is taken for proved of the steps that the loss does not touch.
            failing = self._failing(self.weak)
        known = {o.identifier for o, _ in first}
        every = (*first, *(judged for judged in failing if judged[0].identifier not in known))
        return Loss(tuple(lost), every, tuple(name for name in lost if name in self._stated()))

    def harmless(self) -> bool:
        """As `loss` says it, known as soon as one thing fails that is claimed."""
        stated = self._stated()
        return not any(failing or not stated.isdisjoint(broken) for broken, failing in self._rounds())

    def _rounds(self) -> Iterator[tuple[list[str], list[Judged]]]:
        """The facts that are lost, and what else fails; again without those facts, until no more are lost."""
        weak, failing = self.weak, self.at_once()
        while True:
            broken = sorted({o.target for o, _ in failing if about_facts(o)})
            yield broken, [judged for judged in failing if not about_facts(judged[0])]
            if not broken:
                return
            weak = without(weak, *broken)
            failing = self._failing(weak)

    def at_once(self) -> list[Judged]:
        """What fails at once: in the steps that the loss touches, where it touches steps alone."""
        touched = self._changed()
        if self.known is None and touched and self._alike():
            # The start is as it was.
            return self._judged(generate(self.weak, touched, start=False))
        return self._failing(self.weak)

    def _failing(self, weak: Model) -> list[Judged]:
        if self.known is None:
            return self._judged(generate(weak))
        known, touched = self.known, self._changed()
        gone = _names(self.whole) - _names(weak)
        wanted = touched | known.touched_by(gone)
        # What is not proved of the whole may be anywhere: then nothing is left out unseen.
        made = generate(weak, None if known.unproved else wanted)
        listed = [o for o in made if not known.stands(o, touched, gone)]
        return self._judged(listed)

    def _judged(self, obligations: Iterable[Obligation]) -> list[Judged]:
        listed = list(obligations)
        outcomes = self.ask(listed, self.settings, self.progress)
        return [(o, r) for o, r in zip(listed, outcomes, strict=True) if r.verdict is not Verdict.PROVED]

    def _changed(self) -> frozenset[str]:
        before = {step.name: step for step in self.whole.active_steps()}
        return frozenset(s.name for s in self.weak.active_steps() if before.get(s.name) is not s)

    def _stated(self) -> frozenset[str]:
        """The facts that are properties of their own."""
        return frozenset(f.name for f in self.whole.invariants if f.kind is FactKind.ALWAYS)

    def _alike(self) -> bool:
        return self.weak.views == self.whole.views and self.weak.invariants == self.whole.invariants


def _names(model: Model) -> frozenset[str]:
    return frozenset(part.name for part in (*model.views, *model.invariants))


def about_facts(obligation: Obligation) -> bool:
    """Is it about an invariant or a stated property, not about isolation?"""
    return obligation.clause in ABOUT_FACTS
