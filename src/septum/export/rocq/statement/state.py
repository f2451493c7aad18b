"""The state: a function from the names of what it consists of."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.sorts import type_of
from septum.export.rocq.statement.writing import Writing
from septum.spec.model import Home


def state(writing: Writing) -> Iterator[str]:
    """Types of what a state consists of, with homes as comments, and a word for changes."""
    declared = [d for d in writing.model.symbols if d.home is not Home.CONSTANT]
    fields = [(writing.names.symbols[d.symbol], type_of(writing, d.symbol), f" (* {d.home} *)") for d in declared]
    fields = fields or [("NO_FIELD", "unit", "")]
    names = [name for name, _, _ in fields]
    yield from lines(f"Inductive Field := {f' |{ITEM}'.join(names)}.")
    cases = [f"{name} => {value}{home}" for name, value, home in fields]
    yield from lines(f"Definition Value (f : Field) : Type := match f with{ITEM}{f' |{ITEM}'.join(cases)} end.")
    yield "Definition State := forall f : Field, Value f."
    yield "(** The state with another value in one field. *)"
    others = " | g => s g" if len(fields) > 1 else ""
    yield f"Local Notation become f := (fun v s g => match g return Value g with f => v{others} end)."
    head = "Definition put (f : Field) : Value f -> State -> State := match f return Value f -> State -> State with"
    yield from lines(f"{head}{ITEM}{f' |{ITEM}'.join(f'{name} => become {name}' for name in names)} end.")
    yield "Definition set (f : Field) (change : Value f -> Value f) (s : State) : State := put f (change (s f)) s."
