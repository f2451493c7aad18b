"""The arbitrary constants of obligations: names that no variable of a specification has, for all `~` is in them."""

from collections.abc import Mapping

from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.terms import TRUE, Term
from septum.spec.model import Observer, Step


def observing(observer: Observer | None) -> Term | None:
    """The constant for an observer. `~` comes first, where it does in no name made of a parameter's."""
    return None if observer is None or observer.sort is None else build.variable("~observer", observer.sort)


def constants_of(step: Step, tag: str, suffix: str) -> dict[Term, Term]:
    """The constants for a step's parameters, called with `suffix`, and its choices, called after the state."""
    values = {p.bare: build.variable(p.name + suffix, p.sort) for p in step.parameters}
    return values | {c.bare: build.variable(f"{c.name}~{tag}", c.sort) for c in step.choices}


def acting(step: Step, values: Mapping[Term, Term], observer: Observer) -> Term | None:
    """The term for the observer whose own step this is, or None where it cannot be anybody's of that kind."""
    actor = step.actor
    if actor.parameter is not None:
        return values[actor.parameter.bare] if actor.parameter.sort == observer.sort else None
    return TRUE if actor.principal == observer.name and observer.sort is None else None


def goal_constants(parameters: tuple[Term, ...]) -> dict[Term, Term]:
    """Arbitrary constants for the variables of a goal."""
    return {p.bare: build.variable(f"{p.name}~goal", p.sort) for p in parameters}


def stranger(sort: Sort) -> Term:
    """The constant that stands for anything of a sort, where nothing else speaks of one: no sort is empty."""
    return build.variable(f"some~{sort.name}", sort)
