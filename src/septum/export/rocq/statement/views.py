"""What each observer sees."""

from collections.abc import Iterator

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.writing import Writing, conjunction
from septum.logic.terms import TRUE
from septum.spec.model import View


def views(writing: Writing) -> Iterator[str]:
    """A definition for each component, and when two states look alike."""
    names, model = writing.names, writing.model
    for view in model.views:
        yield from lines(_definition(writing, view))
    yield "Definition alike (u : Observer) (s t : State) : Prop := match u with"
    for observer in model.observers:
        viewer = " v" if observer.sort is not None else ""
        parts: list[str] = []
        for view in model.views:
            if view.principal == observer.name:
                scope = names.bind(view.parameters, {})
                bound = writing.printer.binders(view.parameters, scope)
                places = "".join(f" {scope[p.bare]}" for p in view.parameters)
                seen = f"{names.views[view.name]}{viewer}"
                parts.append(f"({f'forall {bound}, ' if bound else ''}{seen} s{places} = {seen} t{places})")
        yield from lines(f"| {names.observers[observer.name]}{viewer} =>{ITEM}{conjunction(parts)}")
    yield "end."


def _definition(writing: Writing, view: View) -> str:
    names = writing.names
    viewer = [view.viewer] if view.viewer is not None else []
    scope = names.bind([*viewer, *view.parameters], {})
    if any(carried.bound for carried in view.values):
        raise NotExpressible(f"the view {view.name} has many values at once", view.span)
    texts = [writing.value(carried.value, scope) for carried in view.values]
    value = texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
    if view.where.bare is not TRUE:
        argument = writing.argument(view.values[0].value, scope) if len(texts) == 1 else value
        value = f"if {writing.value(view.where, scope)} then Some {argument} else None"
    first, rest = writing.typed(viewer, scope), writing.typed(view.parameters, scope)
    return f"Definition {names.views[view.name]}{first} (s : State){rest} :={ITEM}{value}."
