"""A short name for what exactly a profile says."""

import hashlib
from collections.abc import Iterator

from septum.logic.canonical import canonical
from septum.logic.terms import Term
from septum.spec.model import Carried, ExampleFact, Fact, Model, Step, View


def model_digest(model: Model) -> str:
    """Twelve hexadecimal digits of the SHA-256 of everything that bears on the proof; comments and layout do not."""
    return hashlib.sha256("\n".join(_lines(model)).encode()).hexdigest()[:12]


def _lines(model: Model) -> Iterator[str]:
    for sort in model.sorts:
        yield f"sort {sort.name} {sort.kind} {' '.join(sort.members)}"
    for declared in model.symbols:
        symbol = declared.symbol
        yield f"symbol {symbol.name} {' '.join(map(str, symbol.domain))} {symbol.codomain} {declared.home}"
    for step in model.steps:
        yield from _step(step)
    for view in model.views:
        yield _view(view)
    for fact in (*model.initially, *model.axioms, *model.invariants):
        yield _fact(fact)
    yield f"assumes {' '.join(model.assumes)}"
    yield f"observers {' '.join(o.name for o in model.observers)}"
    for stated in model.properties:
        for clause in stated.clauses:
            words = [f"{w.negated} {w.word} {w.arguments}" for w in (*clause.supposes, clause.goal)]
            yield f"clause {clause.name} {clause.parameters} {words}"


def _step(step: Step) -> Iterator[str]:
    actor = step.actor.principal or _names((step.actor.parameter,) if step.actor.parameter else ())
    yield f"step {step.name} {step.kind} {actor} {_names(step.parameters)} {step.unless} {step.begins}"
    for guard in step.guards:
        yield f"{guard.kind} {guard.identifier} {guard.status} {guard.assumption} {canonical(guard.condition)}"
    for update in step.updates:
        at = " ".join(canonical(index) for index in update.at)
        bound = _names(update.bound)
        yield f"update {update.symbol.name} {at} {bound} {canonical(update.condition)} {canonical(update.value)}"
    for tell in step.tells:
        whom = f"{tell.principal} {tell.recipient} {canonical(tell.whom)}"
        yield f"tell {tell.news} {whom} {canonical(tell.where)} {' '.join(map(_carried, tell.carries))}"
    if step.returns is not None:
        yield f"returns {canonical(step.returns)}"


def _view(view: View) -> str:
    values = " ".join(map(_carried, view.values))
    return f"view {view.name} {view.principal} {view.viewer} {_names(view.parameters)} {values} {canonical(view.where)}"


def _fact(fact: Fact) -> str:
    return f"{fact.kind} {fact.name} {_names(fact.parameters)} {canonical(fact.body)}"


def _carried(carried: Carried) -> str:
    return f"{_names(carried.bound)} {canonical(carried.value)}"


def _names(variables: tuple[Term, ...]) -> str:
    return ",".join(f"{v.name}:{v.sort.name}" for v in variables)


def examples_digest(model: Model) -> str:
    """The SHA-256 of the examples, in hexadecimal."""
    return hashlib.sha256("\n".join(_examples(model)).encode()).hexdigest()


def _examples(model: Model) -> Iterator[str]:
    for example in (*model.examples, *model.witnesses, *model.workloads):
        yield f"example {example.name} {_names(example.parameters)} {example.without} {example.leak}"
        for line in example.script:
            if isinstance(line, ExampleFact):
                yield f"fact {canonical(line.condition)}"
            else:
                result = canonical(line.result) if line.result is not None else ""
                arguments = [canonical(a) for a in line.arguments]
                yield f"call {line.step} {arguments} {line.expected} {line.status} {result}"
