"""The start, the core, and what is claimed of it."""

from collections.abc import Iterator

from septum.export.naming import stem_of
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.writing import Writing, conjunction
from septum.spec.model import Fact, FactKind


def premises(writing: Writing) -> Iterator[str]:
    """What is known of constants, and what the profile assumes."""
    model, names = writing.model, writing.names
    facts = [_fact(writing, fact) for fact in model.axioms]
    yield from lines(f"Definition constants_are_as_stated : Prop := {conjunction(facts)}.")
    assumed = [names.assumptions[model.assumption(name).name] for name in model.assumes]
    yield from lines(f"Definition assumptions_of_{stem_of(model)} : Prop :={ITEM}{conjunction(assumed)}.")


def start(writing: Writing) -> Iterator[str]:
    """How every run starts."""
    facts = [_fact(writing, fact) for fact in writing.model.initially]
    yield from lines(f"Definition initial s : Prop :={ITEM}{conjunction(facts)}.")


def claim(writing: Writing) -> Iterator[str]:
    """The core, and that it isolates its observers."""
    names, model = writing.names, writing.model
    cases = [names.act(step.name) for step in model.steps] or ["nothing_to_ask"]
    yield from lines(f"Definition act : Request -> Act :={ITEM}Request_rect (fun _ => Act){ITEM}{ITEM.join(cases)}.")
    yield "Definition core := core_of initial act alike."
    sorts = [names.observers[o.name] for o in model.observers if o.sort is not None]
    same = " | ".join(f"{n} _ => True" for n in sorts) or "_ => False"
    last = " | _ => False" if sorts and len(sorts) < len(model.observers) else ""
    yield f"Definition starts_alike (u : Observer) : Prop := match u with {same}{last} end."
    yield "Definition isolation_is_claimed : Prop := Isolates core starts_alike."
    yield from _always(writing)


def _always(writing: Writing) -> Iterator[str]:
    """What is claimed of every state beside isolation."""
    facts = [_fact(writing, fact) for fact in writing.model.invariants if fact.kind is FactKind.ALWAYS]
    if facts:
        yield from lines(f"Definition always_claimed s : Prop :={ITEM}{conjunction(facts)}.")
        yield "Definition always_is_claimed : Prop := Always (system core) always_claimed."


def _fact(writing: Writing, fact: Fact) -> str:
    """A statement for all values of its parameters."""
    scope = writing.names.bind(fact.parameters, {})
    bound = writing.printer.binders(fact.parameters, scope)
    body = writing.proposition(fact.body, scope)
    return f"({f'forall {bound}, ' if bound else ''}{body})"
