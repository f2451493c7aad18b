"""What is proved of a whole model, and by what: so that a loss is judged by what it touches."""

from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Progress, Settings
from septum.obligations import Obligation, generate
from septum.spec.model import FactKind, Model


@frozen
class Known:
    """What is proved of a whole model: for each obligation the facts and views that its proof used.

    `unproved`: the identifiers of the obligations that are not.
    """

    unproved: tuple[str, ...]
    used: Mapping[str, frozenset[str]]
    steps_of: Mapping[str, frozenset[str]] = field(repr=False)
    """The steps with an obligation whose proof used the fact or view of that name."""

    def touched_by(self, names: Iterable[str]) -> frozenset[str]:
        """The steps of which some proof used one of these facts or views."""
        return frozenset[str]().union(*(self.steps_of.get(name, frozenset()) for name in names))

    def stands(self, obligation: Obligation, touched: frozenset[str], gone: frozenset[str]) -> bool:
        """Does its proof use nothing that was changed or dropped?"""
        if obligation.step in touched or obligation.other_step in touched:
            return False
        used = self.used.get(obligation.identifier)
        return used is not None and used.isdisjoint(gone)


def know(model: Model, settings: Settings, progress: Callable[[Progress], None] | None = None) -> Known:
    """Prove a whole model and remember what each proof used. What is not proved is not known."""
    obligations = generate(model)
    outcomes = judge(obligations, settings, progress)
    used: dict[str, frozenset[str]] = {}
    steps: dict[str, set[str]] = {}
    for obligation, outcome in zip(obligations, outcomes, strict=True):
        if outcome.verdict is not Verdict.PROVED:
            continue
        # A hypothesis is called by its kind and name, as `invariant holders_are_alive s`.
        names = frozenset(name.split()[1] for name in outcome.hypotheses if name.split()[0] in _NAMED)
        # Two observers may have obligations of one name: what either used counts.
        used[obligation.identifier] = used.get(obligation.identifier, frozenset()) | names
        for name in names:
            steps.setdefault(name, set()).update(s for s in (obligation.step, obligation.other_step) if s is not None)
    open_ = {o.identifier: None for o, r in zip(obligations, outcomes, strict=True) if r.verdict is not Verdict.PROVED}
    return Known(
        tuple(open_),
        {name: facts for name, facts in used.items() if name not in open_},
        {name: frozenset(found) for name, found in steps.items()},
    )


_NAMED = ("view", *(str(kind) for kind in FactKind))
