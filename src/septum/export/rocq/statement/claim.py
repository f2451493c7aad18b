"""The start, the core, and what is claimed of it."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.writing import Writing, conjunction


def start(writing: Writing) -> Iterator[str]:
    """How every run starts."""
    facts: list[str] = []
    for fact in writing.model.initially:
        scope = writing.names.bind(fact.parameters, {})
        bound = writing.printer.binders(fact.parameters, scope)
        body = writing.proposition(fact.body, scope)
        facts.append(f"({f'forall {bound}, ' if bound else ''}{body})")
    yield from lines(f"Definition initial (s : State) : Prop :={ITEM}{conjunction(facts)}.")


def claim(writing: Writing) -> Iterator[str]:
    """The core, and that it isolates its observers."""
    names, model = writing.names, writing.model
    cases: list[str] = []
    for step in model.steps:
        scope = names.bind(step.parameters, {})
        arguments = "".join(f" {scope[p.bare]}" for p in step.parameters)
        name = names.act(step.name)
        cases.append(f"{names.steps[step.name]}{arguments} => an_act {f'({name}{arguments})' if arguments else name}")
    cases = cases or ["NO_REQUEST => an_act (asks (fun _ => false) [] : Act unit)"]
    yield "Definition act (r : Request) : AnAct Observer News Status Reply State := match r with"
    yield from lines("  " + f" |{ITEM}".join(cases) + " end.")
    yield "Definition core := core_of initial act alike."
    sorts = [names.observers[o.name] for o in model.observers if o.sort is not None]
    same = " | ".join(f"{n} _ => True" for n in sorts) or "_ => False"
    last = " | _ => False" if sorts and len(sorts) < len(model.observers) else ""
    yield f"Definition starts_alike (u : Observer) : Prop := match u with {same}{last} end."
    yield "Definition isolation_is_claimed : Prop := Isolates core starts_alike."
