"""Questions to Rocq about a statement on a finite instance, as a file that prints the answers as numbers.

A value is the place of it among the values of its sort, a function the values at all its arguments, in order.
"""

from collections.abc import Iterator, Sequence

from rocq_batches import Batch, Question

from septum.export.rocq.layout import lines
from septum.export.rocq.running.instance import deciding_lines, instance_lines
from septum.export.rocq.vocabulary import news_of, returned_sorts
from septum.interpreter import Machine, State, Value
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE
from septum.spec.model import Home, View

Numbers = list[list[int]]
_SIGN = 48


def questions_text(batch: Batch) -> str:
    """The file: it prints the answers about constants, then about every state, then to every question."""
    return "\n".join(_lines(batch)) + "\n"


def _lines(batch: Batch) -> Iterator[str]:
    yield "Require Import Deciding."
    yield "Require Import Reporting."
    yield "Require Import Statement."
    yield from instance_lines(batch.finite)
    yield from deciding_lines(batch.finite)
    yield from _inhabited(batch)
    yield from _encodings(batch)
    yield from _states(batch)
    yield "Set Printing Width 100000. Set Printing Depth 1000000."
    yield "Definition answers_about_constants : list (list (list nat)) := [[[Reporting.number (decision constants_)]]]."
    yield "Definition answers_about_states : list (list (list nat)) := ["
    yield ";\n".join(f"about_state state_{number}" for number in range(len(batch.states)))
    yield "]."
    yield "Definition answers_to_questions : list (list (list nat)) := ["
    yield ";\n".join(_asked(batch, question) for question in batch.questions)
    yield "]."
    yield "Eval vm_compute in answers_about_constants."
    yield "Eval vm_compute in answers_about_states."
    yield "Eval vm_compute in answers_to_questions."


def _inhabited(batch: Batch) -> Iterator[str]:
    elements = batch.finite.elements
    for sort in batch.names.sorts:
        first = elements.text(sort, elements.values(sort)[0])
        name = batch.names.sorts[sort]
        yield f"#[local] Instance {name}_inhabited : Reporting.Inhabited {name} := {first}."


def _encodings(batch: Batch) -> Iterator[str]:
    names, model = batch.names, batch.model
    statuses = [f"{name} => {n}" for n, name in enumerate(names.statuses.values())] or ["NO_STATUS => 0"]
    yield from lines(f"Definition status_ (a : Status) : nat := match a with {' | '.join(statuses)} end.")
    news: list[str] = []
    for number, (key, tell) in enumerate(news_of(model).items()):
        variables = [f"x{n}" for n, _ in enumerate(tell.carries)]
        numbers = " ++ ".join([f"[{number}]", *(f"Reporting.numbers {x}" for x in variables)])
        news.append(f"{' '.join([names.news[key], *variables])} => {numbers}")
    yield from lines(
        f"Definition news_ (n : News) : list nat := match n with {' | '.join(news or ['NO_NEWS => []'])} end."
    )
    replies = [
        f"{names.replies[sort]} x => {number} :: Reporting.numbers (x : {names.sort(sort)})"
        for number, sort in enumerate(returned_sorts(model))
    ] or ["NO_REPLY => []"]
    yield from lines(f"Definition reply_ (v : Reply) : list nat := match v with {' | '.join(replies)} end.")
    fields = [
        f"Reporting.numbers (s {names.symbols[d.symbol]} : {_type(batch, (*d.symbol.domain, d.symbol.codomain))})"
        for d in model.symbols
        if d.home is not Home.CONSTANT
    ]
    yield from lines(f"Definition state_ (s : State) : list (list nat) := [{'; '.join(fields)}].")
    who = [
        names.observers[o.name] if viewer is None else f"{names.observers[o.name]} {_text(batch, o.sort, viewer)}"
        for o, viewer in batch.observers()
    ]
    yield from lines(f"Definition observers_ : list Observer := [{'; '.join(who)}].")
    yield "Definition alike_ (u : Observer) (s t : State) : Decided (alike u s t)."
    yield "Proof. destruct u; Reporting.decided_equations. Defined."
    yield "Definition initial_ (s : State) : Decided (initial s). Proof. decided. Defined."
    yield "Definition constants_ : Decided constants_are_as_stated. Proof. decided. Defined."
    seen = [f"Reporting.numbers ({_seen(batch, view, viewer)})" for view, viewer in batch.views()]
    start = "[Reporting.number (decision (initial_ s))]"
    yield from lines(f"Definition about_state (s : State) : list (list nat) := [{'; '.join([start, *seen])}].")
    yield "Definition ask (r : Request) (c : choice core r) (s : State) : list (list nat) :="
    yield "  Reporting.report observers_ status_ news_ reply_ state_ (fun u s t => decision (alike_ u s t))"
    yield f"    (acts (act r)) ({batch.finite.own['checks']} r) c s."


def _seen(batch: Batch, view: View, viewer: str | None) -> str:
    names = batch.names
    places = [f"a{n}" for n, _ in enumerate(view.parameters)]
    head = [names.views[view.name]]
    if viewer is not None and view.viewer is not None:
        kind = f"@{names.sort(view.viewer.sort)} {batch.finite.own['machine']}"
        head.append(f"({_text(batch, view.viewer.sort, viewer)} : {kind})")
    kind = " * ".join(names.sort(carried.value.sort) for carried in view.values)
    if view.where.bare is not TRUE:
        kind = f"option ({kind})"
    inner = f"{' '.join([*head, 's', *places])} : {kind}"
    if not places:
        return inner
    bound = " ".join(f"({x} : {names.sort(p.sort)})" for x, p in zip(places, view.parameters, strict=True))
    return f"fun {bound} => ({inner})"


def _type(batch: Batch, sorts: Sequence[Sort]) -> str:
    return " -> ".join(batch.names.sort(sort) for sort in sorts)


def _text(batch: Batch, sort: Sort | None, value: Value) -> str:
    assert sort is not None
    return batch.finite.elements.text(sort, value)


def _states(batch: Batch) -> Iterator[str]:
    """The states, from the numbers of all their entries."""
    declared = [d.symbol for d in batch.model.symbols if d.home is not Home.CONSTANT]
    yield "Definition state_of (l : list (list nat)) : State := fun f => match f return Value f with"
    for number, symbol in enumerate(declared):
        kind = _type(batch, (*symbol.domain, symbol.codomain))
        yield f"| {batch.names.symbols[symbol]} => (Reporting.load (Reporting.numbers_at {number} l) : {kind})"
    yield "end." if declared else "| NO_FIELD => tt end."
    for number, state in enumerate(batch.states):
        texts = [f'"{"".join(chr(_SIGN + n) for n in entries(batch.machine, state, symbol))}"' for symbol in declared]
        listed = f"Reporting.mapped Reporting.numbers_in [{'; '.join(texts)}]%digits"
        yield f"Definition entries_{number} := Eval vm_compute in {listed}."
        yield f"Definition state_{number} := state_of entries_{number}."


def entries(machine: Machine, state: State, symbol: Symbol) -> list[int]:
    """The numbers of all entries of a symbol, in order."""
    return [
        int(machine.universe.encode(symbol.codomain, machine.read(state, symbol.name, *arguments)))
        for arguments in machine.universe.arguments(symbol.domain)
    ]


def _asked(batch: Batch, question: Question) -> str:
    step = batch.model.step(question.step)
    arguments = [_text(batch, p.sort, v) for p, v in zip(step.parameters, question.arguments, strict=True)]
    chosen = [_text(batch, c.sort, v) for c, v in zip(step.choices, question.choices, strict=True)]
    choice = "tt" if not chosen else chosen[0] if len(chosen) == 1 else f"({', '.join(chosen)})"
    request = " ".join([batch.names.steps[step.name], *arguments])
    return f"ask ({request}) {choice} state_{question.state}"
