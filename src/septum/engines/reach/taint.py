"""Whose data may be where: a model with a ghost relation for each kind of content, and what keeps it in order.

`taint(C, places, observer)`: in that place of `C` may lie data that the observer must not see. Data are *of* whoever
passes them to a step, of nobody where the specification writes a constant, and known to whom they are told. Copying
moves the taint of the source. What decides whether something is written, and the observer does not see, taints as
well. The taint of a *newborn* is that of somebody who has neither done nor heard anything: with it a life begins.
At the start anything may be tainted: that is what lay there before.
"""

from collections.abc import Iterator

from attrs import evolve

from septum.engines.reach.flow import NEWBORN, Witness, condition_flow, value_flow
from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute, subterms, symbols
from septum.spec.model import Fact, FactKind, Home, Model, Observer, StateSymbol, Step, Update


def contents_of(model: Model) -> tuple[StateSymbol, ...]:
    """The symbols that hold data."""
    return tuple(s for s in model.symbols if s.home is Home.CONTENT)


def witnesses(model: Model) -> tuple[Witness, ...]:
    """All observers to whom some view shows data."""
    data = {s.symbol for s in contents_of(model)}
    found: list[Witness] = []
    for observer in model.observers:
        shown = any(
            not data.isdisjoint(symbols(carried.value))
            for view in model.views
            if view.principal == observer.name
            for carried in view.values
        )
        if shown:
            found.append(_witness(observer))
    return tuple(found)


def _witness(observer: Observer) -> Witness:
    return Witness(observer, None if observer.sort is None else build.variable("witness~", observer.sort))


def tainted(model: Model) -> Model:
    """The model with its taints: ghost symbols, what steps do to them, and what must always hold of them."""
    eyes = witnesses(model)
    if not eyes:
        return model
    ghosts = [StateSymbol(w.symbol(s.symbol), Home.GHOST, s.span) for s in contents_of(model) for w in (*eyes, NEWBORN)]
    steps = tuple(evolve(s, updates=(*s.updates, *_taints(s, model, eyes))) for s in model.steps)
    facts = tuple(_facts(model, eyes))
    return evolve(
        model,
        symbols=(*model.symbols, *ghosts),
        steps=steps,
        initially=(*model.initially, *_before(model, eyes)),
        invariants=(*model.invariants, *facts),
    )


def is_taint_fact(fact: Fact) -> bool:
    """Is it about taints?"""
    return any(symbol.name.startswith("taint ") for symbol in symbols(fact.body))


def _taints(step: Step, model: Model, eyes: tuple[Witness, ...]) -> Iterator[Update]:
    data = {s.symbol for s in contents_of(model)}
    begun = step.begins
    if begun is not None:
        for content in contents_of(model):
            for witness in eyes:
                if witness.viewer is not None and witness.viewer.sort == begun.sort:
                    yield _forgotten(content.symbol, witness, begun, step)
    for update in step.updates:
        if update.symbol not in data:
            continue
        for witness in (*eyes, NEWBORN):
            yield _moved(update, witness, step, model)


def _forgotten(content: Symbol, witness: Witness, begun: Term, step: Step) -> Update:
    """A life begins: what a former bearer of the name could see is not the new one's."""
    places = tuple(build.variable(f"place{i}~", sort) for i, sort in enumerate(content.domain))
    newborn = build.apply(NEWBORN.symbol(content), NEWBORN.places(places))
    return Update(witness.symbol(content), (*places, begun.bare), places, TRUE, newborn, step.span)


def _moved(update: Update, witness: Witness, step: Step, model: Model) -> Update:
    """What is written somewhere, or may have been, brings its taint."""
    old = build.apply(witness.symbol(update.symbol), witness.places(update.at))
    begun = FALSE
    if step.begins is not None and witness.viewer is not None and witness.viewer.sort == step.begins.sort:
        begun = build.equal(witness.viewer, step.begins.bare)
        newborn = build.apply(NEWBORN.symbol(update.symbol), NEWBORN.places(update.at))
        old = build.conditional(begun, newborn, old)
    new = build.conditional(
        begun,
        value_flow(NEWBORN, step, model).taint(update.value),
        value_flow(witness, step, model).taint(update.value),
    )
    decided = build.conditional(
        begun,
        condition_flow(NEWBORN, step, model).taint(update.condition),
        condition_flow(witness, step, model).taint(update.condition),
    )
    value = build.disjunction(build.conditional(update.condition.bare, new, old), decided)
    bound = update.bound if witness.viewer is None else (*update.bound, witness.viewer)
    at = tuple(witness.places(update.at))
    return Update(witness.symbol(update.symbol), at, bound, TRUE, value, update.span)


def _before(model: Model, eyes: tuple[Witness, ...]) -> Iterator[Fact]:
    """At the start anything may lie anywhere."""
    for content in contents_of(model):
        places = tuple(build.variable(f"place{i}", sort) for i, sort in enumerate(content.symbol.domain))
        for witness in (*eyes, NEWBORN):
            parameters = (*places, *(() if witness.viewer is None else (witness.viewer,)))
            dirty = build.apply(witness.symbol(content.symbol), witness.places(places))
            name = f"before {content.symbol.name}"
            yield Fact(name, "", FactKind.INITIALLY, parameters, dirty, content.span)


def _facts(model: Model, eyes: tuple[Witness, ...]) -> Iterator[Fact]:
    data = {s.symbol: s for s in contents_of(model)}
    for content in data.values():
        places = tuple(build.variable(f"place{i}", sort) for i, sort in enumerate(content.symbol.domain))
        newborn = build.apply(NEWBORN.symbol(content.symbol), list(places))
        for witness in eyes:
            assert witness.observer is not None
            own = build.apply(witness.symbol(content.symbol), witness.places(places))
            parameters = (*places, *(() if witness.viewer is None else (witness.viewer,)))
            name = f"{content.symbol.name}.{witness.observer.name}"
            yield Fact(name, "", FactKind.INVARIANT, parameters, build.implies(own, newborn), content.span)
    for witness in eyes:
        assert witness.observer is not None
        for view in model.views:
            if view.principal != witness.observer.name:
                continue
            values = {} if view.viewer is None or witness.viewer is None else {view.viewer.bare: witness.viewer}
            reads = {t: None for c in view.values for t in subterms(c.value.bare) if t.symbol in data}
            clean = [clean_place(substitute(read, values), witness, model) for read in reads]
            if clean:
                bound = (b for carried in view.values for b in carried.bound)
                parameters = (*(() if witness.viewer is None else (witness.viewer,)), *view.parameters, *bound)
                body = build.implies(substitute(view.where, values), build.conjunction(*clean))
                yield Fact(view.name, view.concern, FactKind.INVARIANT, parameters, body, view.span)


def clean_place(read: Term, witness: Witness, model: Model) -> Term:
    """There is nothing in a place that the witness must not see, or nothing but a constant of the specification."""
    assert read.symbol is not None
    dirty = build.apply(witness.symbol(read.symbol), witness.places(read.arguments))
    constants = [build.equal(read, c) for c in _constants_of(read.sort, model)]
    return build.disjunction(build.negate(dirty), *constants)


def _constants_of(sort: Sort, model: Model) -> list[Term]:
    """The constants of a sort. Of a listed sort everything is one, which would excuse anything."""
    if not sort.is_uninterpreted:
        return []
    nullary = (s.symbol for s in model.symbols if s.home is Home.CONSTANT and not s.symbol.domain)
    return [build.apply(symbol, []) for symbol in nullary if symbol.codomain == sort]


def answer_is_clean(step: Step, observer: Observer, model: Model) -> Term | None:
    """What a step answers carries nothing that its actor must not see; None where no data are answered."""
    if step.returns is None or symbols(step.returns).isdisjoint(s.symbol for s in contents_of(model)):
        return None
    witness = Witness(observer, None if step.actor.parameter is None else step.actor.parameter.bare)
    dirty = value_flow(witness, step, model).taint(step.returns)
    constants = [build.equal(step.returns.bare, c) for c in _constants_of(step.returns.sort, model)]
    return build.disjunction(build.negate(dirty), *constants)
