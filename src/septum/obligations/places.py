"""Where in a step an obligation is broken."""

from septum.diagnostics import Span
from septum.logic.walk import symbols
from septum.obligations.obligation import Obligation
from septum.obligations.views import viewed_symbols
from septum.spec.model import Model


def place_in_step(obligation: Obligation, model: Model) -> Span | None:
    """The line of the step, or of what joins it, that first writes what a view shows or an invariant speaks of.

    None where the obligation's target is a line of the step already (a reply, a refusal), or no step is meant.
    """
    read = next((viewed_symbols(v) for v in model.views if v.name == obligation.target), None)
    if read is None:
        read = next((symbols(f.body) for f in model.invariants if f.name == obligation.target), None)
    if read is None or obligation.step is None:
        return None
    steps = [model.step(name) for name in (obligation.step, obligation.other_step) if name is not None]
    return next((u.span for step in steps for u in step.updates if u.symbol in read), steps[0].span)
