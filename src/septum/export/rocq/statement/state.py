"""The state: a function from the names of what it consists of."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.sorts import type_of
from septum.export.rocq.statement.writing import Writing
from septum.spec.model import Home


def state(writing: Writing) -> Iterator[str]:
    """Types of what a state consists of, with homes as comments, and a word for changes."""
    declared = [d for d in writing.model.symbols if d.home is not Home.CONSTANT]
    fields = [(writing.names.symbols[d.symbol], type_of(writing, d.symbol), f"  (* {d.home} *)") for d in declared]
    fields = fields or [("NO_FIELD", "unit", "")]
    names = [name for name, _, _ in fields]
    yield from lines(f"Inductive Field := {f' |{ITEM}'.join(names)}.")
    yield "Definition Value (f : Field) : Type := match f with"
    yield from (f"| {name} => {value}{home}" for name, value, home in fields)
    yield "end."
    yield "Definition State := forall f : Field, Value f."
    yield "(** The state with another value in one field. *)"
    others = " | _ => fun _ => old" if len(fields) > 1 else ""
    yield from lines(
        "Local Notation become f v g :="
        f"{ITEM}(fun old => match f as h return Value h -> Value g with g => fun new => new{others} end v)."
    )
    head = "Definition put_in (f : Field) (v : Value f) (s : State) : State := fun g =>"
    match = "match g return Value g -> Value g with"
    yield from lines(
        f"{head}{ITEM}{match}{ITEM}{f' |{ITEM}'.join(f'{name} => become f v {name}' for name in names)} end (s g)."
    )
    yield "Definition set (f : Field) (change : Value f -> Value f) (s : State) : State := put_in f (change (s f)) s."
