"""One weakened model, tried: what it no longer keeps, the attack on it, the story that notices."""

from attrs import evolve, frozen

from septum.engines.known import Known
from septum.engines.losses import Loss, attack_on, is_harmless, judge_loss
from septum.engines.minimal.parts import Part, less, let_loose, parts_of
from septum.engines.minimal.results import Group, StoryLine
from septum.engines.minimal.stories import line_that_fails
from septum.engines.refute.play import NotReplayedError
from septum.engines.refute.search import break_fact
from septum.engines.results import Attack
from septum.engines.settings import Settings
from septum.engines.told import told_attack
from septum.spec.model import GuardKind, Model

_MEANS = (Group.OBSERVATION, Group.INVARIANT, Group.STATED)
"""What a proof rests on: with it gone there may be nothing to attack, only nothing proved."""


@frozen
class Trial:
    """`lost`: facts no longer inductive; `failing`: what is not proved without them; `stated`: as in `Loss`.

    `harmless`: all that is claimed is still proved. `detail`: why nothing is known.
    """

    lost: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    attack: Attack | None = None
    story: StoryLine | None = None
    detail: str = ""

    @property
    def harmless(self) -> bool:
        """Is everything that is claimed still proved?"""
        return not self.failing and not self.stated and not self.detail


@frozen(eq=False)
class Bench:
    """A model, what is proved of it, and how to prove more."""

    model: Model
    known: Known
    settings: Settings

    def loss(self, weak: Model) -> Loss:
        """What a weakened model no longer keeps."""
        return judge_loss(self.model, weak, self.settings, self.known)

    def is_harmless(self, weak: Model) -> bool:
        """Does a weakened model keep all that is claimed?"""
        return is_harmless(self.model, weak, self.settings, self.known)


def try_part(bench: Bench, part: Part) -> Trial:
    """The model without one part; of an adverse step, with it let loose; of other steps nothing is tried here."""
    if part.group is Group.EVENT:
        return try_model(bench, let_loose(bench.model, part.step), *_told_of(bench, part)) if part.adverse else Trial()
    weak = less(bench.model, part)
    if part.group in _MEANS:
        loss = bench.loss(weak)
        return Trial(loss.lost, tuple(o.identifier for o, _ in loss.failing), loss.stated)
    trial = try_model(bench, weak, *_told_of(bench, part))
    if trial.harmless and part.step:
        return evolve(trial, story=line_that_fails(weak, part.step))
    return trial


def _told_of(bench: Bench, part: Part) -> tuple[Part, ...]:
    """The parts whose scripts may tell of this one: an adverse step and a duty come by their assumption."""
    if part.group is Group.EVENT:
        name = bench.model.step(part.step).unless
    elif part.kind == GuardKind.DUTY:
        guards = bench.model.step(part.step).guards
        name = next(guard.assumption for guard in guards if guard.identifier == part.identifier)
    else:
        return (part,)
    return tuple(
        other
        for other in parts_of(bench.model)
        if other.group is Group.ASSUMPTION and bench.model.assumption(other.identifier).name == name
    )


def try_model(bench: Bench, weak: Model, *parts: Part) -> Trial:
    """What a weakened model no longer keeps, and an attack on it.

    `parts`: what it is without; an attack that a script without these tells is taken before any is searched.
    """
    loss = bench.loss(weak)
    failing = tuple(o.identifier for o, _ in loss.failing)
    if loss.harmless:
        return Trial(loss.lost)
    told = told_attack(bench.model, weak, bench.model.examples, *(p.identifier for p in parts)) if parts else None
    if told is not None:
        return Trial(loss.lost, failing, loss.stated, told)
    try:
        attack = attack_on(bench.model, weak, loss)
    except NotReplayedError as error:
        return Trial(loss.lost, failing, loss.stated, detail=f"a run that the interpreter does not confirm: {error}")
    return Trial(loss.lost, failing, loss.stated, attack)


def try_breaking(bench: Bench, part: Part, fact: str) -> Attack | None:
    """A run that breaks one stated property once the part is gone."""
    return break_fact(less(bench.model, part), bench.model, [fact])
