"""What each observer sees."""

from collections.abc import Iterator

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.layout import ITEM, WIDTH, lines
from septum.export.rocq.statement.writing import Writing
from septum.logic.terms import TRUE, Operator
from septum.spec.model import View


def views(writing: Writing) -> Iterator[str]:
    """A definition for each component, and when two states look alike."""
    names, model = writing.names, writing.model
    line = ""
    for view in model.views:
        text = _definition(writing, view)
        if line and len(line) + 1 + len(text) > WIDTH:
            yield from lines(line)
            line = ""
        line = f"{line} {text}".strip()
    yield from lines(line)
    yield "Definition alike (u : Observer) : State -> State -> Prop := together match u with"
    cases: list[str] = []
    for observer in model.observers:
        viewer = " v" if observer.sort is not None else ""
        parts = [
            f"alike{len(v.parameters)} {f'({names.views[v.name]} v)' if viewer else names.views[v.name]}"
            for v in model.views
            if v.principal == observer.name
        ]
        cases.append(f"| {names.observers[observer.name]}{viewer} => [{f';{ITEM}'.join(parts)}]")
    for number, case in enumerate(cases, 1):
        yield from lines(case + (" end." if number == len(cases) else ""))


def _definition(writing: Writing, view: View) -> str:
    names = writing.names
    viewer = [view.viewer] if view.viewer is not None else []
    scope = names.bind([*viewer, *view.parameters], {})
    if any(carried.bound for carried in view.values):
        raise NotExpressible(f"the view {view.name} has many values at once", view.span)
    head = f"Definition {names.views[view.name]}{writing.typed(viewer, scope)} s"
    if _is_plain(view):
        symbol = view.values[0].value.symbol
        assert symbol is not None
        return f"{head} := s {names.symbols[symbol]}."
    texts = [writing.value(carried.value, scope) for carried in view.values]
    value = texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
    if view.where.bare is not TRUE:
        argument = writing.argument(view.values[0].value, scope) if len(texts) == 1 else value
        value = f"only_if {writing.argument(view.where, scope)}{ITEM}{argument}"
    return f"{head}{writing.typed(view.parameters, scope)} :={ITEM}{value}."


def _is_plain(view: View) -> bool:
    """Is all of a symbol seen, and nothing else?"""
    value = view.values[0].value.bare
    all_of_it = value.operator is Operator.APPLY and value.arguments == tuple(p.bare for p in view.parameters)
    rigid = value.symbol is not None and value.symbol.rigid
    return len(view.values) == 1 and view.where.bare is TRUE and all_of_it and not rigid
