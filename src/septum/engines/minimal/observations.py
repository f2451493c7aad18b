"""What an entry of a view, or a stated property, adds to the claim: a weaker model that would pass without it."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from septum.engines.losses import attack_on
from septum.engines.minimal.parts import Part, less, less_update
from septum.engines.minimal.trials import Bench, Trial, try_breaking
from septum.engines.prove import judge
from septum.engines.refute.search import break_fact
from septum.engines.results import Attack, Verdict
from septum.logic import Symbol, Term, build
from septum.logic.terms import FALSE, TRUE
from septum.logic.walk import symbols
from septum.obligations.facts import supposed
from septum.obligations.obligation import Hypothesis, Obligation
from septum.obligations.views import equal_after, equal_before, views_of
from septum.spec.model import Actor, Model, Step, StepKind, Update, View

_MOST = 6
"""How many weaker models are tried."""


def accepted_without_view(bench: Bench, view: Part, losses: Sequence[tuple[Part, Trial]]) -> tuple[str, Attack] | None:
    """What a weaker model lacks, or has too much, that would be proved if nobody saw the entry; and the attack on it.

    Tried are losses whose attack is seen at this entry (where one is accepted every attack falls there, so that the
    others need not be tried), then steps by which anybody writes, untold, what the entry shows.
    """
    seen = [(p, t.attack) for p, t in losses if t.attack is not None and _entry(t.attack) == view.identifier]
    for part, attack in seen[:_MOST]:
        if bench.is_harmless(less(less(bench.model, part), view)):
            return f"without {part.identifier}", attack
    shown = next(v for v in bench.model.views if v.name == view.identifier)
    for written, step in _scribblers(bench.model, shown):
        weak = evolve(bench.model, steps=(*bench.model.steps, step))
        loss = bench.loss(weak)
        if loss.harmless or not bench.is_harmless(less(weak, view)):
            continue
        attack = attack_on(weak, weak, loss)
        if attack is not None:
            return f"with a step that {written} untold", attack
    return None


def broken_without(bench: Bench, stated: Part, losses: Sequence[tuple[Part, Trial]]) -> tuple[str, Attack] | None:
    """What a model lacks in which a run breaks this stated property, and that run: a part, else one line of a step."""
    costing = [(part, trial) for part, trial in losses if stated.identifier in trial.lost]
    for part, trial in costing[:_MOST]:
        if trial.attack is not None and trial.attack.fall.property == stated.identifier:
            return f"without {part.identifier}", trial.attack
    for part, _ in costing[:_MOST]:
        attack = try_breaking(bench, part, stated.identifier)
        if attack is not None:
            return f"without {part.identifier}", attack
    fact = next(f for f in bench.model.invariants if f.name == stated.identifier)
    for step, number in _writers(bench.model, symbols(fact.body))[:_MOST]:
        weak = less_update(bench.model, step.name, number)
        if stated.identifier not in bench.loss(weak).lost:
            continue
        attack = break_fact(weak, bench.model, [stated.identifier])
        if attack is not None:
            return f"where {step.name} no longer writes {_short(step.updates[number].symbol)}", attack
    return None


def _writers(model: Model, concerned: frozenset[Symbol]) -> list[tuple[Step, int]]:
    """The lines of steps that write one of these symbols."""
    return [
        (step, number)
        for step in model.active_steps()
        for number, update in enumerate(step.updates)
        if update.symbol in concerned
    ]


def _scribblers(model: Model, view: View) -> Iterator[tuple[str, Step]]:
    """Steps by which anything that the entry shows may change, for no reason: each with what it does."""
    shown = {symbol for carried in view.values for symbol in symbols(carried.value)}
    for declared in model.symbols:
        symbol = declared.symbol
        if symbol not in shown or symbol.rigid:
            continue
        places = tuple(build.variable(f"at{number}", sort) for number, sort in enumerate(symbol.domain, 1))
        if symbol.codomain.is_boolean:
            for value, word in ((TRUE, "sets"), (FALSE, "clears")):
                yield f"{word} {_short(symbol)}", _scribbler(symbol, places, places, value, view)
        else:
            value = build.variable("anything", symbol.codomain)
            yield f"writes {_short(symbol)}", _scribbler(symbol, places, (*places, value), value, view)


def _scribbler(symbol: Symbol, places: tuple[Term, ...], parameters: tuple[Term, ...], value: Term, view: View) -> Step:
    update = Update(symbol, places, (), TRUE, value, view.span)
    return Step(
        f"scribble on {_short(symbol)}", view.concern, StepKind.STEP, Actor("Hardware"), parameters, (), (update,), (),
        view.span, by="Hardware",
    )  # fmt: skip


def _short(symbol: Symbol) -> str:
    return symbol.name.rpartition(".")[2]


def is_implied(bench: Bench, view: Part) -> bool:
    """Is the entry equal in two states wherever all other entries of its observer are?"""
    model = bench.model
    found = next(v for v in model.views if v.name == view.identifier)
    outcome = judge([_implication(model, found)], bench.settings)[0]
    return outcome.verdict is Verdict.PROVED


def _implication(model: Model, view: View) -> Obligation:
    observer = next(o for o in model.observers if o.name == view.principal)
    viewer = None if observer.sort is None else build.variable("~observer", observer.sort)
    hypotheses: list[Hypothesis] = [supposed(fact, "s") for fact in model.axioms]
    hypotheses += [supposed(fact, tag) for tag in ("s", "t") for fact in model.invariants]
    for other in views_of(model, observer):
        if other is not view:
            hypotheses += equal_before(other, viewer, "s", "t")
    return Obligation(
        f"implied/{view.name}", "implied", None, None, observer.name, view.name, view.span, "", "",
        tuple(hypotheses), equal_after(view, viewer, "s", "t"),
    )  # fmt: skip


def _entry(attack: Attack) -> str:
    return attack.fall.entry.partition("(")[0]
