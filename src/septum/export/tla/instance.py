"""A small instance of a profile's module, for the model checker TLC: edit the sizes."""

from collections.abc import Iterator

from septum.export.tla.expressions import Expressions, indented
from septum.export.tla.module import Module
from septum.logic import BOOLEAN, Sort, build
from septum.spec.model import Home, Model


def sizes(model: Model) -> dict[Sort, int]:
    """Two of those who observe, and two of what data can be; one of everything else."""
    observers = {observer.sort for observer in model.observers}
    data = {d.symbol.codomain for d in model.symbols if d.home is Home.CONTENT}
    return {s: 2 if s in observers or s in data else 1 for s in model.sorts if s.is_uninterpreted}


def instance_lines(module: Module, name: str) -> Iterator[str]:
    """A module that chooses the constants so that the axioms hold."""
    record = module.names.own("c")
    chosen = Expressions(module.names, prefix=f"{record}.")
    # In scope, so that nothing in an axiom is called the same.
    outside = {build.variable(record, BOOLEAN): record}
    yield f"---- MODULE {name} ----"
    yield "\\* The constants of a small instance: the first that fulfil the axioms."
    yield f"EXTENDS {module.names.module}"
    if module.constants:
        fields = ", ".join(f"{module.names.symbol(s)} : {module.expressions.values(s)}" for s in module.constants)
        axioms = module.model.axioms
        yield ""
        yield f"instance_constants == CHOOSE {record} \\in [{fields}] :"
        for fact in axioms:
            scope = module.names.bind(fact.parameters, outside)
            body = chosen.flat(fact.body, scope)
            text = f"\\A {chosen.bounds(fact.parameters, scope)} : {body}" if fact.parameters else body
            yield from indented([f"/\\ {text}"], 2)
        if not axioms:
            yield "  TRUE"
        for symbol in module.constants:
            own = module.names.symbol(symbol)
            yield f"instance_{own} == instance_constants.{own}"
    yield "===="


def configuration_lines(module: Module) -> Iterator[str]:
    """The configuration: sizes, constants, what is checked."""
    yield "\\* TLC: what there is of each sort, and what is checked in every state that is reached."
    yield "SPECIFICATION Spec"
    yield "CONSTANTS"
    for sort, size in sizes(module.model).items():
        own = module.names.sorts[sort]
        yield f"  {own} = {{{', '.join(f'{own.lower()}_{number}' for number in range(1, size + 1))}}}"
    for symbol in module.constants:
        own = module.names.symbol(symbol)
        yield f"  {own} <- instance_{own}"
    yield "INVARIANTS"
    yield "  TypeOK"
    yield from (f"  {module.names.fact(fact)}" for fact in module.model.invariants)
