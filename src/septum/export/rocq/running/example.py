"""`Example.v`: that what the statement speaks of exists, and that a run of it is possible, by computing."""

from collections.abc import Iterator

from septum.export.naming import stem_of
from septum.export.rocq.expressions import Printer
from septum.export.rocq.layout import ITEM, PART, lines, sentence
from septum.export.rocq.names import Names
from septum.export.rocq.running.instance import Finite, deciding_lines, instance_lines
from septum.export.rocq.running.run import Claim, Happening, Run, Value
from septum.export.rocq.statement.writing import STATE, conjunction
from septum.logic.sorts import Sort
from septum.obligations.development import Claim as RocqClaim
from septum.obligations.meaning import Before, meant
from septum.spec.model import Home, Model, Outcome, Step


def example_text(model: Model, names: Names, run: Run) -> str:
    """The text of `Example.v`, which needs `Statement.v` and the theory `Deciding.v`. Raises NotExpressible."""
    return "\n".join(_lines(Finite(model, names, run))) + "\n"


def _lines(finite: Finite) -> Iterator[str]:
    yield from sentence(f"* An example: {finite.run.title}")
    yield from sentence(
        "What the statement speaks of exists: here are sorts, constants and a state from which this run is possible."
    )
    yield "Require Import Deciding Statement."
    yield ""
    yield "(** ** The machine *)"
    yield from instance_lines(finite)
    yield from _premises(finite)
    yield ""
    yield "(** ** The start *)"
    yield from _start(finite)
    yield ""
    yield "(** ** The run *)"
    yield from deciding_lines(finite)
    yield from _run(finite)
    yield from _outputs(finite)
    yield from _impossible(finite)
    yield from _claims(finite)
    yield from _whole(finite)


def _whole(finite: Finite) -> Iterator[str]:
    """All in one: what is assumed can be so, and the run is possible from a start."""
    own, stem = finite.own, stem_of(finite.model)
    yield ""
    yield from lines(
        f"Definition {own['possible']} : Prop := (constants_are_as_stated /\\ assumptions_of_{stem}) /\\{ITEM}"
        f"initial {own['start']} /\\ run (system core) {own['start']} {own['story']}."
    )
    yield f"Theorem {own['holds']} : {own['possible']}."
    proofs = ["example_is_as_assumed", f"{own['start']}_is_initial", f"{own['story']}_is_possible"]
    yield f"Proof. exact (conj {proofs[0]} (conj {proofs[1]} {proofs[2]})). Qed."


def _premises(finite: Finite) -> Iterator[str]:
    yield ""
    yield "(** Everything is assumed that the theorem assumes. *)"
    yield "Theorem example_is_as_assumed : constants_are_as_stated /\\ " + f"assumptions_of_{stem_of(finite.model)}."
    yield "Proof. by_computing. Qed."


def _start(finite: Finite) -> Iterator[str]:
    own, names = finite.own, finite.names
    cases = [
        f"{names.symbols[d.symbol]} => {finite.elements.function(d.symbol, finite.run.start.get(d.symbol.name, {}))}"
        for d in finite.model.symbols
        if d.home is not Home.CONSTANT
    ] or ["NO_FIELD => tt"]
    yield f"Definition {own['start']} : State := fun f => match f return Value f with"
    for case in cases:
        yield from lines(f"| {case}")
    yield "end."
    yield f"Theorem {own['start']}_is_initial : initial {own['start']}."
    yield "Proof. by_computing. Qed."


def _run(finite: Finite) -> Iterator[str]:
    own = finite.own
    events = [_event(finite, h) for h in finite.run.happenings if h.outcome is not Outcome.IMPOSSIBLE]
    yield f"Definition {own['story']} : list (Event core) := ["
    for number, event in enumerate(events):
        yield from lines(f"  {event}{';' if number < len(events) - 1 else ''}")
    yield "]."
    refused = [str(h.check) for h in finite.run.happenings if h.outcome is Outcome.REFUSED]
    yield f"Theorem {own['story']}_is_possible : run (system core) {own['start']} {own['story']}."
    yield f"Proof. apply (possible _ {own['checks']} _ _ [{'; '.join(refused)}]). computes. Qed."


def _event(finite: Finite, happening: Happening) -> str:
    step = finite.model.step(happening.step)
    values = list(happening.choices)
    values += [finite.elements.values(c.sort)[0] for c in step.choices[len(values) :]]
    texts = [finite.elements.text(c.sort, v) for c, v in zip(step.choices, values, strict=True)]
    chosen = "tt" if not texts else texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
    request = _request(finite, happening)
    if happening.status is not None:
        return f"turned_away {request} {chosen} {finite.names.statuses[happening.status]}"
    return f"carried_out {request} {chosen}"


def _request(finite: Finite, happening: Happening) -> str:
    step = finite.model.step(happening.step)
    arguments = [finite.elements.text(p.sort, v) for p, v in zip(step.parameters, happening.arguments, strict=True)]
    name = finite.names.steps[step.name]
    return f"({' '.join([name, *arguments])})" if arguments else name


def _outputs(finite: Finite) -> Iterator[str]:
    """What everybody of whom there are many gets out of the run."""
    own, names = finite.own, finite.names
    for observer in finite.model.observers:
        if observer.sort is None:
            continue
        for viewer in finite.elements.values(observer.sort):
            mine = [
                h for h in finite.run.happenings if _is_asked_by(finite.model.step(h.step), h, observer.sort, viewer)
            ]
            answers = [_answer(finite, happening) for happening in mine if happening.outcome is not Outcome.IMPOSSIBLE]
            if answers:
                text = finite.elements.text(observer.sort, viewer)
                yield from lines(
                    f"Theorem what_{text}_gets : outputs (system core) ({names.observers[observer.name]} {text}) "
                    f"{own['start']} {own['story']} = [{f';{ITEM}'.join(answers)}]."
                )
                yield "Proof. computes. Qed."


def _is_asked_by(step: Step, happening: Happening, sort: Sort, viewer: Value) -> bool:
    parameter = step.actor.parameter
    if parameter is None or parameter.sort != sort:
        return False
    return happening.arguments[[p.bare for p in step.parameters].index(parameter.bare)] == viewer


def _answer(finite: Finite, happening: Happening) -> str:
    if happening.status is not None:
        return f"Turned_down {finite.names.statuses[happening.status]}"
    returns = finite.model.step(happening.step).returns
    if returns is None or happening.returned is None:
        return "Carried_out None"
    value = finite.elements.text(returns.sort, happening.returned)
    return f"Carried_out (Some ({finite.names.replies[returns.sort]} {value}))"


def _impossible(finite: Finite) -> Iterator[str]:
    happened = 0
    for happening in finite.run.happenings:
        if happening.outcome is not Outcome.IMPOSSIBLE:
            happened += 1
            continue
        request = _request(finite, happening)
        yield from lines(
            f"Theorem example_impossible_after_{happened} : impossible core{ITEM}{_state(finite, happened)} {request}."
        )
        yield f"Proof. by_checks {finite.own['checks']}. Qed."


def _claims(finite: Finite) -> Iterator[str]:
    """What holds on the way, by place."""
    for after in dict.fromkeys(claim.after for claim in finite.run.claims):
        claims = [_claim(finite, claim) for claim in finite.run.claims if claim.after == after]
        yield from lines(
            f"Theorem example_after_{after} : let s := {_state(finite, after)} in{PART}{conjunction(claims)}."
        )
        yield "Proof. by_computing. Qed."


def _claim(finite: Finite, claim: Claim) -> str:
    values = {v: finite.elements.term(v.sort, value) for v, value in claim.values.items()}
    text = Printer(finite.names).proposition(meant(claim.condition, values, Before(STATE)), finite.elements.scope)
    return f"({text})"


def _state(finite: Finite, happened: int) -> str:
    return f"(after_first core {happened} {finite.own['start']} {finite.own['story']})"


def example_claim(model: Model, names: Names, run: Run) -> RocqClaim:
    """That the run of the example is possible, as a claim of the development."""
    own = Finite(model, names, run).own
    happened = sum(happening.outcome is not Outcome.IMPOSSIBLE for happening in run.happenings)
    return RocqClaim(
        f"Example.{own['holds']}",
        own["possible"],
        f"It is not about nothing: a run of {happened} steps is possible, computed inside Rocq ({run.title}).",
    )
