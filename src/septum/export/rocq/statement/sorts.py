"""Sorts, constants, and what is assumed of the world."""

from collections.abc import Iterator, Sequence

from septum.export.rocq.layout import ITEM, comment, lines
from septum.export.rocq.statement.writing import Writing
from septum.export.rocq.vocabulary import sets_of, sorts_of
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.spec.model import Home


def sorts(writing: Writing) -> Iterator[str]:
    """Types for the sorts, a class for the machine and a class for what is assumed."""
    model, names = writing.model, writing.names
    for sort in sorts_of(model):
        if sort.is_enumeration:
            yield from _enumeration(writing, sort)
    for sort in sets_of(model):
        yield from _sets(writing, sort)
    yield from _machine(writing)
    fields = [
        f"{names.assumptions[a.name]} : bool  (* {a.identifier}: {comment(_line(a.sentence))} *)"
        for a in model.assumptions
    ]
    yield "(** What is assumed of the world, one by one. *)"
    yield "Class Assumed := {"
    for number, text in enumerate(fields):
        head, _, tail = text.partition(" : bool")
        last = number == len(fields) - 1
        yield from lines(f"  {head} : bool{'' if last else ';'}{tail}")
    yield "}."


def variables(writing: Writing) -> Iterator[str]:
    """What variables stand for whose sort is not said where they are bound."""
    names = writing.names
    groups: dict[Sort, list[str]] = {}
    for name, sort in names.implicit.items():
        groups.setdefault(sort, []).append(name)
    texts = [f"({' '.join(sorted(found))} : {names.sort(sort)})" for sort, found in groups.items()]
    yield from lines(f"Implicit Types {ITEM.join(texts)}.") if texts else ()


def type_of(writing: Writing, symbol: Symbol) -> str:
    """The type of what a symbol stands for."""
    return " -> ".join(writing.names.sort(s) for s in (*symbol.domain, symbol.codomain))


def _enumeration(writing: Writing, sort: Sort) -> Iterator[str]:
    name = writing.names.sorts[sort]
    members = [writing.names.members[sort, m] for m in sort.members]
    yield from lines(f"Inductive {name} := {f' |{ITEM}'.join(members)}.")
    yield from _canonical(name, f"match x, y with {_pairs(members)} end", "same_members")


def _pairs(members: Sequence[str]) -> str:
    equal = " | ".join(f"{m}, {m}" for m in members)
    return f"{equal} => true" + (" | _, _ => false" if len(members) > 1 else "")


def _canonical(name: str, same: str, proof: str) -> Iterator[str]:
    yield from lines(f"Canonical {name}_sort := sort {name} (fun x y => {same}){ITEM}ltac:({proof}).")


def _sets(writing: Writing, sort: Sort) -> Iterator[str]:
    assert sort.element is not None
    names = writing.names
    name, element = names.sort(sort), names.sorts[sort.element]
    flags = [f"{name}_{m}" for m in sort.element.members]
    yield from lines(f"Record {name} := make_{name} {{ {f';{ITEM}'.join(f'{f} : bool' for f in flags)} }}.")
    cases = [f"{names.members[sort.element, m]} => {f} x" for m, f in zip(sort.element.members, flags, strict=True)]
    yield from lines(
        f"Definition {names.membership(sort)} (x : {name}) (y : {element}) : bool := "
        f"match y with {f' |{ITEM}'.join(cases)} end."
    )
    same = " && ".join(f"({f} x <=> {f} y)" for f in flags)
    yield from _canonical(name, same, "same_flags")


def _machine(writing: Writing) -> Iterator[str]:
    names, model = writing.names, writing.model
    sorts_ = [names.sorts[sort] for sort in sorts_of(model) if sort.is_uninterpreted]
    fields = [*(f"{name} : Sort" for name in sorts_), *(f"some_{name} : {name}" for name in sorts_)]
    for declared in model.symbols:
        if declared.home is Home.CONSTANT:
            fields.append(f"{names.symbols[declared.symbol]} : {type_of(writing, declared.symbol)}")
    yield "(** Any sorts with something in each, and any constants. *)"
    yield from lines(f"Class Machine := {{ {f';{ITEM}'.join(fields)} }}.")


def _line(text: str) -> str:
    return " ".join(text.split())
