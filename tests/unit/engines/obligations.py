"""Small obligations by hand: one that follows, one that fails, one that needs work."""

from septum.diagnostics import Span
from septum.logic import Sort, Symbol, Term
from septum.logic.build import apply, forall, implies, variable
from septum.obligations.obligation import Hypothesis, Obligation

HERE = Span("profile.py", 1, 1)
GUEST = Sort("Guest")
MARKED, SEEN, OTHER = (Symbol(f"Core.{name}", (GUEST,)) for name in ("marked", "seen", "other"))
X, SOME = variable("x", GUEST), variable("some", GUEST)


def of(symbol: Symbol, what: Term = SOME, state: str = "s") -> Term:
    """A symbol in a state."""
    return apply(symbol, [what], state)


def every(premise: Symbol, conclusion: Symbol) -> Term:
    """Whatever is the one is the other."""
    return forall([X], implies(of(premise, X), of(conclusion, X)))


def obligation(name: str, goal: Term, *hypotheses: Term) -> Obligation:
    """An obligation with these hypotheses, called `h0`, `h1`, …"""
    named = tuple(Hypothesis(f"h{i}", h) for i, h in enumerate(hypotheses))
    return Obligation(name, "o_inv", "step", None, None, "target", HERE, "", "", named, goal)


PROVED = obligation("step/o_inv/proved", of(SEEN), every(MARKED, SEEN), of(MARKED))
VIOLATED = obligation("step/o_inv/violated", of(SEEN), of(MARKED))
